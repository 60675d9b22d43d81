"""Failed twice: a complaint, a first answer that fails as well, and the second try, from her mail to her "solved".

What was promised and not done, and silence, are two ways to fail her again (D07, D10, D19, D38, D45). At the desk Mira
presses; the customer and who helps press the links in their mails; nobody calls the journey.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.test import Client

from ombud.cases.models import Case
from ombud.cases.rules import Status, status
from ombud.handoffs.models import Failure
from ombud.journey import let_go
from ombud.promises.models import DUE, Breach, Owe, Promise
from ombud.team.models import Member
from tests.doors.desk import at, at_the_desk, signed_in
from tests.journey.second_reader import UNDO, by_a_person, local, on_the_square, page, said_in_public, send, words
from tests.world import CUSTOMERS, HANNAH, Customer, World

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
COLOUR = "Hello, the lamp arrived in the wrong colour. I am not happy with that."
FREYA = Customer("Freya Holm", "freya@letters.example", "en")
LINK = re.compile(r"http\S+?/(?:c|h)/[\w-]+/")
NOT_YET = {
    "de": "Das Licht flackert immer noch, und ich musste mich schon wieder melden.",
    "en": "It still flickers, and I had to write to you once more.",
    "es": "Sigue parpadeando, y he tenido que escribirles otra vez.",
    "da": "Den blinker stadig, og jeg måtte skrive til jer igen.",
    "id": "Lampunya masih berkedip, dan saya harus menulis lagi.",
}
MINE = {
    "de": "Guten Tag Renate Vogel,\n\nSie haben recht, dass Sie sich wieder melden, und es tut mir leid, dass Ihr "
    "Licht nach alldem noch flackert. Ich kümmere mich jetzt selbst darum: Tomas entscheidet heute, Sie müssen nichts "
    "noch einmal erzählen, und ich schreibe Ihnen bis Donnerstag, 12 Uhr.\n\nMira",
    "en": "Hello Hannah,\n\nyou are right to come back, and I am sorry that your lamp still flickers after all this. I "
    "take it on myself: Tomas decides it today, you need not tell it again, and I write to you by Thursday at noon."
    "\n\nMira",
    "es": "Hola, Lucía:\n\ntiene razón en escribirnos otra vez, y lamento mucho que su lámpara siga parpadeando "
    "después de todo esto. Me ocupo yo: Tomas lo decide hoy, no tiene que contarlo de nuevo, y le escribo a más tardar "
    "el jueves a las 12.\n\nMira",
    "da": "Hej Signe\n\nDu har ret i at skrive igen, og jeg beklager, at din lampe stadig blinker efter alt det her. "
    "Jeg tager mig selv af det: Tomas afgør det i dag, du behøver ikke fortælle det igen, og jeg skriver til dig "
    "senest torsdag kl. 12.\n\nMira",
    "id": "Halo Kak Budi,\n\nKakak benar untuk menulis lagi, dan saya mohon maaf lampunya masih berkedip setelah semua "
    "ini. Saya sendiri yang menanganinya: Tomas memutuskannya hari ini, Kakak tidak perlu bercerita lagi, dan saya "
    "kabari paling lambat hari Kamis pukul 12.\n\nMira",
}
BACK = {
    "de": "Guten Tag Renate Vogel,\n\nes tut mir leid. Bitte wenden Sie sich an Jonas, er meldet sich bis Donnerstag, "
    "12 Uhr.\n\nMira",
    "en": "Hello Hannah,\n\nI am sorry about the lamp. Jonas will look at it and write to you by Thursday at noon.\n\n"
    "Mira",
    "es": "Hola, Lucía:\n\nlamento lo de la lámpara. Jonas la revisará y le escribirá a más tardar el jueves a las 12."
    "\n\nMira",
    "da": "Hej Signe\n\nJeg beklager det med lampen. Jonas kigger på den og skriver til dig senest torsdag kl. 12.\n\n"
    "Mira",
    "id": "Halo Kak Budi,\n\nsaya mohon maaf soal lampunya. Jonas akan memeriksanya dan mengabari Kakak paling lambat "
    "hari Kamis pukul 12.\n\nMira",
}


@pytest.fixture
def world() -> Iterator[World]:
    with at_the_desk() as world:
        yield world


def desk(world: World, case: Case, act: str, **fields: Any) -> Any:
    """Mira does it on the case's page."""
    with at(world):
        done = signed_in(world.mira).post(f"/cases/{case.pk}/{act}/", {"key": uuid4().hex} | fields)
    world.work()
    return done


def press(world: World, who: Customer | Member, verb: str, **fields: str) -> None:
    """Somebody presses a button on the page behind the link in the newest mail that has one."""
    links = [found[0] for letter in world.letters(who) if (found := LINK.search(letter.text))]
    with at(world):
        done = Client().post(f"{urlsplit(links[-1]).path}{verb}/", {"key": uuid4().hex} | fields)
    assert done.status_code in (302, 303), done.content.decode()[:2000]
    world.work()


def handed_to(world: World, case: Case, helper: Member) -> Any:
    until = local(world.now + timedelta(days=1))
    return desk(world, case, "handoff", to=helper.pk, what="The lamp of shelf 7b", until=until, notice="")


def helped_in_vain(world: World, case: Case, who: Customer, helper: Member) -> None:
    """Handed on, said to be done, asked; and she says that it is not."""
    assert handed_to(world, case, helper).status_code == 302
    world.pass_time(HOUR)
    press(world, helper, "report", words="Repaired")
    world.pass_time(HOUR)
    with at(world):
        asking = signed_in(world.mira).get(f"/cases/{case.pk}/ask/").content.decode()
    ours = asking.split("<textarea", 1)[1].split(">", 1)[1].split("</textarea>")[0]
    assert desk(world, case, "ask", text=ours).status_code == 302
    world.pass_time(HOUR)
    press(world, who, "answer", not_yet="all", words=NOT_YET[who.language])


@pytest.mark.parametrize("who", CUSTOMERS, ids=lambda who: who.language)
def test_in_five_languages_the_second_try_is_ours_and_never_who_failed_her(world: World, who: Customer) -> None:
    case = world.complaint(who)
    assert send(world, case, world.mira, words(who, world.mira)).status_code == 302
    world.pass_time(UNDO)
    helped_in_vain(world, case, who, world.jonas)
    # She is not satisfied: it is open, presses more, is Mira's, and an answer is owed within half a working day.
    case = world.again(case)
    assert (case.open, case.round, case.urgency, case.owner, case.handler) == (True, 2, 2, world.mira, None)
    owed = Promise.objects.get(DUE, owe=Owe.ANSWER, case=case)
    assert owed.due_at - world.now <= 4 * HOUR
    assert Failure.objects.get(case=case).member == world.jonas
    assert NOT_YET[who.language] in page(world, case, world.mira)
    # Nothing leads back: not the list of names, not a press past it, not the words of a reply.
    with at(world):
        names = signed_in(world.mira).get(f"/cases/{case.pk}/handoff/").content.decode()
    assert '<span class="struck">Jonas</span>' in names
    assert handed_to(world, case, world.jonas).status_code == 422
    back = send(world, case, world.mira, BACK[who.language])
    assert back.status_code == 422
    assert 'data-rule="R14"' in back.content.decode()
    # What she gets is an apology of its own, from the one who stays with it, in her language.
    before = len(by_a_person(world, who))
    assert send(world, case, world.mira, MINE[who.language]).status_code == 302
    world.pass_time(UNDO)
    assert [letter.text for letter in by_a_person(world, who)[before:]] == [MINE[who.language]]
    assert world.letters(who)[-1].language == who.language
    owed.refresh_from_db()
    assert owed.kept_at is not None
    # The second try fails as well, and a third goes to neither of the two.
    helped_in_vain(world, case, who, world.bianca)
    case = world.again(case)
    assert (case.open, case.round, case.urgency) == (True, 3, 2)
    assert {failure.member.name for failure in Failure.objects.filter(case=case)} == {"Jonas", "Bianca"}
    for helper in (world.jonas, world.bianca):
        assert handed_to(world, case, helper).status_code == 422, helper.name
    assert send(world, case, world.mira, MINE[who.language]).status_code == 302
    world.pass_time(UNDO)
    # Mira puts it right herself, asks, and it is over as soon as she says so, and not before.
    assert desk(world, case, "fix", what="A new lamp, brought by hand").status_code == 302
    assert world.again(case).open
    with at(world):
        asking = signed_in(world.mira).get(f"/cases/{case.pk}/ask/").content.decode()
    ours = asking.split("<textarea", 1)[1].split(">", 1)[1].split("</textarea>")[0]
    assert desk(world, case, "ask", text=ours).status_code == 302
    world.pass_time(HOUR)
    press(world, who, "answer", solved="all", words="")
    case = world.again(case)
    assert status(case, world.now) is Status.CONFIRMED
    assert not Breach.objects.filter(case=case, promise__owe__in=[Owe.ANSWER, Owe.NEXT_WORD]).exists()


def test_silence_after_a_promise_is_a_second_failure_and_on_record_for_ever(world: World) -> None:
    """A date was named to her and nothing came: the owner is warned, the case presses more, and whatever follows says
    so; she need not tell it again."""
    case = world.complaint(HANNAH)
    send(world, case, world.mira, words(HANNAH, world.mira), days=1)
    world.pass_time(timedelta(days=1, minutes=1))
    (breach,) = Breach.objects.filter(case=case, promise__owe=Owe.NEXT_WORD)
    case = world.again(case)
    assert (breach.case_id, case.urgency) == (case.pk, 2)
    subjects = [letter.subject for letter in world.letters(world.mira)]
    assert [one for one in subjects if "Promised by" in one]
    assert [one for one in subjects if "Promise missed" in one]
    world.hear(world.mail(HANNAH, "You said that you would write. Nothing came!", to=world.letters(HANNAH)[-1]))
    case = world.again(case)
    assert case.urgency == 2
    assert Promise.objects.get(DUE, owe=Owe.ANSWER, case=case).urgency == 2
    shown = page(world, case, world.mira)
    assert "Nothing came!" in shown
    assert send(world, case, world.mira, MINE["en"].replace("Thursday", "Friday")).status_code == 302
    world.pass_time(UNDO)
    assert world.again(case).urgency == 2, "what was broken is never taken back"
    assert Breach.objects.filter(pk=breach.pk).exists()


@pytest.mark.parametrize("public", [True, False], ids=["in public", "in a new mail"])
def test_whom_we_left_waiting_and_who_complains_elsewhere_presses_as_a_second_failure(
    world: World, monkeypatch: pytest.MonkeyPatch, *, public: bool
) -> None:
    """She has no answer and goes where everybody reads it, or begins anew: it is no first complaint (D19)."""
    if public:
        on_the_square(world, monkeypatch)
        case = said_in_public(world, HANNAH, COLOUR, remote_id="dm.1", public=False)
    else:
        case = world.complaint(HANNAH, text=COLOUR)
    assert case.urgency == 3
    world.pass_time(timedelta(days=2))
    assert Breach.objects.filter(case=case, promise__owe=Owe.ANSWER).exists()
    if public:
        second = said_in_public(world, HANNAH, f"{COLOUR} Hannah", remote_id="post.2")
    else:
        second = world.complaint(HANNAH, text=f"{COLOUR} Hannah", subject="Colour")
    assert second.pk != case.pk
    assert second.urgency == 2
    assert Promise.objects.get(DUE, owe=Owe.ANSWER, case=second).due_at - world.now <= 4 * HOUR
    world.inbox.channel = "mail"
    world.inbox.save()
    assert world.complaint(FREYA, text=COLOUR).urgency == 3, "nobody else was let down"
    # Once it is put right, what comes later is a first complaint again.
    for one in (case, second):
        assert desk(world, one, "fix", what="A new lamp").status_code == 302
        let_go.solved(one, concerns=None, words="", key=world.key(), now=world.now)
    later = world.complaint(HANNAH, text="Hello, the cable of my lamp is too short. I am disappointed.")
    assert later.urgency == 3
