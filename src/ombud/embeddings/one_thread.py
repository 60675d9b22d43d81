"""numpy's own threads, held to one for as long as the process lives.

On matrices as small as ours a second thread costs more than it brings; after each product it spins for a while, in
case more is coming, which doubled the CPU of everything else done here. And a fork waits for such threads to end, which
they do not while a product is under way.
"""

from __future__ import annotations

from functools import cache

from threadpoolctl import ThreadpoolController


@cache
def one_thread() -> None:
    """To be called before the first product of matrices. What is wide is spread over processes, or by our own threads,
    each with whole texts."""
    ThreadpoolController().limit(limits=1, user_api="blas")
