"""Learning what is the same trouble. Only training and judging come here."""
