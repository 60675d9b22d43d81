"""Small drawn signs as HTML: the promise clock, initials, icons. Geometry and escaping live here and nowhere else."""

from __future__ import annotations

import math

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

CENTRE = 10.0
REACH = 6.5
TICK = "m6.5 10.25 2.5 2.5 4.5-5"
BANG = "M10 5.5v5M10 14v.05"


def icon(name: str, classes: str = "") -> SafeString:
    """One sign of the sprite; decorative, so a word must stand beside it."""
    return format_html('<svg class="icon {}" aria-hidden="true"><use href="#i-{}"></use></svg>', classes, name)


def wedge(left: int) -> str:
    """The path of a slice of `left` percent of the disc, clockwise from noon."""
    if left >= 100:
        return f"M10 {CENTRE - REACH}a{REACH} {REACH} 0 1 1-.01 0z"
    angle = 2 * math.pi * max(left, 1) / 100
    x, y = CENTRE + REACH * math.sin(angle), CENTRE - REACH * math.cos(angle)
    return f"M10 10V{CENTRE - REACH}A{REACH} {REACH} 0 {int(left > 50)} 1 {x:.2f} {y:.2f}z"


def clock(state: str, left: int = 0, size: str = "") -> SafeString:
    """The promise clock. `state`: fine or soon (`left` percent of the time), late, kept, todo; `size`: small, large."""
    inner = {
        "late": '<path class="sign" d="{}"/>',
        "kept": '<path class="sign" d="{}"/>',
        "todo": "",
    }.get(state, '<path class="wedge" d="{}"/>')
    drawn = {"late": BANG, "kept": TICK}.get(state) or wedge(left)
    return format_html(
        '<svg class="clock clock-{}{}" viewBox="0 0 20 20" aria-hidden="true">'
        '<circle class="face" cx="10" cy="10" r="8.5"/>{}</svg>',
        state,
        mark_safe(f" clock-{size}") if size else "",  # noqa: S308  # sizes are ours
        format_html(inner, drawn) if inner else "",
    )


def initials(name: str) -> str:
    """One or two letters that stand for a name in any script."""
    parts = [p for p in name.replace("@", " ").replace(".", " ").split() if p[0].isalnum()]
    if not parts:
        return "?"
    return (parts[0][0] + (parts[-1][0] if len(parts) > 1 else "")).upper()


def who(name: str, side: str = "theirs", size: str = "") -> SafeString:
    """Initials in a circle, hidden from screen readers because the name stands beside. `side`: ours, theirs, nobody."""
    classes = f"who who-{side}" + (f" who-{size}" if size else "")
    letters = "" if side == "nobody" else initials(name)
    return format_html('<span class="{}" aria-hidden="true">{}</span>', classes, letters)


def bar(value: float, most: float) -> SafeString:
    """A small bar as long as `value` is of `most`; decorative, the number stands beside it."""
    length = 100 * value / most if most else 0
    return format_html(
        '<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        '<rect width="{}" height="8"/></svg>',
        f"{length:.1f}",
    )
