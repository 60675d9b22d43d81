"""What we write to people: drafts, texts in five languages, the guard, sending once and what became of it.

We promise that no text leaves without the guard's verdict for exactly that text (I6), that nothing is sent twice, and
that a text sent by the machine says so. Called by the journey and the rooms above.
"""
