"""Places beside the places where they should be."""

from hypothesis import given
from hypothesis import strategies as st

from ombud.triage.scoring.counts import Found
from ombud.triage.scoring.spans import Span, compared, meeting, same, touching

MAIL, TWO_MAILS = Span(10, 20, "mail"), [Span(0, 5, "mail"), Span(10, 20, "mail")]


def test_a_place_counts_once() -> None:
    assert compared([MAIL], [Span(8, 12, "mail"), Span(11, 20, "mail")], meeting) == Found(1, 1, 0)
    assert compared(TWO_MAILS, [Span(0, 20, "mail")], meeting) == Found(1, 0, 1)


def test_those_that_share_most_are_matched_first() -> None:
    # The long one meets both; the short one only the second. Matched by what they share, both find their own.
    assert compared(TWO_MAILS, [Span(0, 11, "mail"), Span(11, 20, "mail")], meeting) == Found(2, 0, 0)


def test_touching_ends_are_not_in_common() -> None:
    assert compared([MAIL], [Span(20, 25, "mail")], meeting) == Found(0, 1, 1)
    assert compared([MAIL], [Span(19, 25, "mail")], meeting) == Found(1, 0, 0)


def test_names_and_places_count_as_asked() -> None:
    assert compared([MAIL], [Span(10, 20, "phone")], meeting) == Found(0, 1, 1)
    assert compared([MAIL], [Span(10, 20, "phone")], touching) == Found(1, 0, 0)
    assert compared([MAIL], [Span(10, 19, "mail")], same) == Found(0, 1, 1)
    assert compared([MAIL], [MAIL], same) == Found(1, 0, 0)


SPANS = st.lists(
    st.builds(
        lambda at, long, name: Span(at, at + long, name), st.integers(0, 40), st.integers(1, 9), st.sampled_from("ab")
    )
)


@given(SPANS, SPANS)
def test_nothing_is_counted_twice_or_lost(should: list[Span], was: list[Span]) -> None:
    met = compared(should, was, meeting)
    assert met.right + met.missed == len(should)
    assert met.right + met.wrong == len(was)
    assert compared(should, should, same).right == len(should)
    assert compared(should, was, same).right <= met.right <= compared(should, was, touching).right
