"""Pages for whoever holds a signed link and no account: the customer of a case, and the person asked to help with it.

We promise that nothing changes without a press of a button, that a link opens exactly what it was made for, and that
the reader is told what happens now, who has it and by when she hears from us, in her language. Called by no other part.
"""
