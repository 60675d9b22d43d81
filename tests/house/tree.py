"""The project's own files, and the order of its folders as `.importlinter` tells it."""

import configparser
import os
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "ombud"
MADE = {"__pycache__", "var", "dist", "build", "shots", "_build", "node_modules"}


def files(*suffixes: str, under: Path = ROOT) -> Iterator[Path]:
    """The files that people write, with one of the suffixes or (without any) all of them, in order."""
    for folder, folders, names in os.walk(under):
        folders[:] = sorted(n for n in folders if n not in MADE and not n.endswith(".egg-info") and _visible(n))
        for name in sorted(names):
            if _visible(name) and (not suffixes or name.endswith(suffixes)):
                yield Path(folder) / name


def _visible(name: str) -> bool:
    return not name.startswith(".") or name in {".ci", ".importlinter", ".gitattributes", ".editorconfig"}


def said(path: Path) -> str:
    """The path as one says it in a message: from the project's root."""
    return str(path.relative_to(ROOT))


def order() -> list[set[str]]:
    """The folders of `ombud`, highest first; those that stand beside each other share a set."""
    written = configparser.ConfigParser()
    written.read(ROOT / ".importlinter")
    lines = written["importlinter:contract:house"]["layers"].split("\n")
    return [set(re.findall(r"\w+", line)) for line in lines if line.strip()]


def rooms() -> list[str]:
    """The rooms that stand, highest first: the folders between the journey and the ground."""
    layers = order()
    first = next(i for i, layer in enumerate(layers) if "journey" in layer) + 1
    names = [name for layer in layers[first:-1] for name in sorted(layer)]
    return [name for name in names if (PACKAGE / name / "__init__.py").exists()]
