"""Early warning through the doors: an incident grows, a leader is rung for until somebody heeds it, and afterwards it
is said honestly how long before the peak that was (D12, D13)."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
import time_machine
from django.test import Client, override_settings

from ombud.conversations.models import Message
from ombud.incidents import heat, looking_back
from ombud.incidents.heating import last_heat
from ombud.incidents.looking_back import Lead, lead_of
from ombud.incidents.models import Alarm, Happening, Heated, Heeded, Incident, Peak, PressOn, Ring
from ombud.journey.incident import dismiss
from ombud.journey.measure_heat import measure_heat
from ombud.journey.refused import Refused
from ombud.journey.ring import heed, ring
from ombud.work.models import Work
from tests.alike import by_mark
from tests.rooms.breaking import photograph
from tests.world import Customer, World

pytestmark = pytest.mark.django_db
LINK = re.compile(r"https?://\S+/a/[\w-]+/")
WORDS = """
    kitchen hall garden office bedroom attic cellar stairs porch garage study shop terrace barn chapel library bench
    desk shelf sofa carpet curtain window mirror table chair drawer cupboard ladder bucket basket picture velvet
    copper marble bamboo walnut linen granite leather cotton silver bronze cedar maple oak birch willow pine ivory
    amber coral slate corner
""".split()  # noqa: SIM905 - read as lines
PRESS = (
    "Dear press office, I am a journalist with the Evening Post and write an article about your lamp, of which many "
    "readers tell us. Could your spokesperson give us a statement by tomorrow, please? Our deadline is Tuesday noon."
)


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    by_mark(monkeypatch)
    return World()


def writes(world: World, number: int, minutes: int = 5) -> None:
    """One more person has a lamp that broke, and says so in words of her own."""
    world.now += timedelta(minutes=minutes)
    room, during, how = (WORDS[(number + step) % len(WORDS)] for step in (0, 17, 40))
    who = Customer(f"Nora {number}", f"nora{number}@letters.example", "en")
    text = f"The lamp is broken: {room}, {during}, {how}. Nobody answers me. Please help."
    world.complaint(who, text, subject=f"N {number}")


def grown(world: World, people: int = 14) -> Incident:
    for number in range(people):
        writes(world, number)
    return Incident.objects.get()


def rung(world: World) -> list[tuple[str, str]]:
    """Whom the alarms were sent to, and under which subject, in order."""
    return [
        (letter.to.name, letter.subject)
        for letter in world.letters()
        if re.search("[Ww]arning|Not seen", letter.subject)
    ]


def press_asks(world: World, text: str = PRESS) -> None:
    world.hear(world.mail(Customer("Robin Press", "robin@evening-post.example", "en"), text, subject="Press enquiry"))


def test_it_grows_rings_is_not_heeded_rings_again_and_is_heeded_by_the_link(world: World) -> None:
    incident = grown(world)
    alarm = Alarm.objects.get()
    assert (alarm.incident, alarm.level) == (incident, 1)
    assert alarm.score >= 40 > Heated.objects.earliest("pk").score
    assert [name for name, _ in rung(world)] == ["Tomas"], "the leader, by mail"
    world.pass_time(alarm.at + timedelta(minutes=59))
    assert len(rung(world)) == 1
    world.pass_time(timedelta(minutes=1))
    assert rung(world)[1] == ("Tomas", f"Not seen by anybody yet: #{incident.pk}")
    world.pass_time(timedelta(minutes=30))
    assert [name for name, _ in rung(world)] == ["Tomas", "Tomas", "Mira"], "then whoever else leads"
    mail = next(letter for letter in world.letters(world.tomas) if "Not seen" in letter.subject)
    assert "lamp" not in mail.text.lower(), "no customer's word leaves by it"
    found = LINK.search(mail.text)
    assert found
    path = urlsplit(found[0]).path
    with time_machine.travel(world.now, tick=False):
        browser = Client(enforce_csrf_checks=True)
        before = photograph()
        shown = browser.get(path)
        assert shown.status_code == 200
        assert "Why it warns" in shown.content.decode()
        assert "More new people come than before." in shown.content.decode()
        assert photograph() == before, "whoever follows a link has heeded nothing"
        form = {
            "csrfmiddlewaretoken": browser.cookies["csrftoken"].value,
            "key": uuid4().hex,
            "words": "I call the factory.",
        }
        for _ in range(2):
            assert browser.post(f"{path}heeding/", form).status_code == 302
        assert "Tomas has seen it" in browser.get(path).content.decode()
    heeded = Heeded.objects.get()
    assert (heeded.by, heeded.words) == (world.tomas, "I call the factory.")
    world.pass_time(timedelta(days=1))
    assert len(rung(world)) == 3, "it rings no more"
    assert [line.what for line in Happening.objects.order_by("pk") if line.what != "proposed"] == [
        "alarm", "rang", "rang_again", "rang_again", "heeded"
    ]  # fmt: skip


def test_nobody_heeds_it_and_it_is_never_forgotten(world: World) -> None:
    grown(world)
    world.pass_time(timedelta(hours=30))
    turns = list(Ring.objects.order_by("turn").values_list("whom__name", flat=True))
    assert turns[:4] == ["Tomas", "Tomas", "Mira", "Tomas"]
    assert len(turns) >= 8
    assert Alarm.objects.count() == 1, "one alarm, however often it rings"


def test_a_higher_level_rings_anew_and_a_level_never_twice(world: World) -> None:
    incident = grown(world)
    heed(Alarm.objects.get(), by=world.tomas, words="Seen", now=world.now)
    for number in range(14, 20):
        writes(world, number)
    assert Alarm.objects.count() == 1
    Incident.objects.filter(pk=incident.pk).update(safety_at=world.now)
    press_asks(world)
    assert sorted(Alarm.objects.values_list("level", flat=True)) == [1, 2]
    assert len(rung(world)) == 2
    heed(Alarm.objects.get(level=2), by=world.mira, now=world.now)
    measure_heat([incident.pk], world.now)
    ring(list(Alarm.objects.values_list("pk", flat=True)), world.now)
    world.pass_time(timedelta(hours=3))
    assert (Alarm.objects.count(), Ring.objects.count(), Heeded.objects.count()) == (2, 2, 2)


def test_the_press_joins_what_grows(world: World) -> None:
    incident = grown(world, 7)
    assert not Alarm.objects.exists()
    press_asks(world, PRESS.replace("lamp", "opening hours"))
    assert not PressOn.objects.exists(), "about something else"
    press_asks(world)
    assert PressOn.objects.get().incident == incident
    assert Alarm.objects.exists()
    last = last_heat(incident)
    assert last
    assert last.press == heat.SHARES[heat.Part.PRESS]
    assert incident.memberships.count() == 7, "who asks for the press is none of those who have it"


def test_the_press_that_asked_before_it_was_known_counts(world: World) -> None:
    press_asks(world, PRESS.replace("lamp", "opening hours"))
    press_asks(world)
    old = Message.objects.filter(direction="in").latest("pk")
    world.now += timedelta(days=8)
    press_asks(world, PRESS.replace("Evening", "Morning"))
    new = Message.objects.filter(direction="in").latest("pk")
    assert old != new
    world.now += timedelta(hours=2)
    incident = grown(world, 7)
    assert PressOn.objects.get().message == new, "what was asked long ago, or about something else, does not"
    assert PressOn.objects.get().incident == incident
    last = last_heat(incident)
    assert last
    assert last.press == heat.SHARES[heat.Part.PRESS]
    assert Alarm.objects.exists()
    assert not Work.objects.filter(step="hear_press").exists()


def test_a_calm_incident_never_rings(world: World) -> None:
    for number in range(9):
        writes(world, number, minutes=60 * 8)
    world.pass_time(timedelta(days=4))
    assert Incident.objects.count() == 1
    assert not Alarm.objects.exists()
    assert rung(world) == []
    assert lead_of(Incident.objects.get(), world.now).kind is Lead.NONE, "there was nothing to warn of"


def test_it_cools_and_the_curve_shows_it(world: World) -> None:
    incident = grown(world)
    hot = last_heat(incident)
    world.pass_time(timedelta(hours=14))
    cool = last_heat(incident)
    assert hot
    assert cool
    assert cool.growth == 0 < hot.growth
    rows = Heated.objects.count()
    for _ in range(5):
        measure_heat([incident.pk], world.now)
    assert Heated.objects.count() == rows <= 6, "written only when it changes"


def test_afterwards_it_is_said_how_long_before_the_peak(world: World) -> None:
    incident = grown(world, 13)
    rang = Alarm.objects.get().at
    heed(Alarm.objects.get(), by=world.tomas, now=world.now)
    world.now += timedelta(hours=3)
    for number in range(13, 30):
        writes(world, number, minutes=4)
    peak = Peak.objects.get()
    assert peak.at == world.now
    assert lead_of(incident, world.now).kind is Lead.NONE, "nobody knows yet that this was the peak"
    world.pass_time(timedelta(days=3))
    looked = lead_of(incident, world.now)
    assert (looked.kind, looked.by) == (Lead.BEFORE, peak.at - rang)
    assert looking_back.share(world.now) == looking_back.Share(1, 0, 1)
    assert [one.by for one in looking_back.looked_back(world.now)] == [looked.by]


def test_a_peak_without_an_alarm_is_said_too(world: World) -> None:
    incident = grown(world, 8)
    world.pass_time(timedelta(days=3))
    assert lead_of(incident, world.now).kind is Lead.NOT_AT_ALL
    assert looking_back.share(world.now) == looking_back.Share(0, 0, 1)


def test_dismissed_rings_no_more(world: World) -> None:
    incident = grown(world)
    dismiss(incident, words="Another brand's lamp", by=world.mira, now=world.now)
    world.pass_time(timedelta(hours=5))
    assert Ring.objects.count() == 1


def test_only_who_leads_or_was_rung_for_can_heed(world: World) -> None:
    grown(world)
    alarm = Alarm.objects.get()
    with pytest.raises(Refused, match="not_yours"):
        heed(alarm, by=world.ana, now=world.now)
    with pytest.raises(Refused, match="alarm_words_too_long"):
        heed(alarm, by=world.tomas, words="x" * 2001, now=world.now)
    assert not Heeded.objects.exists()
    heed(alarm, by=world.mira, now=world.now)
    heed(alarm, by=world.tomas, words="Late", now=world.now)
    assert Heeded.objects.get().by == world.mira, "said once"


def test_one_text_from_many_accounts_heats_nothing(world: World) -> None:
    grown(world, 3)
    for number in range(20):
        world.now += timedelta(minutes=2)
        who = Customer(f"Troll {number}", f"troll{number}@letters.example", "en")
        world.complaint(
            who, "This lamp company is a fraud, they burnt my whole curtain and laughed at me!", subject="x"
        )
    assert not Alarm.objects.exists(), "twenty copies are one voice"


@override_settings(WARN_AT=100)
def test_the_mark_is_the_operators(world: World) -> None:
    grown(world)
    assert not Alarm.objects.exists()


@pytest.mark.parametrize("word", ["", "x" * 40])
def test_a_link_that_was_altered_opens_nothing(world: World, word: str) -> None:
    grown(world, 13)
    mail = world.letters(world.tomas)[-1]
    found = LINK.search(mail.text)
    assert found
    path = urlsplit(found[0]).path.rstrip("/")
    wrong = f"/a/{word}/" if word else f"{path[:-1]}{'A' if path[-1] != 'A' else 'B'}/"
    with time_machine.travel(world.now, tick=False):
        assert Client().get(wrong).status_code == 404
        assert Client().post(f"{wrong}heeding/").status_code == 404
    with time_machine.travel(world.now + timedelta(days=15), tick=False):
        assert Client().get(f"{path}/").status_code == 410
    world.tomas.left_at = world.now
    world.tomas.save()
    with time_machine.travel(world.now, tick=False):
        assert Client().get(f"{path}/").status_code == 410
