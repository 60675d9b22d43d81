"""Models of one's own: a folder with those that Ombud would otherwise bring, and whether they can be read by."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ombud.embeddings import TuningDamaged, tuning
from ombud.languages import model as languages
from ombud.triage import learnt

READINGS: Final = learnt.NAME
QUICK: Final = learnt.QUICK
TUNING: Final = learnt.TUNING
LANGUAGES: Final = "languages"


@dataclass(frozen=True, slots=True)
class Fault:
    """A model that messages cannot be read by: `reason` is `missing`, `damaged` or `outdated`."""

    name: str
    reason: str


def wrong(folder: Path | None) -> list[Fault]:
    """What is wrong with the models in `folder`, or with those in the package (None). Loads them: 0.2 seconds."""
    faults = []
    for name, path in places(folder).items():
        reason = "" if path.is_file() and path.with_suffix(".sha256").is_file() else "missing"
        if reason := reason or _unusable(name, folder):
            faults.append(Fault(name, reason))
    return faults


def places(folder: Path | None) -> dict[str, Path]:
    """Where each model lies: in `folder`, or in the package. Its checksum lies beside it, in a file `.sha256`."""
    if folder is not None:
        return {name: folder / f"{name}.npz" for name in (TUNING, READINGS, QUICK, LANGUAGES)}
    shipped = Path(learnt.__file__).parent / "shipped"
    return {name: shipped / f"{name}.npz" for name in (TUNING, READINGS, QUICK)} | {LANGUAGES: languages.FILE}


def _unusable(name: str, folder: Path | None) -> str:
    try:
        if name == LANGUAGES:
            languages.of(folder)
        elif name == TUNING:
            tuning(learnt.tuning_of(folder))
        else:
            learnt.of(folder, name)
    except learnt.ModelDamaged as error:
        return "" if error.args[0] == TUNING else "damaged"  # the tuning has a line of its own
    except (languages.Damaged, TuningDamaged):
        return "damaged"
    except learnt.ModelOutdated:
        return "outdated"
    return ""


def forget() -> None:
    """What was loaded is loaded anew: after training."""
    learnt.forget()
    languages.forget()
