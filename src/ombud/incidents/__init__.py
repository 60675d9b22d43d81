"""Incidents: the same trouble felt by many, in whatever language they tell of it (duties D11 to D16, D32, D33).

We promise that no complaint is called isolated before it was held against all others (D32), that a trouble which three
people have, or two where somebody may be hurt, is put before a person, and that whoever confirms it gives it an owner
and the date of the next word (D33). What a person said of two cases counts more than any likeness: a "no" keeps them
apart for good, a "yes" draws them together. Nothing is deleted, so that a split or a merge can be undone.

What was held against what is in `checked`, what is known of it in `standing`; the worlds by which "the same trouble" is
learnt and judged are here, too: brands with what people write to them. Called by the journey and the doors; what
compares tellings (`sameness`, `groups`, `settling`) knows no database.
"""
