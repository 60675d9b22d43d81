"""Pages, permissions, commands: what people meet."""
