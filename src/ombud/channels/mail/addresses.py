"""Address lists (RFC 5322, and what mailers make of them) in one pass, and the one form in which addresses are
compared.

A name is decoded after the list is taken apart, so that nothing hidden in an encoded word can pose as an address.
"""

from __future__ import annotations

import re

from ombud.channels.contract import Address
from ombud.channels.mail.headers import decode_words

MAX_ADDRESSES = 200
_SIMPLE = re.compile(r'(?:"?([^"<>@,;:()\\]*?)"?\s*)<([^\s<>@",;:()\\]+@[^\s<>@",;:()\\]+)>')
_BARE = re.compile(r"[^\s<>@\",;:()\\\[\]]+@[^\s<>@\",;:()\\]+")
_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"|<([^<>]*)>?|([,;:])|([()\\])|([^"<>,;:()\\]+)|.', re.DOTALL)
_COMMENT = re.compile(r"\([^()]*\)|\s+")
_ESCAPE = re.compile(r"\\(.)")
_SPACES = re.compile(r"\s+")
_WORD = re.compile(r"=\?[^?\s]+\?[bBqQ]\?[^?]*\?=")


def normal(address: str) -> str:
    """Lower case, no brackets, no final dot: the form in which two addresses are compared."""
    return address.strip().strip("<>").strip().rstrip(".").lower()


def parse(text: str) -> tuple[Address, ...]:
    """Every mailbox of an address field, groups flattened, empty entries dropped. Never raises."""
    if not text:
        return ()
    match = _SIMPLE.fullmatch(text)
    if match:
        return (Address(decode_words(match[1]).strip(' "'), normal(match[2])),)
    if _BARE.fullmatch(text):
        return (Address("", normal(text)),)
    return _parse_list(text)


def _parse_list(text: str) -> tuple[Address, ...]:
    found: list[Address] = []
    words: list[str] = []
    comment: list[str] = []
    address, depth, position = "", 0, 0

    def finish() -> None:
        nonlocal address
        name = _SPACES.sub(" ", " ".join(words)).strip()
        spec = normal(_COMMENT.sub("", address))
        if not spec:
            # No angle brackets: the address is the one word with an @; what is left is its name.
            bare = _BARE.search(name)
            if bare:
                spec = normal(bare[0])
                name = (name[: bare.start()] + name[bare.end() :]).strip()
        if spec or name:
            found.append(Address(decode_words(name or " ".join(comment)).strip(' "'), spec))
        words.clear()
        comment.clear()
        address = ""

    while position < len(text) and len(found) < MAX_ADDRESSES:
        encoded = _WORD.match(text, position)
        if encoded and not depth:
            words.append(encoded[0])
            position = encoded.end()
            continue
        token = _TOKEN.match(text, position)
        if token is None:  # cannot be: the last alternative takes any letter
            break
        position = token.end()
        quoted, angle, mark, paren, plain = token.groups()
        if paren == "(":
            depth += 1
        elif paren == ")":
            depth = max(0, depth - 1)
        elif paren == "\\":
            position += 1
        elif depth:
            comment.append(token[0])
        elif quoted is not None:
            if text[position : position + 1] == "@":
                words.append(f'"{quoted}"')
            else:
                words.append(_ESCAPE.sub(r"\1", quoted))
        elif angle is not None:
            address = angle.rpartition(":")[2] if angle.startswith("@") else angle
        elif mark == ":":
            words.clear()  # the name of a group
        elif mark:
            finish()
        elif plain is not None:
            words.append(plain.strip())
    finish()
    return tuple(found)
