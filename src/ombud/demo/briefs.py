"""What the demo team carries to its leader: two briefs, as frozen facts. One waits for an answer, one was answered.

A brief names the letters it stands on (names of `mails()`). Moments are hours before now.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Words of a customer that she is asked about: `mail` is her letter, `start` how they begin in it. `means` is what
    they say in English, where somebody of the team wrote it down; `allows` what she answers, None for nothing yet."""

    mail: str
    start: str
    means: str = ""
    allows: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoBrief:
    """A brief of Mira's to Tomas: what it says, and what became of it."""

    mails: tuple[str, ...]
    title: str
    claim: str
    leaving: str
    evidence: tuple[tuple[str, str], ...]
    counters: tuple[tuple[str, str], ...]
    pleas: tuple[tuple[str, str, int, str], ...]
    quotes: tuple[Said, ...] = ()
    sent: int
    answer_in_days: int
    read: int | None = None
    answered: tuple[int, str, str] | None = None


BRIEFS: tuple[DemoBrief, ...] = (
    DemoBrief(
        mails=("075-nieto-tapa-rajada", "079-oezdemir-deckel-riss", "083-ravn-laag-revnet", "109-putri-tutup-retak",
               "036-mcallister-cracked-lid"),
        title="A cracked lid is replaced, unasked",
        claim="The glass lid of the Roaster 2 cracks at its hinge, in every country alike. Each owner sends pictures "
        "and waits a week for a lid that costs us less than the letter about it. We ask that a lid is sent on her "
        "first word.",
        leaving="Each of these cases took three letters and eight days.",
        evidence=(("8 days", "from her first letter to the parcel, on the average"),
                  ("4.10 €", "what a lid costs us, postage not counted")),
        counters=(("People will order lids that are not cracked.",
                   "A lid fits nothing else, and is sent to the address that the roaster was sent to."),
                  ("The glazier pays only with a picture.", "He pays by the batch; a picture of one in ten will do.")),
        pleas=(("Send a lid on the first word, once for each roaster", "Bianca Lohse", 14, "about 260 € a month"),),
        sent=2, answer_in_days=4,
    ),
    DemoBrief(
        mails=("008-agus-tagihan-dobel", "013-toft-trukket-to-gange", "016-nair-charged-twice",
               "017-ortega-doble-cargo", "035-kroeger-doppelt"),
        title="Charge once, or not at all",
        claim="When our payment partner answers late we ask again, and people pay twice. We ask that a late answer "
        "never leads to a second charge, and that a proven one goes back within two days, unasked.",
        leaving="Each second charge takes 48 minutes of care, and two of these five say they cancel.",
        evidence=(("11", "more were charged twice that day and have not written"),
                  ("", "The partner offers a key that prevents the second charge. We do not send it.")),
        counters=(("If we do not ask again, we lose orders.",
                   "True for about 40 a month. A mail with a link to pay brought back 31 of 40 in June."),
                  ("It is the partner's fault.", "It is our second question that takes the money."),
                  ("Paying back unasked invites abuse.", "Only where our own books show two charges for one order.")),
        pleas=(("Send the partner's key with every charge", "the shop team", 12, "about 3 days of work"),
               ("Pay the second charges back, with a letter each", "", 4, "418 € once")),
        quotes=(Said(mail="016-nair-charged-twice", start="It has tipped me into my overdraft", allows=True),),
        sent=72, answer_in_days=4, read=70,
        answered=(28, "yes", "Both. The key goes live on Thursday week, and Jonas pays back this week what was taken "
                  "twice."),
    ),
)  # fmt: skip
