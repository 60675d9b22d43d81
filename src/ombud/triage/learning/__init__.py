"""Learning: how the shipped models come from exemplars, public sets and corrections. Only `ombud train` comes here."""
