"""Who helps: the introduction, whether it was taken up, and who did not help.

We promise that a hand-off is a named person, a date, a word to the customer and a follow-up on both sides (I5), and
that nobody is sent back to who failed her (D45). Called by the journey and the doors.
"""
