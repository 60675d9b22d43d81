"""Which channels there are: ours, and those that other wheels bring under the entry point group `ombud.channels`.

The only place that names an adapter.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import entry_points

from ombud.channels.contract import Channel

GROUP = "ombud.channels"


class Unknown(LookupError):
    """No channel of that name is installed. `args[0]` is the name."""


@cache
def _found() -> dict[str, Channel]:
    from ombud.channels.mail import MailChannel

    channels: dict[str, Channel] = {MailChannel.name: MailChannel()}
    for entry in sorted(entry_points(group=GROUP), key=lambda one: one.name):
        channel: Channel = entry.load()()
        # Ours come first: a wheel cannot put itself between people and their mail by taking a name.
        channels.setdefault(channel.name, channel)
    return channels


def get(name: str) -> Channel:
    """The adapter of that name. Raises `Unknown`."""
    try:
        return _found()[name]
    except KeyError:
        raise Unknown(name) from None


def all_channels() -> tuple[Channel, ...]:
    """Every adapter, ours first."""
    return tuple(_found().values())
