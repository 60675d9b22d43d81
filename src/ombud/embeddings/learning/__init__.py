"""Learning a tuning: the transformer forwards and backwards, in numpy alone. Only `ombud train` comes here."""
