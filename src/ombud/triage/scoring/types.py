"""What others call the types of personal data that we find."""

from __future__ import annotations

from typing import Any, Final, get_args

from ombud.triage.personal.span import Type

TYPES: Final[tuple[str, ...]] = get_args(Type)

_ALSO: Final = {
    "name": "person person_name full_name first_name last_name given_name surname",
    "address": "street street_address postal_address location home_address",
    "phone": "tel telephone phone_number telephone_number mobile fax",
    "mail": "email e_mail email_address mail_address",
    "iban": "iban_code",
    "card": "credit_card card_number credit_card_number debit_card payment_card",
    "account": "bank_account account_number bank_account_number bank",
    "national_id": "id ssn nik ktp cpr dni nie nif rut curp tax_id steuer_id id_number national_id_number passport "
    "us_ssn social_security_number identity_card personal_id",
    "order_number": "order order_id order_no order_nr",
    "birth_date": "birthdate birthday date_of_birth dob",
    "ip": "ip_address ipv4 ipv6",
}
_KNOWN: Final = {also: ours for ours, names in _ALSO.items() for also in (ours, *names.split())}


def type_named(written: Any) -> str | None:
    """Our name for a type: `EMAIL` and `e-mail` are `mail`. None for what we do not look for."""
    if not isinstance(written, str):
        return None
    return _KNOWN.get(written.strip().casefold().replace("-", "_").replace(" ", "_"))
