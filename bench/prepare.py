"""Sets up the desk of a bench, in its own process: `python -m bench.prepare SETTINGS`, the inbox's, as JSON."""

from __future__ import annotations

import json
import sys

ADDRESS = "care@ombud.test"


def prepare(credentials: dict[str, object] | None = None) -> None:
    """An up-to-date database with one community manager and her inbox; heard if `credentials` are given."""
    from ombud.cli.house import open_house, prepare_database

    open_house()
    prepare_database()
    from ombud.inboxes.models import Inbox
    from ombud.team.models import Account, Member, Role

    account = Account.objects.create_user("mira@ombud.test")
    mira = Member.objects.create(account=account, email=account.email, name="Mira Halvorsen", languages=["en"])
    mira.take_on(Role.COMMUNITY_MANAGER)
    inbox = Inbox(name="care", address=ADDRESS, owner=mira, brand="Pellamo", country="DE", zone="Europe/Berlin")
    if credentials:
        inbox.seal(credentials)
    inbox.save()


if __name__ == "__main__":
    prepare(json.loads(sys.argv[1]) if len(sys.argv) > 1 else None)
