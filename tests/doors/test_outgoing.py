"""Outgoing mail: what leaves, for whom it may be read, what became of it, and whose links are nobody else's."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.utils import timezone

from ombud.access.links import customer_url
from ombud.journey.answer import answer, preview
from ombud.journey.enclose import Brought, enclose
from ombud.replies.models import Outgoing
from ombud.team.models import Member, Role
from tests.doors.desk import signed_in
from tests.doors.rows import a_case, a_member, an_inbox, answered, handed

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n" + bytes(2_000)
TEXT = (
    "Hello Signe,\n\nI am sorry that the lid broke and that you were hurt. I look into it and write to you again by "
    "tomorrow at noon: {link}\n\nKind regards\nFreja Dahl"
)


@pytest.fixture
def freja() -> Member:
    return a_member("Freja Dahl", Role.COMMUNITY_MANAGER, Role.ADMIN, account=True)


def test_what_would_be_sent_can_be_read_and_its_links_pressed(freja: Member) -> None:
    case = a_case(owner=freja)
    answered(case, TEXT.format(link=customer_url(case)))
    page = signed_in(freja).get("/outgoing/").content.decode()
    assert "would be sent; this inbox has no mail account" in page
    assert f'href="{customer_url(case)}"' in page
    assert "to Signe Møller &lt;signe@mail.example&gt;" in page


def test_the_files_of_a_letter_are_named(freja: Member) -> None:
    case = a_case(owner=freja)
    conversation, now, text = case.opener.conversation, timezone.now(), TEXT.format(link="soon")
    files = [
        enclose(conversation, by=freja, file=Brought(name, "image/png", len(PNG), BytesIO(PNG).read), now=now)
        for name in ("label.png", "lid.png")
    ]
    answer(
        conversation, by=freja, text=text, key="once", now=now, next_word_by=now + timedelta(days=1),
        confirm={f.entry for f in preview(conversation, by=freja, text=text).findings},
        files=[one for one in files if one],
    )  # fmt: skip
    answered(case, TEXT.format(link="later"))
    page = signed_in(freja).get("/outgoing/").content.decode()
    assert page.count('class="letter-files"') == 1, "a letter without files has no list of them"
    assert "label.png" in page
    assert 'lid.png</span> <span class="faint">2 kB' in page


def test_where_mail_really_leaves_the_links_are_the_receivers_alone(freja: Member) -> None:
    case = a_case(owner=freja)
    answered(case, TEXT.format(link=customer_url(case)))
    handed(case, a_member("Jonas Petri", Role.HANDLER))
    case.inbox.seal({"password": "x"})
    case.inbox.save()
    page = signed_in(freja).get("/outgoing/").content.decode()
    assert "/c/" not in page
    assert "/h/" not in page
    assert "(a link for the receiver alone)" in page


def test_letters_of_a_case_are_for_the_people_on_it(freja: Member) -> None:
    ana = a_member("Ana Reyes", Role.COMMUNITY_MANAGER, account=True)
    case = a_case(owner=ana)
    answered(case, TEXT.format(link="soon"))
    assert "Signe" in signed_in(ana).get("/outgoing/").content.decode()
    assert "Signe" not in signed_in(freja).get("/outgoing/").content.decode()


def test_only_those_who_see_cases_through_see_the_page(freja: Member) -> None:
    for role in (Role.HANDLER, Role.LEADER, Role.SPOKESPERSON):
        member = a_member(f"{role.value.title()} Person", role, account=True)
        assert signed_in(member).get("/outgoing/").status_code == 403


def test_what_became_of_each_is_said_and_can_be_chosen(freja: Member) -> None:
    case = a_case(owner=freja)
    case.inbox.seal({"password": "x"})
    case.inbox.save()
    for number in range(4):
        answered(case, TEXT.format(link=f"Number {number}"))
    letters = list(Outgoing.objects.order_by("pk"))
    now = timezone.now()
    Outgoing.objects.filter(pk=letters[0].pk).update(sent_at=now)
    Outgoing.objects.filter(pk=letters[1].pk).update(failed_at=now, trouble="recipient_unknown")
    Outgoing.objects.filter(pk=letters[2].pk).update(sent_at=now, bounced_at=now, trouble="mailbox_full")
    Outgoing.objects.filter(pk=letters[3].pk).update(attempts=2, trouble="server_busy")
    client = signed_in(freja)
    page = client.get("/outgoing/").content.decode()
    assert "will not arrive: The recipient&#x27;s server knows no such address" in page
    assert "came back" in page
    assert "waiting, tried 2 times: The server is busy" in page
    for state, number in {"sent": 0, "failed": 1, "bounced": 2, "waiting": 3}.items():
        only = client.get(f"/outgoing/?state={state}").content.decode()
        assert [n for n in range(4) if f"Number {n}" in only] == [number]
    assert "No letter is like that." in client.get("/outgoing/?to=handler").content.decode()


def test_letters_come_in_pages_and_cost_the_same_number_of_queries(
    freja: Member, django_assert_max_num_queries: Any
) -> None:
    case = a_case(owner=freja)
    answered(case, TEXT.format(link="x"))
    first = Outgoing.objects.get()
    an_inbox(freja)
    Outgoing.objects.bulk_create(
        [
            Outgoing(
                key=f"k{n}", inbox=first.inbox, case=case, audience="customer", to_address="signe@mail.example",
                remote_id=f"r{n}", subject=f"Letter {n}", text=first.text, text_sha256=first.text_sha256,
                verdict=first.verdict, language="en", automatic=False, sender_name="Freja", made_at=first.made_at,
            )
            for n in range(60)
        ]
    )  # fmt: skip
    client = signed_in(freja)
    with django_assert_max_num_queries(17):
        page = client.get("/outgoing/").content.decode()
    assert "Letter 59" in page
    assert "Letter 19<" not in page
    below = page.partition("below=")[2].partition('"')[0]
    older = client.get(f"/outgoing/?below={below}").content.decode()
    assert "Letter 19<" in older
    assert "Letter 20<" not in older


@pytest.mark.parametrize("query", ["?below=x", "?below=-1", "?state=nonsense", "?to=nobody", "?below=" + "9" * 40])
def test_nonsense_in_the_address_is_taken_for_nothing(freja: Member, query: str) -> None:
    assert signed_in(freja).get(f"/outgoing/{query}").status_code == 200
