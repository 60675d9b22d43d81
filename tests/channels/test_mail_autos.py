"""Machines and people told apart by what is in the head."""

from __future__ import annotations

import pytest

from ombud.channels.contract import Auto
from ombud.channels.mail.autos import Own
from ombud.channels.mail.parse import parse

OWN = Own(frozenset({"care@ombud.test", "help@ombud.test"}), "ombud.test")


def auto(head: str, subject: str = "Help", sender: str = "anna@example.org") -> Auto:
    date = "Fri, 20 Nov 2026 09:00:00 +0000"
    raw = f"From: {sender}\nTo: care@ombud.test\nSubject: {subject}\nDate: {date}\n{head}\n\nHi\n"
    return parse(raw.encode(), own=OWN).arrival.auto


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("X-Nothing: special", Auto.NO),
        ("Auto-Submitted: auto-replied", Auto.REPLY),
        ("Auto-Submitted: auto-generated (calendar)", Auto.REPLY),
        ("Auto-Submitted: Auto-Replied; owner-email=x@example.org", Auto.REPLY),
        ("Auto-Submitted: no", Auto.NO),
        ("Auto-Submitted: No (a person)", Auto.NO),
        ("X-Autoreply: yes", Auto.REPLY),
        ("X-Autorespond: 1", Auto.REPLY),
        ("Precedence: auto_reply", Auto.REPLY),
        ("Precedence: bulk", Auto.LIST),
        ("Precedence: junk", Auto.LIST),
        ("Precedence: list", Auto.LIST),
        ("Precedence: first-class", Auto.NO),
        ("X-Auto-Response-Suppress: All", Auto.REPLY),
        ("X-Auto-Response-Suppress: OOF, AutoReply", Auto.REPLY),
        ("X-Auto-Response-Suppress: DR, RN", Auto.NO),
        ("Return-Path: <>", Auto.REPLY),
        ("Return-Path: <anna@example.org>", Auto.NO),
        ("List-Id: <talk.example.net>", Auto.LIST),
        ("List-Unsubscribe: <mailto:x@example.net>", Auto.LIST),
        ("List-Id: Our group <help.ombud.test>\nPrecedence: list", Auto.NO),
        ("List-Post: <mailto:HELP@ombud.test>\nList-Id: <g.example.net>", Auto.NO),
        ("List-Id: <care.ombud.test>\nAuto-Submitted: auto-replied", Auto.REPLY),
        ("X-Ombud-Loop: help@ombud.test", Auto.OWN),
        ("X-Ombud-Loop: help@another-desk.example", Auto.NO),
        ("X-Failed-Recipients: gone@example.org", Auto.BOUNCE),
        ("X-MS-Exchange-Inbox-Rules-Loop: anna@example.org", Auto.NO),
    ],
)
def test_heads(head: str, expected: Auto) -> None:
    assert auto(head) is expected


SUBJECTS = [
    *("Automatic reply: Help", "Out of office", "Automatische Antwort: Hilfe", "Abwesenheitsnotiz"),
    *("Respuesta automática: Ayuda", "Fuera de la oficina", "Autosvar: Hjælp", "Automatisk svar", "Ikke på kontoret"),
    *("Balasan otomatis: Bantuan", "Sedang cuti", "Undelivered Mail Returned to Sender", "Unzustellbar: Hilfe"),
    *("Devuelto al remitente", "Ikke leveret: Hjælp", "Gagal terkirim"),
]


@pytest.mark.parametrize(
    "subject", [*SUBJECTS, "Automatic gate broken", "Automatisk dør virker ikke", "Zustellung meines Pakets"]
)
def test_a_subject_alone_is_never_evidence(subject: str) -> None:
    assert auto("X-Nothing: special", subject) is Auto.NO


@pytest.mark.parametrize("subject", SUBJECTS[:11])
def test_a_subject_with_a_weak_sign_is(subject: str) -> None:
    assert auto("X-Auto-Response-Suppress: OOF", subject) is Auto.REPLY
    assert auto("Return-Path: <>", subject) is Auto.REPLY


@pytest.mark.parametrize("subject", SUBJECTS[11:])
def test_a_bounce_by_subject_and_path(subject: str) -> None:
    assert auto("Return-Path: <>", subject) is Auto.BOUNCE
    assert auto("X-Nothing: special", subject, "MAILER-DAEMON@example.org") is Auto.BOUNCE


def test_a_postmaster_may_write_as_a_person() -> None:
    assert auto("X-Nothing: special", "My parcel is lost", "postmaster@example.org") is Auto.NO


@pytest.mark.parametrize("sender", ["care@ombud.test", "Care <HELP@Ombud.test>"])
def test_what_comes_from_us_is_ours(sender: str) -> None:
    assert auto("X-Nothing: special", sender=sender) is Auto.OWN
