"""numpy's own threads held to one while we compute: more of them burn CPU on matrices as small as ours.

The limit is the process's, so the first that comes in sets it and the last that leaves takes it back. A fork waits
until nobody is inside: numpy's library shuts its threads down for it, and a product under way would never end.
"""

from __future__ import annotations

import os
import threading
from typing import Any, Final

from threadpoolctl import ThreadpoolController


class _SingleThread:
    def __init__(self) -> None:
        self._libraries: ThreadpoolController | None = None
        self.begin()

    def begin(self) -> None:
        """Nobody is inside: at the start, and in a child after a fork."""
        self._lock = threading.Condition()
        self._inside = 0
        self._held: Any = None

    def __enter__(self) -> None:
        with self._lock:
            if not self._inside:
                if self._libraries is None:
                    self._libraries = ThreadpoolController()
                self._held = self._libraries.limit(limits=1, user_api="blas")
            self._inside += 1

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._inside -= 1
            if not self._inside:
                self._held.restore_original_limits()
                self._held = None
                self._lock.notify_all()

    def shut(self) -> None:
        """Wait until nobody is inside, and let nobody in before `open`."""
        self._lock.acquire()
        self._lock.wait_for(lambda: not self._inside)

    def open(self) -> None:
        """Let them in again."""
        self._lock.release()


single_thread: Final = _SingleThread()
os.register_at_fork(before=single_thread.shut, after_in_parent=single_thread.open, after_in_child=single_thread.begin)
