"""How the world reaches us: one folder a channel, one contract for all.

Ground: no Django, no database. An adapter turns what it hears into an `Arrival` and sends an `Outgoing`; what that
means for a case is none of its business. Only `registry` names adapters.
"""
