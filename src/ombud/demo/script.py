"""The whole play: every act of the demo, oldest first, read from `stories/`, one file a language.

A letter without a story waits for whoever tries the demo.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import yaml

from ombud.demo import acts
from ombud.demo.acts import Act

_KINDS: dict[str, type[Act]] = {
    kind.__name__: kind
    for kind in (
        acts.Reply,
        acts.HandOff,
        acts.Accept,
        acts.Decline,
        acts.Done,
        acts.Enquire,
        acts.Fix,
        acts.AskSolved,
        acts.CustomerSays,
        acts.NoAnswer,
        acts.Withdrawn,
        acts.OpenCase,
        acts.AddConcern,
        acts.Note,
        acts.Snooze,
        acts.Exempt,
    )
}
_AGO = re.compile(r"(?:(\d+)d)? ?(?:(\d+)h)? ?(?:(\d+)m)?")


@cache
def script() -> tuple[Act, ...]:
    """Every act, oldest first; acts of the same minute in the order they were written down."""
    told = [act for story in _stories() for act in story]
    return tuple(sorted(told, key=lambda act: -act.age))


def worded(text: str, by: str) -> str:
    """A reply with the moment of the next word in it, `by` as the customer's language says it."""
    return text.replace("{by}", by)


def minutes(ago: str) -> int:
    """`2d 5h 30m` in minutes. Raises ValueError for anything else."""
    found = _AGO.fullmatch(ago)
    if found is None or not any(found.groups()):
        raise ValueError(f"not a time ago: {ago!r}")
    days, hours, rest = (int(part or 0) for part in found.groups())
    return (days * 24 + hours) * 60 + rest


def _stories() -> list[list[Act]]:
    stories = []
    for entry in sorted((files("ombud.demo") / "stories").iterdir(), key=lambda one: one.name):
        if entry.name.endswith(".yaml"):
            for mail, told in yaml.safe_load(entry.read_text(encoding="utf-8")).items():
                stories.append([_act(mail, **one) for one in told])
    return stories


def _act(mail: str, act: str, ago: str, **words: str | int | bool) -> Act:
    return _KINDS[act](mail=mail, age=minutes(ago), **words)
