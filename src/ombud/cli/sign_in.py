"""`ombud sign-in`: a way in for whoever runs the machine, when no admin can hand on a link."""

from __future__ import annotations

import click

from .house import fail, open_house


@click.command("sign-in")
@click.argument("address")
def sign_in(address: str) -> None:
    """Print a link by which the member with this mail ADDRESS chooses a password. It works once, for a day."""
    open_house()
    from django.db import DatabaseError

    from ombud.journey.refused import Refused
    from ombud.journey.staffing import give_account
    from ombud.team.links import welcome_url
    from ombud.team.models import Account, Member

    try:
        if not Account.objects.exists():
            fail("Nobody has an account yet. Start `ombud up`: it prints where to begin, and the word for it.")
        member = Member.objects.filter(email__iexact=address).first()
        if member is None:
            fail(f"Nobody here has the address {address}. `ombud sign-in` knows those on the team page.")
            return
        click.echo(welcome_url(give_account(member)))
    except Refused as refused:
        fail(f"{address} cannot sign in ({refused.code}): whoever has left comes back on the team page first.")
    except DatabaseError as error:
        fail(
            f"The database cannot be used ({type(error).__name__}): check OMBUD_DATABASE_URL, and that `ombud up` ran."
        )
