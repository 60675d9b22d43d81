"""The reading of a message: language, kind, urgency, and why.

We promise that no reading hides or drops a message, that anger is not abuse, and that a complaint is never below
urgency 3 (I2). A person's correction is kept and counts. Called by the journey and every room above.
"""
