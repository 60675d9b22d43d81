"""Who wrote a mail, and whether that is beyond doubt."""

from __future__ import annotations

from ombud.channels.contract import Address, Authentic
from ombud.channels.mail import addresses, authentication
from ombud.channels.mail.autos import Own, from_our_group
from ombud.channels.mail.headers import Head

_ELSEWHERE = (b"x-original-from", b"x-original-sender", b"reply-to")


def read(head: Head, own: Own) -> tuple[Address, Authentic, str]:
    """The writer, what the receiving server said of her (DMARC), and a problem code if her address is not plain."""
    found = [one for value in head.all(b"from")[:5] for one in addresses.parse(value)]
    named = [one for one in found if "@" in one.address]
    if len({one.address for one in named}) > 1:
        # Nobody can know which of them was vouched for.
        return named[0], Authentic.FAILED, "sender_ambiguous"
    if named:
        writer = named[0]
        authentic = authentication.read(head, writer.address, own.authserv_id)
        if writer.address in own.addresses and from_our_group(head, own):
            return _behind_group(head, own, writer, authentic)
        return writer, authentic, ""
    for field in (b"sender", b"reply-to", b"return-path"):
        for one in addresses.parse(head.text(field)):
            if "@" in one.address:
                return Address(found[0].name if found else one.name, one.address), Authentic.UNKNOWN, "sender_missing"
    return (found[0] if found else Address("", "")), Authentic.UNKNOWN, "sender_missing"


def _behind_group(head: Head, own: Own, writer: Address, authentic: Authentic) -> tuple[Address, Authentic, str]:
    """Who wrote to our own group address, where the group put that address into From (as groups do for senders whose
    domain has a strict DMARC policy). What was said of our domain vouches for nobody else."""
    for field in _ELSEWHERE:
        for one in addresses.parse(head.text(field)):
            if "@" in one.address and one.address not in own.addresses:
                name = one.name or writer.name.rpartition(" via ")[0].strip("' ")
                verdict = Authentic.FAILED if authentic is Authentic.FAILED else Authentic.UNKNOWN
                return Address(name, one.address), verdict, ""
    return writer, authentic, ""
