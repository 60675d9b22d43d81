"""Working time: always later, always inside the hours, the same on days when the clocks change, never for ever."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ombud.promises.clock import Hours, NoWorkingTime, due, due_in_days, working_minutes_between
from ombud.promises.holidays import UnknownCountry, public_holidays
from ombud.promises.terms import (
    Term,
    Terms,
    Urgency,
    alarm_at,
    minutes,
    minutes_late,
    on_the_wall,
    working_days,
)

BERLIN = Hours.office("Europe/Berlin")
ZONES = ("Europe/Berlin", "Europe/Madrid", "Asia/Jakarta", "America/New_York", "Australia/Lord_Howe", "UTC")


def berlin(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=ZoneInfo("Europe/Berlin")).astimezone(UTC)  # type: ignore[misc,arg-type]


@st.composite
def hours(draw: st.DrawFn) -> Hours:
    week = []
    for _ in range(7):
        marks = sorted(draw(st.lists(st.integers(0, 1439), min_size=0, max_size=4, unique=True)))
        clocks = [time(*divmod(mark, 60)) for mark in marks[: len(marks) // 2 * 2]]
        week.append(tuple(zip(clocks[::2], clocks[1::2], strict=True)))
    if draw(st.booleans()):
        week[draw(st.integers(0, 6))] = ((time(0), time(0)),)
    assume(any(sum((b.hour * 60 + b.minute) - (a.hour * 60 + a.minute) > 90 for a, b in day) for day in week))
    off = draw(st.sets(st.dates(date(2026, 1, 1), date(2027, 1, 31)), max_size=5))
    return Hours(draw(st.sampled_from(ZONES)), tuple(week), frozenset(off))


moments = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis asks for naive bounds
spans = st.integers(0, 6000)


def is_open(moment: datetime, there: Hours) -> bool:
    day = there.local(moment).date()
    return any(a <= moment <= b for a, b in (*there.open_on(day), *there.open_on(day - timedelta(days=1))))


@given(moments, spans, hours())
def test_due_is_later_inside_the_hours_and_counts_every_minute(start: datetime, length: int, there: Hours) -> None:
    end = due(start, length, there)
    assert end >= start
    assert is_open(end, there)
    assert working_minutes_between(start, end, there) == length
    assert end.tzinfo is UTC


@given(moments, spans, spans, hours())
def test_due_is_monotone_in_start_and_length(start: datetime, one: int, other: int, there: Hours) -> None:
    short, long = sorted((one, other))
    assert due(start, short, there) <= due(start, long, there)
    assert due(start, short, there) <= due(start + timedelta(minutes=other), short, there)


@given(moments, st.integers(0, 30), hours())
def test_working_days_are_monotone_and_end_inside_the_hours(start: datetime, days: int, there: Hours) -> None:
    end = due_in_days(start, days, there)
    assert start <= end <= due_in_days(start, days + 1, there)
    assert is_open(end, there)
    assert there.open_on(there.local(end).date()) or is_open(end, there)


@given(moments, spans, hours(), st.booleans())
def test_an_alarm_rings_between_the_promise_and_its_time(
    made: datetime, length: int, there: Hours, working: bool
) -> None:
    end = due(made, length, there)
    alarm = alarm_at(made, end, there if working else None)
    assert made <= alarm <= end
    assert alarm <= end - timedelta(minutes=15) or alarm == made


def test_a_promise_made_on_friday_afternoon_is_due_on_monday() -> None:
    assert due(berlin(2026, 11, 20, 16), 240, BERLIN) == berlin(2026, 11, 23, 12)
    assert due(berlin(2026, 11, 20, 16), 240, BERLIN, wall=True) == berlin(2026, 11, 20, 20)
    assert due(berlin(2026, 11, 21, 3), 0, BERLIN) == berlin(2026, 11, 23, 9)
    assert due(berlin(2026, 11, 20, 12), 300, BERLIN) == berlin(2026, 11, 20, 17)


def test_a_holiday_is_no_working_day() -> None:
    there = Hours("Europe/Berlin", BERLIN.week, frozenset({date(2026, 12, 25)}))
    assert due(berlin(2026, 12, 24, 16), 120, there) == berlin(2026, 12, 28, 10)
    assert due_in_days(berlin(2026, 12, 24, 10), 1, there) == berlin(2026, 12, 28, 10)


def test_the_day_the_clocks_change_is_one_hour_shorter_or_longer() -> None:
    all_day = Hours("Europe/Berlin", (((time(0), time(0)),),) * 7)
    assert working_minutes_between(berlin(2026, 3, 29, 0), berlin(2026, 3, 30, 0), all_day) == 23 * 60
    assert working_minutes_between(berlin(2026, 10, 25, 0), berlin(2026, 10, 26, 0), all_day) == 25 * 60
    assert due(berlin(2026, 3, 28, 12), 24 * 60, all_day) == berlin(2026, 3, 29, 13)
    assert due_in_days(berlin(2026, 3, 28, 12), 1, all_day) == berlin(2026, 3, 29, 12)


def test_a_start_in_another_zone_means_the_same_moment() -> None:
    start = berlin(2026, 3, 28, 16)
    for zone in ZONES:
        assert due(start.astimezone(ZoneInfo(zone)), 600, BERLIN) == due(start, 600, BERLIN)


def test_the_same_time_of_day_next_working_day_or_the_nearest_when_somebody_is_there() -> None:
    lunch = Hours(
        "Europe/Berlin", (((time(9), time(12)), (time(13), time(17))),) * 4 + (((time(9), time(12)),),) + ((),) * 2
    )
    assert due_in_days(berlin(2026, 11, 25, 10), 1, lunch) == berlin(2026, 11, 26, 10)
    assert due_in_days(berlin(2026, 11, 26, 15), 1, lunch) == berlin(2026, 11, 27, 12)
    early = Hours(
        "Europe/Berlin",
        (((time(7), time(9)), (time(13), time(17))), ((time(8), time(8, 30)), (time(13), time(17)))) + ((),) * 5,
    )
    assert due_in_days(berlin(2026, 11, 23, 8, 45), 1, early) == berlin(2026, 11, 24, 13)


def test_hours_that_never_open_say_so() -> None:
    never, start = Hours("UTC", ((),) * 7), berlin(2026, 1, 1)
    with pytest.raises(NoWorkingTime):
        due(start, 5, never)
    with pytest.raises(NoWorkingTime):
        due_in_days(start, 1, never)
    with pytest.raises(NoWorkingTime):
        never.first_open(start)


def test_a_year_of_holidays_is_survived_and_nonsense_refused() -> None:
    closed = frozenset(date(2026, 1, 1) + timedelta(days=n) for n in range(380))
    assert due(berlin(2026, 1, 1), 60, Hours("Europe/Berlin", BERLIN.week, closed)) == berlin(2027, 1, 18, 10)
    with pytest.raises(ValueError, match="time zone"):
        due(datetime(2026, 1, 1), 5, BERLIN)  # noqa: DTZ001 - a naive time is what is refused here
    with pytest.raises(ValueError, match="ten years"):
        due(berlin(2026, 1, 1), 10**9, BERLIN)
    with pytest.raises(ValueError, match="ten years"):
        due(berlin(2026, 1, 1), -1, BERLIN)
    with pytest.raises(ValueError, match="seven days"):
        Hours("UTC", ((),))
    for spans_of_a_day in (
        ((time(9), time(8)),),
        ((time(9), time(12)), (time(11), time(13))),
        ((time(9), time(0)), (time(1), time(2))),
    ):
        with pytest.raises(ValueError, match="day"):
            Hours("UTC", (spans_of_a_day, *((),) * 6))


def test_the_terms_are_those_of_the_duties() -> None:
    terms = Terms()
    assert [terms.first_word[u] for u in Urgency] == [on_the_wall(60), minutes(240), minutes(480), working_days(1)]
    assert [terms.start[u] for u in Urgency][:3] == [on_the_wall(15), minutes(60), minutes(240)]
    assert [terms.next_word[u] for u in Urgency][:3] == [on_the_wall(240), working_days(1), working_days(2)]
    assert [terms.follow_up[u] for u in Urgency][:3] == [on_the_wall(240), working_days(1), working_days(2)]
    assert terms.accept_ask[Urgency.COMPLAINT] == minutes(240)
    assert terms.accept_escalate[Urgency.COMPLAINT] == minutes(480)
    assert (terms.ask_again, terms.no_answer) == (Term(calendar_days=3), Term(calendar_days=7))


def test_urgency_one_runs_on_the_wall_clock_and_calendar_days_end_in_working_time() -> None:
    terms, sunday = Terms(), berlin(2026, 11, 22, 3)
    assert terms.first_word[Urgency.DANGER].due(sunday, BERLIN) == berlin(2026, 11, 22, 4)
    assert terms.first_word[Urgency.COMPLAINT].due(sunday, BERLIN) == berlin(2026, 11, 23, 17)
    assert terms.first_word[Urgency.ROUTINE].due(sunday, BERLIN) == berlin(2026, 11, 24, 9)
    assert terms.ask_again.due(berlin(2026, 11, 25, 15), BERLIN) == berlin(2026, 11, 30, 9)


def test_terms_can_be_changed_and_only_those_that_exist() -> None:
    changed = Terms().with_changes({"first_word": {3: minutes(60)}, "ask_again": Term(calendar_days=5)})
    assert changed.first_word[Urgency.COMPLAINT] == minutes(60)
    assert changed.first_word[Urgency.DANGER] == on_the_wall(60)
    assert changed.ask_again == Term(calendar_days=5)
    for wrong in (
        {"no_such": Term(minutes=1)},
        {"first_word": Term(minutes=1)},
        {"with_changes": Term(minutes=1)},
        {"first_word": {9: minutes(1)}},
    ):
        with pytest.raises(ValueError, match=r"term|9"):
            Terms().with_changes(wrong)
    for numbers in ((0, 0, 0), (5, 1, 0), (-5, 0, 0), (0, 100_000, 0)):
        with pytest.raises(ValueError, match="one positive number"):
            Term(*numbers)


def test_lateness_is_counted_in_minutes() -> None:
    assert minutes_late(berlin(2026, 11, 22, 3), berlin(2026, 11, 22, 4)) == 60
    assert minutes_late(berlin(2026, 11, 22, 5), berlin(2026, 11, 22, 4)) == 0


def test_public_holidays_come_as_dates() -> None:
    assert date(2026, 12, 25) in public_holidays("de", "BY", [2026])
    assert date(2026, 1, 6) in public_holidays("DE", "BY", [2026])
    assert date(2026, 1, 6) not in public_holidays("DE", None, [2026])
    for country, part in (("xx", None), ("DE", "ZZ")):
        with pytest.raises(UnknownCountry):
            public_holidays(country, part, [2026])
