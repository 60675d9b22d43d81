"""No tables. Django tells of migrations only those applications that have a module of models."""
