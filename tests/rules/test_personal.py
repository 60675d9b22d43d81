"""What is personal in a message: found where it stands, near misses left alone, bounded on any text."""

import itertools
import re
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ombud.triage.personal import Personal, checks, personal
from ombud.triage.personal.span import apart

TEXTS = Path(__file__).parent / "personal"
LANGUAGES = ("en", "de", "es", "da", "id")
MARK = re.compile(r"\{(\w+)\|(.*?)\}", re.DOTALL)
TYPES = {
    "name", "address", "phone", "mail", "iban", "card", "account", "national_id", "order_number", "birth_date", "ip",
}  # fmt: skip
NUMBERS = ("phone", "mail", "iban", "national_id")


def marked(line: str) -> tuple[str, set[tuple[int, int, str]]]:
    """A text without its marks, and where they stood."""
    text, spans, last = "", set(), 0
    for match in MARK.finditer(line):
        text += line[last : match.start()]
        spans.add((len(text), len(text) + len(match.group(2)), match.group(1)))
        text, last = text + match.group(2), match.end()
    return text + line[last:], spans


def found(text: str, language: str = "unknown") -> dict[str, str]:
    return {text[p.start : p.end]: p.type for p in personal(text, language)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_marked_is_found_and_nothing_else(language: str) -> None:
    hits: Counter[str] = Counter()
    marks: Counter[str] = Counter()
    finds: Counter[str] = Counter()
    for line in (TEXTS / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            continue
        text, gold = marked(line.replace("\\n", "\n"))
        got = {(p.start, p.end, p.type) for p in personal(text, language)}
        for counter, spans in ((marks, gold), (finds, got), (hits, gold & got)):
            counter.update(kind if kind not in NUMBERS else "numbers" for _, _, kind in spans)
    assert marks["numbers"] >= 24
    assert hits["numbers"] >= 0.97 * marks["numbers"]
    assert hits["numbers"] >= 0.98 * finds["numbers"]
    for kind, least in (("order_number", 0.95), ("card", 1.0), ("birth_date", 1.0), ("name", 0.9), ("address", 0.7)):
        assert hits[kind] >= least * marks[kind], kind
        assert hits[kind] >= least * finds[kind], kind


@pytest.mark.parametrize(
    ("text", "language", "value", "kind"),
    [
        ("write to me@example.org.", "en", "me@example.org", "mail"),
        ("write to me@example.org.Please", "en", "me@example.org", "mail"),
        ("<mailto:me+you@sub.example.org>", "en", "me+you@sub.example.org", "mail"),
        ("jörg.müßig@büro.example schreibt", "de", "jörg.müßig@büro.example", "mail"),
        ("robin [at] example [dot] org", "en", "robin [at] example [dot] org", "mail"),
        ("robin at example dot org", "en", "robin at example dot org", "mail"),
        ("robin(at)example.org", "de", "robin(at)example.org", "mail"),
        ("pedro arroba example punto com", "es", "pedro arroba example punto com", "mail"),
        ("ring til ２８ ３９ ４７ ５６", "da", "２８ ３９ ４７ ５６", "phone"),
        ("Tel: +49\u00a0171\u202f234\u20115678", "de", "+49\u00a0171\u202f234\u20115678", "phone"),
        ("call 0171\u200b2345678 now", "de", "0171\u200b2345678", "phone"),
        ("tel 07946 746291/07880867867", "en", "07946 746291", "phone"),
        ("https://wa.me/6281234567890", "id", "6281234567890", "phone"),
        ("iban de89370400440532013000", "de", "de89370400440532013000", "iban"),
        ("IBAN: DE12 3456 7890 1234 5678 90", "de", "DE12 3456 7890 1234 5678 90", "iban"),
        ("cpr 0101901234", "en", "0101901234", "national_id"),
        ("CPR: 010190-1234", "de", "010190-1234", "national_id"),
        ("my card 4111-1111-1111-1111", "en", "4111-1111-1111-1111", "card"),
        ("order #48213 please", "en", "48213", "order_number"),
        ("48213 is my order", "en", "48213", "order_number"),
        ("Bestellnr.: 48213", "de", "48213", "order_number"),
        ("ordrenummer 48213", "da", "48213", "order_number"),
        ("pedido n.º 48213", "es", "48213", "order_number"),
        ("no resi: JNE0012345678", "id", "JNE0012345678", "order_number"),
    ],
)
def test_a_value_is_found_however_it_is_typed(text: str, language: str, value: str, kind: str) -> None:
    assert found(text, language).get(value) == kind


@pytest.mark.parametrize("language", [*LANGUAGES, "unknown", "fr"])
@pytest.mark.parametrize(
    "text",
    [
        "It costs 1.299,00 or $1,299.00 or Rp 1.500.000 or 15.000.000 kr.",
        "12.03.2024, 2024-03-12, 3/12/24, 14:30, 10.00-16.30, 2019-2024",
        "version 5.10.2.1033, build 20240312, firmware 10.0.19045.3693",
        "serial number 4012345678, IMEI 490154203237518, ISBN 978-3-16-148410-0",
        "55.676098, 12.568337 or -34.603722",
        "21-19 21-17, 6-3 7-6 (7-5), 3:2",
        "@netnord @user@social.example #2024goals #100",
        "error 80070005, code 4711-0815, postcode 28013",
        "12345678 points, 1234567890 bytes, 30.000 followers",
        "git@host or user@localhost or a@b",
        "https://shop.example/orders/1234567890?user=4111111111111111",
        "&#128557;&#128514; ring",
        "for 3 of the 12 boxes, 100 100 100",
    ],
)
def test_a_near_miss_is_left_alone(text: str, language: str) -> None:
    assert found(text, language) == {}


def test_a_number_belongs_to_the_word_next_to_it() -> None:
    text = "Order 48213123 is late, call 28394756, CPR 010190-1234."
    assert list(found(text, "da").values()) == ["order_number", "phone", "national_id"]


def test_a_piece_of_a_longer_number_is_no_number() -> None:
    assert found("token 1234 5678 9012 3456 7890", "da") == {}


def test_an_address_is_one_finding() -> None:
    assert found("I live at 14 Larkspur Road, Leeds LS6 3AB.", "en") == {"14 Larkspur Road, Leeds LS6 3AB": "address"}


@pytest.mark.parametrize(
    ("holds", "good", "bad"),
    [
        (checks.luhn, "4111111111111111", "4111111111111112"),
        (checks.verhoeff, "499118665246", "499118665245"),
        (checks.steuer_id, "86095742719", "86095742718"),
        (checks.mod97, "DE89370400440532013000", "DE88370400440532013000"),
        (checks.ean, "7569217076985", "7569217076984"),
        (checks.nhs, "9434765919", "9434765918"),
        (checks.svnr, "1237010180", "1238010180"),
        (checks.cpr, "3112851234", "3113851234"),
        (checks.nik, "3173057105900001", "3173057205900001"),
        (checks.cuit, "20123456786", "20123456785"),
        (checks.sv_nummer, "65170839J003", "65170839J004"),
        (checks.ausweis, "T220001293", "T220001294"),
    ],
)
def test_a_check_digit_tells(holds: object, good: str, bad: str) -> None:
    assert callable(holds)
    assert holds(good)
    assert not holds(bad)


def test_letters_check_digits() -> None:
    assert [letter for letter in "AZz" if checks.dni("12345678", letter)] == ["Z", "z"]
    assert [sign for sign in "4k5" if checks.rut("12345678", sign)] == ["5"]
    assert [letter for letter in "ATB" if checks.pps("1234567", letter)] == ["T"]


WILD = st.lists(
    st.one_of(
        st.text(max_size=12),
        st.text("0123456789 -.()/+:,#\n", max_size=20),
        st.sampled_from([
            "order ", "tel ", "IBAN DE89 3704 ", "@", " at ", "[at]", " dot ", "org", "Anna ", "de la ", "Jl. ",
            "https://x.example/", "CPR ", "\u0301", "\u200b", "\ud800", "\x00", "١٢٣", "DNI 12345678", "+49 ",
        ]),
    ),
    max_size=14,
).map("".join)  # fmt: skip


@given(WILD, st.sampled_from([*LANGUAGES, "unknown", "fr", ""]))
@example("a@b.cd" * 3, "en")
@example("e\u0301@example.org\u0301", "es")
def test_any_text_gives_spans_in_order_inside_and_apart(text: str, language: str) -> None:
    last = 0
    for span in personal(text, language):
        assert last <= span.start < span.end <= len(text)
        assert span.type in TYPES
        last = span.end


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9), st.sampled_from(sorted(TYPES))), max_size=12))
def test_findings_never_overlap_and_a_kept_one_was_found(raw: list[tuple[int, int, str]]) -> None:
    spans = [Personal(start, start + size, kind) for start, size, kind in raw]  # type: ignore[arg-type]
    kept = apart(spans)
    assert set(kept) <= set(spans)
    assert all(a.end <= b.start for a, b in itertools.pairwise(kept))
    assert bool(kept) == bool(spans)


WALLS = {
    "a": "a", "digits": "1", "spaced": "1 ", "dates": "12-", "ats": "a@", "signs": "@", "names": "Aa ", "open": "(1",
    "hidden": "a dot b dot ", "iban": "DE89 ", "brackets": "[at] ", "streets": "12 Abc Abc ", "calle": "Calle de la 1 ",
    "am": "Am Aa 1 ", "jalan": "Jl a ", "dots": "x.", "mixed": "a1", "codes": "A-1-", "lines": "\n", "blanks": " ",
    "orders": "order 1234 ", "phones": "+49 171 2345678 ", "born": "born on 1 ", "links": "https://a1 ",
    "hashes": "#1 ", "hanzi": "字1", "marks": "a\u0301",
}  # fmt: skip


@pytest.mark.parametrize("wall", WALLS.values(), ids=WALLS.keys())
def test_a_wall_of_text_is_read_in_bounded_time(wall: str) -> None:
    text = (wall * 100_000)[:100_000]
    begun = time.process_time()
    personal(text, "unknown")
    assert time.process_time() - begun < 3.0  # a tenth of that on a quiet machine


def test_time_grows_with_the_length_of_the_text() -> None:
    line = "Order 48213 of Anna Berg, tel 0171 2345678, me@example.org, Lindenstraße 14, 50674 Köln, 1 dot 2 [at] 3. "

    def spent(times: int) -> float:
        text = line * times
        begun = time.process_time()
        personal(text, "de")
        return time.process_time() - begun

    spent(10)
    short, long = min(spent(60) for _ in range(3)), min(spent(480) for _ in range(3))
    assert long < 24 * short  # eight times the text; a square would be 64


def test_a_usual_message_costs_little() -> None:
    text = (
        "Hello there, I bought the blue jacket from your shop on 12 March and when it came the zip was broken, so I "
        "wrote to you twice and nobody answered me. My order is 48213 and I paid 89.95 for it. You can reach me on "
        "07700 900123 in the evening. I would like my money back or a new one this week please. Regards, Robin Berg"
    )
    assert len(personal(text, "en")) == 3
    costs = []
    for _ in range(7):
        begun = time.process_time()
        for _ in range(50):
            personal(text, "en")
        costs.append((time.process_time() - begun) / 50)
    assert min(costs) < 0.0015  # 0.3 ms on a quiet machine
