"""Public holidays of a country or a part of it, as a plain set of dates."""

from collections.abc import Iterable
from datetime import date


class UnknownCountry(ValueError):
    """We know no holidays for this country or this part of it."""


def public_holidays(country: str, subdivision: str | None, years: Iterable[int]) -> frozenset[date]:
    """The public holidays of `country` (ISO 3166-1, "DE") and its `subdivision` ("BY") in `years`.

    Raises UnknownCountry where we know none.
    """
    import holidays  # here, because it costs every start-up that needs no calendar

    try:
        found = holidays.country_holidays(country.upper(), subdiv=subdivision or None, years=sorted(set(years)))
    except NotImplementedError as error:
        raise UnknownCountry(f"{country} {subdivision or ''}".strip()) from error
    return frozenset(found)
