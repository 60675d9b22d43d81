"""What the machine has yet to do: a table, so that nothing is forgotten when a process dies.

We promise that a step enqueued in a transaction is done at least once after it commits, by whichever worker is free,
and that a step whose worker died is taken up again when its lease ends. A notification may wake a worker, but never is
the work. Called by the journey (to enqueue) and by the worker (to lease).
"""
