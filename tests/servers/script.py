"""Runs the scripts beside this file."""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def run(script: str, folder: Path) -> str:
    """What one of the start and stop scripts prints. Raises RuntimeError with its last words if it fails.

    The scripts use `python3`, which has to be this one and no shim.
    """
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}:/usr/sbin:/sbin"
    done = subprocess.run(
        [HERE / script, folder],
        env={**os.environ, "PATH": path},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{script} failed: {done.stderr or done.stdout}")
    return done.stdout
