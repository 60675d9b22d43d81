"""Who may promise a refund: whoever may issue one, by the roles she has; at present nobody (D41)."""

from __future__ import annotations

import pytest

from ombud.access.rules import RULES, may_promise
from ombud.journey.answer import preview
from ombud.team.models import Role
from tests.world import HANNAH, World

pytestmark = pytest.mark.django_db
PROMISE = (
    "Hello Hannah,\n\nI am sorry about the broken lamp. We will refund your money in full, and I write to you by "
    "Friday at noon.\n\nTomas"
)


def test_no_role_may_promise_one_yet() -> None:
    assert may_promise(role.value for role in Role) == frozenset()


def test_a_promise_is_stopped_unless_a_role_of_its_author_lets_her_keep_it(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    thread = world.complaint(HANNAH).opener.conversation
    assert "R13" in {finding.rule for finding in preview(thread, by=world.tomas, text=PROMISE).blocks}
    monkeypatch.setitem(RULES, "issue_refund", frozenset({"leader"}))
    assert "R13" not in {finding.rule for finding in preview(thread, by=world.tomas, text=PROMISE).findings}
    assert "R13" in {finding.rule for finding in preview(thread, by=world.mira, text=PROMISE).blocks}
