"""Who may see and do what: the circle of a case, `may(user, verb, thing)`, links for those without an account.

We promise that a case is seen only by the people on it (D23), and that stepping in from outside leaves a trace. Called
by the rooms above and by every door.
"""
