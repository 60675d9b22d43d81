"""Incidents: the same trouble felt by many, in whatever language they tell of it (duties D11 to D16, D32, D33).

So far the worlds are here by which "the same trouble" is learnt and judged: brands with what people write to them.
"""
