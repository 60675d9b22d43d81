"""numpy's own threads held to one while we compute: more of them burn CPU on matrices as small as ours.

The limit is the process's, so the first that comes in sets it and the last that leaves takes it back.
"""

from __future__ import annotations

import threading
from typing import Any, Final

from threadpoolctl import ThreadpoolController


class _SingleThread:
    def __init__(self) -> None:
        self._libraries: ThreadpoolController | None = None
        self.begin()

    def begin(self) -> None:
        """Nobody is inside: at the start, and in a child after a fork."""
        self._lock = threading.Lock()
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


single_thread: Final = _SingleThread()
