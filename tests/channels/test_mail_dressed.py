"""The HTML of a letter: the same words, nothing fetched, nothing of the writer's taken for markup."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ombud.channels.mail.dressed import dressed

LETTER = "Guten Tag Renate,\n\n> Meine Lampe\n> ist kaputt.\n\nhier: https://care.example/c/ab_c-1/.\n\nMira"


class Read(HTMLParser):
    """What a reader sees, and which elements and addresses there are."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.elements: set[str] = set()
        self.addresses: list[str] = []
        self.inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = self.inside or tag == "body"
        self.elements.add(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src", "background", "action")]

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.words.append(data)


def words(text: str) -> list[str]:
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", text.replace("\xa0", " ")).split()


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Cn"], include_characters="\n"), max_size=400))
@example('<script>alert(1)</script> & <img src=x onerror=1> "quoted"')
@example("https://a.example/?a=1&b='<b>\n\n\nhttp://x")
@example("a  b   c\n \n  d")
def test_it_says_exactly_the_text(text: str) -> None:
    read = Read(dressed(text, "en", "Subject"))
    plain = "\n".join(re.sub(r"^> *", "", line) if line.startswith(">") else line for line in text.split("\n"))
    assert "".join(words("".join(read.words))) == "".join(words(html.unescape(html.escape(plain))))
    assert read.elements <= {
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "div",
        "p",
        "br",
        "a",
        "span",
        "blockquote",
    }
    assert all(re.match("https?://", address) for address in read.addresses)


def test_language_direction_links_and_quotations() -> None:
    page = dressed(LETTER, "de", "Re: <Lampe>")
    assert page.startswith('<!doctype html>\n<html lang="de" dir="ltr">')
    assert '<a href="https://care.example/c/ab_c-1/">https://care.example/c/ab_c-1/</a>.' in page
    assert re.search(r"<blockquote[^>]*>Meine Lampe<br>\nist kaputt\.</blockquote>", page)
    assert "<title>Re: &lt;Lampe&gt;</title>" in page
    assert 'dir="rtl"' in dressed("سلام", "fa", "")
    assert "lang=" not in dressed("Hello", "", "")


@pytest.mark.parametrize("text", ["<b>" * 30_000, "https://" * 12_000, ">" * 100_000, "\n\n" * 50_000, " \n" * 50_000])
def test_no_text_takes_long(text: str) -> None:
    from time import perf_counter

    began = perf_counter()
    dressed(text, "en", "x")
    assert perf_counter() - began < 2


def test_a_code_stands_on_one_line_and_nothing_else_is_held_together() -> None:
    page = dressed("Der Code WINTER-7K2Q-99PD, gültig. Aber E-Mail, A-B, 12-TEIL-" + "X1-" * 20 + "9 nicht.", "de", "")
    assert re.findall(r"<span[^>]*nowrap[^>]*>([^<]*)</span>", page) == ["WINTER-7K2Q-99PD"]
