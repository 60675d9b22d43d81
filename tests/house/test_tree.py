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


def vendored() -> list[Path]:
    return sorted({path.parent for path in files() if path.parent.name == "vendor"})


@pytest.mark.parametrize("folder", vendored(), ids=said)
def test_vendored_files_are_those_their_papers_name(folder: Path) -> None:
    """A `vendor` folder says in README.md whence each file is, in SHA256SUMS which bytes, and brings licences along."""
    present = {path.name for path in folder.iterdir() if path.is_file()} - {"README.md", "SHA256SUMS"}
    licences = {name for name in present if "LICENSE" in name}
    sums = dict(line.split()[::-1] for line in (folder / "SHA256SUMS").read_text(encoding="ascii").splitlines())
    readme = (folder / "README.md").read_text(encoding="utf-8")
    assert licences, f"{said(folder)} brings no licence"
    assert present - licences == set(sums), "SHA256SUMS lists exactly the files"
    assert [name for name in sums if name not in readme] == [], "README.md says whence each file is"
    changed = [n for n, wanted in sums.items() if hashlib.sha256((folder / n).read_bytes()).hexdigest() != wanted]
    assert changed == []


def test_the_lock_belongs_to_this_project() -> None:
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    own = next(package for package in lock["package"] if package["name"] == project["name"])
    wanted = {re.split(r"[\[<>=!~ ]", line, maxsplit=1)[0].lower() for line in project["dependencies"]}
    assert {need["name"] for need in own["dependencies"]} == wanted, "run .tools/bin/uv lock"
