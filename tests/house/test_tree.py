"""The project speaks of itself alone: no machine, nothing beside it, no stranger without papers."""

import hashlib
import re
import tomllib
from pathlib import Path

import pytest

from tests.house.tree import ROOT, files, said

MACHINE = re.compile(r"(?:^|[^A-Za-z0-9.])/(?:root|tmp|work|farm|home|Users)/[A-Za-z]")
BESIDE = re.compile(r"\.\./shared")
BINARY = {".png", ".jpg", ".ico", ".woff2", ".mo", ".gz", ".eml", ".mbox", ".lock"}


def texts() -> list[Path]:
    return [path for path in files() if path.suffix not in BINARY and "vendor" not in path.parts]


@pytest.mark.parametrize("pattern", [MACHINE, BESIDE], ids=["a machine's path", "a folder beside the project"])
def test_no_file_names(pattern: re.Pattern[str]) -> None:
    found = [
        f"{said(path)}:{number}: {line.strip()[:100]}"
        for path in texts()
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if pattern.search(line)
    ]
    assert found == []


def test_vendored_files_are_those_their_list_names() -> None:
    """Each `vendor` folder has `vendored.toml`: a table per file with version, source, licence and sha256."""
    wrong = []
    for folder in {path.parent for path in files() if path.parent.name == "vendor"}:
        listed = folder / "vendored.toml"
        if not listed.exists():
            wrong.append(f"{said(listed)} is missing")
            continue
        entries = tomllib.loads(listed.read_text(encoding="utf-8"))
        present = {path.name for path in folder.iterdir() if path.is_file()} - {listed.name}
        wrong += [f"{said(folder / name)} is not listed" for name in sorted(present - entries.keys())]
        for name, entry in entries.items():
            if lacking := {"version", "source", "licence", "sha256"} - entry.keys():
                wrong.append(f"{said(listed)}: {name} lacks {sorted(lacking)}")
            elif name not in present or hashlib.sha256((folder / name).read_bytes()).hexdigest() != entry["sha256"]:
                wrong.append(f"{said(folder / name)} is not the file whose checksum is listed")
    assert wrong == []


def test_the_lock_belongs_to_this_project() -> None:
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    own = next(package for package in lock["package"] if package["name"] == project["name"])
    wanted = {re.split(r"[\[<>=!~ ]", line, maxsplit=1)[0].lower() for line in project["dependencies"]}
    assert {need["name"] for need in own["dependencies"]} == wanted, "run .tools/bin/uv lock"
