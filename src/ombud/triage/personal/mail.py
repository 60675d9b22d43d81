"""Mail addresses, plain and in the spellings people hide them in: "name [at] example dot org"."""

import re
from collections.abc import Iterator
from typing import Final

from ombud.triage.personal.span import Personal

_LEFT: Final = re.compile(r"[\w.!#$%&'*+=?^{|}~-]{0,64}\Z")
_DOMAIN: Final = re.compile(
    r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,8}(?:[^\W\d_]{2,24}|xn--[a-z0-9-]{1,59})", re.IGNORECASE
)
_IPV4: Final = re.compile(r"\[\d{1,3}(?:\.\d{1,3}){3}\]")
_ENDINGS: Final = (
    "com org net edu gov io de at ch dk es mx ar cl co pe ve ec uy id uk ie us ca au nz in za sg eu info biz me app "
    "test example dev email online shop store xyz site tv fr it nl se no fi pl pt br"
)
_TLD: Final = "(?:" + "|".join(_ENDINGS.split()) + ")"
_OPEN, _CLOSE = r" ?[\[({<] ?", r" ?[\])}>] ?"
_DOT_WORD: Final = "(?:dot|punkt|punto|punktum|titik|prik)"
_DOT: Final = rf"(?:{_OPEN}(?:{_DOT_WORD}|\.){_CLOSE}| {_DOT_WORD} )"
_LABEL: Final = r"[^\W_](?:[\w-]{0,40}[^\W_])?"
# The at-sign in brackets, as a word, or with blanks around it; what stands left and right of it decides.
_SIGN: Final = re.compile(
    rf"(?P<bracket>{_OPEN}(?:at|ät|et|a|arroba|snabel-?a|klammeraffe|@){_CLOSE})|(?P<word> (?:at|ät|arroba|snabel-?a"
    r"|klammeraffe) )|(?P<blank> @ ?(?=\w))|(?P<plain>@)", re.IGNORECASE
)  # fmt: skip
_BEFORE: Final = re.compile(rf"(?<![\w.+-])[^\W_](?:[\w.+-]{{0,40}}[^\W_])?(?:{_DOT}{_LABEL}){{0,2}}\Z", re.IGNORECASE)
_DOTTED: Final = re.compile(rf"(?:{_LABEL}\.){{1,4}}{_TLD}(?!\w)", re.IGNORECASE)
_SPELLED: Final = re.compile(rf"{_LABEL}(?:{_DOT}{_LABEL}){{0,3}}?{_DOT}{_TLD}(?!\w)", re.IGNORECASE)
_DOTS: Final = re.compile(_DOT, re.IGNORECASE)
_TELLING: Final = re.compile(r"[._\d]")
_HINTS: Final = (" dot ", " punkt ", " punto ", " punktum ", " titik ", " prik ", "(", "[", "{", "<", " @")


def mails(text: str) -> Iterator[Personal]:
    """Every mail address in a plain text."""
    place = text.find("@")
    while place >= 0:
        span = _around(text, place)
        if span:
            yield Personal(*span, "mail")
        place = text.find("@", place + 1)
    low = text.lower()
    if any(hint in low for hint in _HINTS):
        for sign in _SIGN.finditer(text):
            span = _spelled(text, sign)
            if span:
                yield Personal(*span, "mail")


def _spelled(text: str, sign: re.Match[str]) -> tuple[int, int] | None:
    """An address whose signs are written as words. A bare "at" needs a dot in words; "x @ y.org" a telling name."""
    end = _SPELLED.match(text, sign.end(), sign.end() + 130)
    if end is None and sign.lastgroup in ("bracket", "blank"):
        end = _DOTTED.match(text, sign.end(), sign.end() + 130)
    begin = _BEFORE.search(text[max(0, sign.start() - 90) : sign.start()]) if end else None
    if end is None or begin is None or (sign.lastgroup == "blank" and not _TELLING.search(begin.group())):
        return None
    return sign.start() - len(begin.group()), end.end()


def _around(text: str, at: int) -> tuple[int, int] | None:
    left = text[max(0, at - 65) : at]
    if not left or not (left[-1].isalnum() or left[-1] in "_+-=~") or text[at + 1 : at + 2] in ("", " ", "@"):
        return None
    match = _LEFT.search(left)
    local = match.group() if match else ""
    bare = local.lstrip(".!#$%&'*=?^{|}~-")
    start = at - len(bare)
    before = text[start - 1 : start]
    if not bare or len(bare) > 64 or before == "@" or text[max(0, start - 3) : start] == "://":
        return None
    if before == ":" and "://" in text[max(0, start - 40) : start] and " " not in text[max(0, start - 40) : start]:
        return None
    domain = _DOMAIN.match(text, at + 1, at + 256)
    if not domain:
        return (start, found.end()) if (found := _IPV4.match(text, at + 1)) else None
    return start, _sentence_end(text, at + 1, domain.end())


def _sentence_end(text: str, begin: int, end: int) -> int:
    """The end of a domain without a sentence that was glued to it: "me@example.org.Please write"."""
    labels = text[begin:end].split(".")
    last = labels[-1]
    if len(labels) > 2 and last[0].isupper() and last[1:].islower() and "".join(labels[:-1]).islower():
        return end - len(last) - 1
    return end


def written(address: str) -> str:
    """A mail address that was found in a text, with its signs where words stood for them."""
    sign = _SIGN.search(address)
    if sign is None:
        return address
    return _DOTS.sub(".", address[: sign.start()]) + "@" + _DOTS.sub(".", address[sign.end() :])
