"""`may`: one answer to "may she do that?", pure, by role and by being on the case."""

from __future__ import annotations

from collections.abc import Iterable

ANSWERERS = frozenset({"community_manager", "admin"})
RULES: dict[str, frozenset[str]] = {
    "see_desk": frozenset({"community_manager", "handler", "leader", "spokesperson", "admin", "trainee"}),
    "reply": frozenset({"community_manager", "handler", "leader", "spokesperson", "admin", "trainee"}),
    "keep_texts": frozenset({"community_manager", "admin"}),
    "read_first": frozenset({"community_manager", "leader", "admin"}),
    "override_guard": frozenset({"community_manager", "leader", "spokesperson", "admin"}),
    "answer_press": frozenset({"spokesperson"}),
    "set_aside": frozenset({"community_manager", "admin"}),
    "hand_off": frozenset({"community_manager", "admin", "leader"}),
    "step_in": frozenset({"leader", "admin"}),
    "keep_team": frozenset({"admin"}),
    "name_handlers": frozenset({"community_manager", "admin"}),
    "keep_inboxes": frozenset({"admin"}),
    "see_outgoing": frozenset({"community_manager", "admin"}),
    "see_incidents": frozenset({"community_manager", "leader", "spokesperson", "admin"}),
    "keep_incidents": frozenset({"community_manager", "leader", "admin"}),
    "heed_alarms": frozenset({"leader", "admin"}),
    "see_briefs": frozenset({"community_manager", "leader", "spokesperson", "admin"}),
    "keep_briefs": frozenset({"community_manager", "leader", "admin"}),
    "see_perks": frozenset({"community_manager", "leader", "admin"}),
    "keep_perks": frozenset({"leader", "admin"}),
    # Nobody issues a refund yet: it is recommended by one and decided by another (D41), and no role decides so far.
    "issue_refund": frozenset(),
    "see_readings": frozenset({"community_manager", "leader", "admin"}),
}
# What the guard lets somebody promise (R13), by what she may do.
PROMISES = {"refund.issue": "issue_refund"}
ON_CASE = frozenset({"reply", "set_aside", "hand_off", "see_case"})


def may(roles: Iterable[str], verb: str, *, on_case: bool = True, owner: bool = False) -> bool:
    """Whether somebody with `roles` may do `verb`; verbs about a case also need a place in its circle (D23).

    Raises KeyError for a verb nobody has written down: nothing is allowed by oversight.
    """
    if verb == "see_case":
        return on_case
    if verb in ON_CASE and not on_case:
        return False
    return owner or bool(RULES[verb] & set(roles))


def may_read_first(roles: Iterable[str]) -> bool:
    """Whether somebody with `roles` reads what others write before it leaves (D22). Whose own words are read first,
    a trainee's, reads nobody's, whatever else she is."""
    held = set(roles)
    return "trainee" not in held and may(held, "read_first")


def may_promise(roles: Iterable[str]) -> frozenset[str]:
    """What somebody with `roles` may promise a customer, in the guard's words."""
    held = set(roles)
    return frozenset(promise for promise, verb in PROMISES.items() if RULES[verb] & held)
