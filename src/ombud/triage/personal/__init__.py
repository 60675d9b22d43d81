"""What is personal in a message: names, addresses, phone, mail, bank and ID numbers, order numbers (D24, I6).

We promise places and types, never a copy of what stands there: spans in code points of the text as it was given, in
its order, never overlapping. Rules alone: the shape of a number, its check digits, and the word that stands beside it.
What is neither typical in its shape nor named by a word is left alone. Time grows with the length of the text, whatever
it holds. No Django; called by the triage, the guard and every tool that reads messages.
"""

from ombud.triage.personal.finding import personal
from ombud.triage.personal.span import Personal

__all__ = ["Personal", "personal"]
