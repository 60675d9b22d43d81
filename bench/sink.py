"""An SMTP server that takes everything and keeps the recipients, in a process of its own: `python -m bench.sink FILE`.

Prints its port first. Each mail taken adds a line to FILE: when, to whom, its Message-ID.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Sink:
    """Where it listens, and what it has taken."""

    port: int
    file: Path

    def taken(self) -> int:
        """How many mails it has taken by now."""
        return self.file.read_bytes().count(b"\n")

    def last(self) -> float:
        """When it took the last one (seconds since the epoch)."""
        return float(self.file.read_text().splitlines()[-1].split()[0])

    def recipients(self) -> list[str]:
        """To whom they went, in order."""
        return [line.split()[1] for line in self.file.read_text().splitlines()]


@contextmanager
def running_sink(folder: Path) -> Iterator[Sink]:
    """A sink for as long as the block lasts, its file in `folder`."""
    file = folder / "taken"
    file.touch()
    process = subprocess.Popen([sys.executable, "-m", "bench.sink", file], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield Sink(int(process.stdout.readline()), file)
    finally:
        process.terminate()
        process.wait(10)


async def _serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, file: Path) -> None:
    to = "-"
    writer.write(b"220 sink\r\n")
    while line := await reader.readline():
        match line[:4].upper().strip():
            case b"EHLO":
                writer.write(b"250-sink\r\n250-8BITMIME\r\n250 SIZE 100000000\r\n")
            case b"RCPT":
                to = line.decode("utf-8", "replace").partition("<")[2].partition(">")[0] or "-"
                writer.write(b"250 taken\r\n")
            case b"DATA":
                writer.write(b"354 go on\r\n")
                mail = await reader.readuntil(b"\r\n.\r\n")
                name = mail.lower().partition(b"\nmessage-id:")[2].split(b"\n", 1)[0].strip().decode("ascii", "replace")
                with file.open("a") as taken:
                    taken.write(f"{time.time():.3f} {to} {name or '-'}\n")
                writer.write(b"250 queued\r\n")
            case b"QUIT":
                writer.write(b"221 bye\r\n")
                break
            case _:
                writer.write(b"250 fine\r\n")
    writer.close()


async def _main(file: Path) -> None:
    server = await asyncio.start_server(lambda r, w: _serve(r, w, file), "127.0.0.1", 0, limit=2**26)
    print(server.sockets[0].getsockname()[1], flush=True)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_main(Path(sys.argv[1])))
