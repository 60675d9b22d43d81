"""Ombud: a care desk that sees every complaint through to the customer's own \"solved\"."""
