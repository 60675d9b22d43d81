"""When something was said, for queries: by the sender's clock of what was imported, by ours of everything else."""

from __future__ import annotations

from django.db.models import Case, DateTimeField, F, When

from .models import HISTORY


def told_at(message: str = "") -> Case:
    """`Message.told_at` of the message that this path leads to ("case__opener")."""
    path = f"{message}__" if message else ""
    own = When(**{f"{path}via": HISTORY}, then=F(f"{path}at"))
    return Case(own, default=F(f"{path}heard_at"), output_field=DateTimeField())
