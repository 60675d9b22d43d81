"""Letters of every language people write to us in, under every label mail gives them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ombud.channels.mail.charsets import UNKNOWN, WRONG, clean, codec_of, decode

SPOKEN = {
    "en": "The café’s “naïve” résumé – £5",
    "de": "Größe: fünf Äpfel, Straße, Übung „gut“ – 5 €",
    "es": "¿Qué pasó? ¡El niño pagó 20 €! Cigüeña, corazón",
    "da": "Æblegrød på øen – så dårligt håndværk, 5 €",
    "id": "Saya kecewa, barangnya rusak – tolong “segera”",
}
WESTERN = [
    "utf-8",
    "UTF8",
    "utf_8",
    "iso-8859-1",
    "ISO8859-1",
    "latin1",
    "windows-1252",
    "cp1252",
    "x-ansi",
    "us-ascii",
    "",
    "x-unknown",
]


@pytest.mark.parametrize("language", SPOKEN)
@pytest.mark.parametrize("label", WESTERN)
@pytest.mark.parametrize("written", ["utf-8", "cp1252"])
def test_western_letters_whatever_the_label_says(language: str, label: str, written: str) -> None:
    text, problem = decode(SPOKEN[language].encode(written), label)
    assert text == SPOKEN[language]
    assert problem in ("", WRONG)


@pytest.mark.parametrize("language", SPOKEN)
@pytest.mark.parametrize("label", ["utf-7", "utf-16", "utf-16le", "utf-32", "gb18030", "GB2312"])
def test_charsets_that_hold_every_letter(language: str, label: str) -> None:
    codec = codec_of(label)
    assert codec
    assert decode(SPOKEN[language].encode(codec), label) == (SPOKEN[language], "")


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("注文が届きません", "iso-2022-jp"),
        ("注文が届きません", "Shift_JIS"),
        ("注文が届きません", "EUC-JP"),
        ("①髙﨑", "shift_jis"),
        ("我的订单没有到", "gb2312"),
        ("我的訂單沒有到", "big5"),
        ("주문이 오지 않았어요", "ks_c_5601-1987"),
        ("주문이 오지 않았어요", "euc-kr"),
        ("Где мой заказ?", "koi8-r"),
        ("Где мой заказ?", "windows-1251"),
        ("Где мой заказ?", "iso-8859-5"),
        ("Πού είναι;", "iso-8859-7"),
        ("Siparişim nerede?", "iso-8859-9"),
        ("Gdzie moje zamówienie? ąęł", "iso-8859-2"),
        ("Gdzie moje zamówienie? ąęł", "windows-1250"),
        ("איפה ההזמנה שלי", "iso-8859-8-i"),
        ("أين طلبي", "windows-1256"),
        ("คำสั่งซื้อของฉัน", "tis-620"),
        ("Größe", "cp850"),
        ("Größe", "macintosh"),
        ("5 €", "iso-8859-15"),
    ],
)
def test_other_scripts(text: str, label: str) -> None:
    codec = codec_of(label)
    assert codec
    assert decode(text.encode(codec), label) == (text, "")


def test_japanese_without_a_label() -> None:
    assert decode("注文です".encode("iso2022_jp"))[0] == "注文です"


@pytest.mark.parametrize(
    "label", ["unicode_escape", "raw_unicode_escape", "idna", "punycode", "rot13", "zip", "base64", "undefined", "mbcs"]
)
def test_codecs_that_are_no_charsets_are_never_used(label: str) -> None:
    assert codec_of(label) is None
    assert decode(b"plain \\u0041", label) == ("plain \\u0041", UNKNOWN)


@given(
    st.binary(max_size=500),
    st.sampled_from([*WESTERN, "utf-16", "utf-7", "iso-2022-jp", "gb18030", "euc-kr", "hz", "klingon"]),
)
def test_anything_decodes_to_what_every_database_keeps(raw: bytes, label: str) -> None:
    text, problem = decode(raw, label)
    text.encode("utf-8")
    assert "\0" not in text
    assert "\r" not in text
    assert problem in ("", UNKNOWN, WRONG)
    assert clean(text) == text


@given(st.binary(min_size=1, max_size=200))
def test_no_byte_vanishes_without_a_mark(raw: bytes) -> None:
    shown = bytes(byte for byte in raw if byte >= 32 and byte != 127)
    if shown:
        assert decode(shown, "utf-8")[0]
