"""Was it a person or a machine? RFC 3834 (automatic replies), 2919 (lists), and the habits of those who follow neither.

A machine's mail is kept and shown, but never answered and never reopens a case; so a person must not be taken for a
machine: a subject alone ("Automatic gate broken") is never evidence, and our own group address passing a mail on makes
no list of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ombud.channels.contract import Auto
from ombud.channels.mail.headers import Head

LOOP_HEADER = "X-Ombud-Loop"

_AUTO_HEADERS = (
    b"x-autoreply", b"x-autorespond", b"x-autoresponse", b"x-auto-reply", b"x-autoreply-from", b"x-mail-autoreply",
    b"x-ms-exchange-generated-message-source", b"x-cron-env", b"x-vacation", b"x-pm-autoresponder",
)  # fmt: skip
_LIST_HEADERS = (b"list-id", b"list-post", b"list-unsubscribe", b"list-help", b"x-mailman-version", b"mailing-list")
_DAEMON = re.compile(r"(?:mailer-?daemon|postmaster|mail-?daemon|mdaemon)(?:@|$)", re.IGNORECASE)
_ADDRESS = re.compile(r"[^\s<>,:]+@[^\s<>,:?]+")
_AWAY = re.compile(
    r"^\s*(?:(?:re|aw|sv|vs|antw)\s*:\s*)*(?:auto(?:matic(?:al)?(?:ly)?|mated)?[ -]?(?:reply|response|answer)|"
    r"auto:|out of (?:the )?office|vacation|i am (?:away|out)|on (?:annual |maternity |sick )?leave|"
    r"automatische (?:antwort|abwesenheits)|abwesenheits|abwesend|nicht im (?:büro|haus)|ich bin "
    r"(?:nicht|abwesend)|urlaub|respuesta autom[aá]tica|fuera de (?:la )?oficina|ausencia|ausente|de vacaciones|"
    r"auto(?:matisk)?[ -]?svar|automatisk|ikke (?:på kontoret|til stede)|fraværende|fravær|ferie|"
    r"jeg er (?:ikke|på ferie)|"
    r"(?:balasan|jawaban|respons|tanggapan) otomatis|(?:sedang )?(?:tidak di kantor|di luar kantor|cuti)|"
    r"r[ée]ponse automatique|absence|absent du bureau|risposta automatica|fuori (?:sede|ufficio)|"
    r"resposta autom[aá]tica|"
    r"automatisch antwoord|afwezig|autosvar|frånvar)",
    re.IGNORECASE,
)
_FAILED = re.compile(
    r"undeliver|undelivered|delivery (?:status|failure|has failed|incomplete|delayed)|mail delivery|returned mail|"
    r"message (?:delayed|not delivered)|could not be delivered|failure notice|non[ -]?deliverable|unzustellbar|nicht "
    r"zugestellt|zustellung|unzustellbarkeit|no se (?:pudo|ha podido) entregar|no entregado|devuelto|devolución|ikke "
    r"leveret|kan ikke leveres|kunne ikke leveres|returneret|gagal (?:di|ter)?kirim|tidak "
    r"(?:dapat|terkirim)|pengiriman|non remis|mancata consegna|não entregue|onbestelbaar|kunde inte levereras",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Own:
    """What is ours: every address we write from or read, in lower case, and the domain of our Message-IDs."""

    addresses: frozenset[str] = frozenset()
    domain: str = ""
    authserv_id: str = ""


def judge(head: Head, sender: str, subject: str, own: Own, report: str) -> Auto:
    """How the mail came to be. `report` is the report-type of a multipart/report, or empty."""
    fields = head.fields
    null_path = head.text(b"return-path").upper() in ("<>", "<MAILER-DAEMON>")
    daemon = bool(_DAEMON.match(sender.partition("@")[0]))
    if report == "delivery-status" or b"x-failed-recipients" in fields:
        return Auto.BOUNCE
    if null_path + daemon + bool(_FAILED.search(subject)) >= 2 or (daemon and _machine(head)):
        return Auto.BOUNCE
    if sender in own.addresses or _loops(head, own):
        return Auto.OWN
    if _from_list(head, own):
        return Auto.LIST
    if report or null_path or _machine(head):
        return Auto.REPLY
    if _AWAY.search(subject) and b"x-auto-response-suppress" in fields:
        return Auto.REPLY
    return Auto.NO


def _machine(head: Head) -> bool:
    """Whether a header says outright that no person wrote this."""
    fields = head.fields
    if b"auto-submitted" in fields:
        value = head.text(b"auto-submitted").partition(";")[0].partition("(")[0].strip().lower()
        if value not in ("no", ""):
            return True
    if any(name in fields for name in _AUTO_HEADERS):
        return True
    if b"precedence" in fields or b"x-precedence" in fields:
        value = (head.text(b"precedence") or head.text(b"x-precedence")).lower()
        if value in ("auto_reply", "auto-reply", "autoreply"):
            return True
    if b"x-auto-response-suppress" in fields:
        wanted = {word.strip().lower() for word in head.text(b"x-auto-response-suppress").split(",")}
        return not wanted.isdisjoint(("all", "autoreply"))
    return False


def _loops(head: Head, own: Own) -> bool:
    return b"x-ombud-loop" in head.fields and head.text(b"x-ombud-loop").lower() in own.addresses


def _from_list(head: Head, own: Own) -> bool:
    fields = head.fields
    bulk = (head.text(b"precedence") or head.text(b"x-precedence")).lower() in ("bulk", "list", "junk")
    if not bulk and not any(name in fields for name in _LIST_HEADERS):
        return False
    return not from_our_group(head, own)


def from_our_group(head: Head, own: Own) -> bool:
    """Whether the list is our own address, run as a group that passes customers' mails on to us."""
    if not own.addresses:
        return False
    identity = head.text(b"list-id")
    name = identity[identity.rfind("<") + 1 :].rstrip("> ").lower()
    if name and any(name == address.replace("@", ".") for address in own.addresses):
        return True
    return any(
        found[0].lower() in own.addresses for found in _ADDRESS.finditer(head.text(b"list-post").replace("mailto:", ""))
    )
