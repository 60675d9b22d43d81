"""`ombud demo` shows what it promises to show: played with the letters that its new things need, in one go."""

from __future__ import annotations

from collections import Counter

import pytest
from django.conf import settings
from django.test import Client

from ombud.advocacy.models import Brief
from ombud.cli import stage
from ombud.cli.play_thanks import THANKED
from ombud.conversations.models import Message
from ombud.demo.briefs import BRIEFS
from ombud.demo.incident import TITLE, WORDS
from ombud.demo.mails import letters, mails, manifest
from ombud.demo.script import script
from ombud.incidents.looking_back import Lead, lead_of, share
from ombud.incidents.models import Alarm, Incident, LeftOut, Pledge, PressOn, Recipient, Ring, Update
from ombud.replies.saved import Saved
from ombud.replies.texts import registers
from ombud.team.models import Member
from ombud.thanks.models import Code, Gift, Thanks
from tests.doors.desk import signed_in

LANGUAGES = {"en", "de", "es", "da", "id"}
# The incident that gets hot, what the briefs stand on, and the praise that is thanked for.
PLAYED = frozenset(
    name
    for name in manifest()
    if "006" <= name[:3] <= "015" or name in THANKED or any(name in brief.mails for brief in BRIEFS)
)


@pytest.fixture
def played(db: None, monkeypatch: pytest.MonkeyPatch) -> Client:
    """The demo as it opens, signed in as the community manager."""
    monkeypatch.setattr(stage, "letters", lambda: (one for one in letters() if one[0] in PLAYED))
    monkeypatch.setattr(stage, "mails", lambda now: (one for one in mails(now) if one[0] in PLAYED))
    monkeypatch.setattr(stage, "script", lambda: tuple(act for act in script() if act.mail in PLAYED))
    stage.perform(lambda done, total: None)
    (settings.HOME / "performed").unlink()
    email, password = stage.sign_in()
    assert password
    return signed_in(Member.objects.get(email=email))


def test_the_demo_shows_warning_word_thanks_and_saved_replies(played: Client) -> None:
    _warned(played)
    _everybody_told(played)
    _thanked(played)
    _saved(played)
    assert set(Brief.objects.values_list("title", flat=True)) == {brief.title for brief in BRIEFS}


def _warned(client: Client) -> None:
    """The early warning rang, for the leader, before the peak; somebody heeded it before it rang again."""
    alarm = Alarm.objects.get()
    incident = alarm.incident
    assert incident.title == TITLE
    assert PressOn.objects.filter(incident=incident).exists()
    assert [ring.whom.name for ring in Ring.objects.filter(alarm=alarm)] == ["Tomas Ek"]
    assert alarm.heeded.by.name == "Tomas Ek"
    now = Message.objects.latest("heard_at").heard_at
    assert lead_of(incident, now).kind is Lead.BEFORE
    assert (share(now).before, share(now).all) == (1, 1)
    assert "Did we warn in time?" in client.get("/incidents/").content.decode()


def _everybody_told(client: Client) -> None:
    """Two words went to everybody in it, in all five languages, each before the date that was promised."""
    incident = Incident.objects.get(title=TITLE)
    first, last = Update.objects.filter(incident=incident).order_by("pk")
    for update, told in zip((first, last), WORDS, strict=True):
        known = Recipient.objects.filter(update=update).select_related("rendering", "letter")
        assert {one.left_out for one in known if one.letter is None} == {LeftOut.PRESS}, "hers is a spokesperson's"
        got = known.exclude(letter=None)
        assert all(told.words[one.rendering.language] in one.letter.text for one in got if one.letter)
        assert not any("{" in one.letter.text for one in got if one.letter)
    spoken = Counter(one.rendering.language for one in Recipient.objects.filter(update=first))
    assert set(spoken) == LANGUAGES
    assert sum(spoken.values()) >= 10
    assert not Pledge.objects.filter(incident=incident, promise__broken_at__isnull=False).exists()
    page = client.get(f"/incidents/{incident.pk}/").content.decode()
    assert TITLE in page


def _thanked(client: Client) -> None:
    """Three were thanked and those whom they named were told; one got the first code of a pool, in her own letter."""
    told = {thanks.person.name: [one.member.name for one in thanks.credits.all()] for thanks in Thanks.objects.all()}
    assert told == {
        "Wulan Sekarsari": ["Sari Wulandari"],
        "Caleb Winslow": ["Bianca Lohse"],
        "Gerd Lachenmaier": ["Jonas Petri"],
    }
    gift = Gift.objects.get()
    assert gift.person.name == "Wulan Sekarsari"
    assert "THANKS-" in gift.letter.text
    assert "Halo Pellamo" not in gift.letter.text, "her kind words are taken up, not her greeting"
    assert Code.objects.filter(pool=gift.pool).count() == 40
    assert client.get(f"/perks/{gift.pool_id}/").status_code == 200


def _saved(client: Client) -> None:
    """Three saved replies, each in all five languages and all their forms of address."""
    rows = Saved.objects.filter(left_at=None)
    assert rows.count() == 3
    for row in rows:
        assert set(row.texts) == LANGUAGES
        for language, texts in row.texts.items():
            assert {register for register, text in texts.items() if text} == set(registers(language)), row.name
    assert all(row.name in client.get("/saved/").content.decode() for row in rows)
