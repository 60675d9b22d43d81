"""What we owe whom by when: the first word, the next word, follow-ups with both sides; kept, or broken for ever.

We promise that every open case has a next word with a date (I4), that alarms ring before a promise breaks, and that a
breach is recorded and never taken back. Called by the journey and the rooms above.
"""
