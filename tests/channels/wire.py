"""A wire between us and a server that a test can cut, silence, or make say something else."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Say = Callable[[bytes], bytes]


class Wire:
    """Listens on `port` of 127.0.0.1 and passes everything on. `say` changes what the server says."""

    def __init__(self, target: int, say: Say) -> None:
        self._target = target
        self._say = say
        self._door = socket.create_server(("127.0.0.1", 0))
        self._ends: list[socket.socket] = []
        self.port: int = self._door.getsockname()[1]
        self.silent = False
        self.connections = 0
        self.cut_after: bytes = b""
        """Words of ours after which the wire breaks, before the server's answer comes back."""
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._door.accept()
                self.connections += 1
                far = socket.create_connection(("127.0.0.1", self._target))
                self._ends += [near, far]
                threading.Thread(target=self._pass, args=(near, far, self._hear), daemon=True).start()
                threading.Thread(target=self._pass, args=(far, near, self._say), daemon=True).start()

    def _hear(self, said: bytes) -> bytes:
        return said

    def _pass(self, source: socket.socket, sink: socket.socket, change: Say) -> None:
        ours = change == self._hear
        seen = b""
        with suppress(OSError):
            while said := source.recv(65536):
                if self.silent:
                    continue
                sink.sendall(change(said))
                seen = (seen + said)[-200:]
                if ours and self.cut_after and self.cut_after in seen:
                    self.cut()
        for end in (source, sink):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def cut(self) -> None:
        """Breaks every connection there is. New ones are taken again."""
        ends, self._ends = self._ends, []
        for end in ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def close(self) -> None:
        with suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        self.cut()


@contextmanager
def wire(target: int, say: Say = lambda said: said) -> Iterator[Wire]:
    """A wire to port `target`, for as long as the block lasts."""
    made = Wire(target, say)
    try:
        yield made
    finally:
        made.close()
