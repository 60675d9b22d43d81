"""Bytes to text: every charset mail is written in, the mislabelled and the unknown too. Never raises, never loses a
letter that can be had. A hostile label cannot reach codecs that are no charsets (`unicode_escape`, `idna`): only known
names count.
"""

from __future__ import annotations

import re
from functools import lru_cache

UNKNOWN = "charset_unknown"
WRONG = "charset_wrong"

_SINGLE = {
    # What is called Latin-1 is Windows-1252 in practice: the same letters, and typographic quotes where Latin-1 has
    # holes.
    "cp1252": "iso88591 latin1 l1 cp1252 windows1252 ansi xansi ansix341968 cp819 ibm819 iso646us ascii usascii",
    "cp1254": "iso88599 latin5 l5 cp1254 windows1254",
    "iso8859_2": "iso88592 latin2",
    "iso8859_3": "iso88593 latin3",
    "iso8859_4": "iso88594 latin4",
    "iso8859_5": "iso88595",
    "iso8859_6": "iso88596 iso88596i iso88596e",
    "iso8859_7": "iso88597",
    "iso8859_8": "iso88598 iso88598i iso88598e",
    "iso8859_10": "iso885910 latin6",
    "cp874": "iso885911 tis620 cp874 windows874",
    "iso8859_13": "iso885913 latin7",
    "iso8859_14": "iso885914 latin8",
    "iso8859_15": "iso885915 latin9 latin0",
    "iso8859_16": "iso885916 latin10",
    "cp1250": "cp1250 windows1250",
    "cp1251": "cp1251 windows1251",
    "cp1253": "cp1253 windows1253",
    "cp1255": "cp1255 windows1255",
    "cp1256": "cp1256 windows1256",
    "cp1257": "cp1257 windows1257",
    "cp1258": "cp1258 windows1258",
    "koi8_r": "koi8r koi8",
    "koi8_u": "koi8u koi8ru",
    "mac_roman": "macintosh mac macroman xmacroman",
    "mac_cyrillic": "maccyrillic xmaccyrillic",
    "cp437": "cp437 ibm437 437",
    "cp850": "cp850 ibm850 850",
    "cp852": "cp852 ibm852 852",
    "cp858": "cp858 ibm858 ibm00858",
    "cp865": "cp865 ibm865 865",
    "cp866": "cp866 ibm866 866",
}
_MULTI = {
    "utf-8": "utf8 unicode11utf8 utf8mb4 utf8mb3 unicode utf8n",
    "utf-7": "utf7 unicode11utf7",
    "utf-16": "utf16 ucs2 iso10646ucs2",
    "utf-16-le": "utf16le",
    "utf-16-be": "utf16be",
    "utf-32": "utf32 ucs4",
    "gb18030": "gb2312 gbk gb18030 cp936 windows936 ms936 euccn xgbk gb231280",
    "hz": "hzgb2312 hz",
    "big5hkscs": "big5 big5hkscs cnbig5 xxbig5 cp950",
    "euc_jp": "eucjp xeucjp",
    "cp932": "shiftjis sjis xsjis mskanji windows31j cp932",
    "iso2022_jp_2": "iso2022jp iso2022jp1 iso2022jp2 csiso2022jp",
    "iso2022_jp_3": "iso2022jp3",
    "iso2022_jp_ext": "iso2022jpext iso2022jpms cp50220 cp50221",
    "cp949": "euckr ksc56011987 ksc5601 ksc56011989 cp949 windows949 uhc korean",
    "iso2022_kr": "iso2022kr",
}
_CODEC = {alias: codec for table in (_SINGLE, _MULTI) for codec, aliases in table.items() for alias in aliases.split()}
_BYTEWISE = frozenset(_SINGLE)
_SILENT = frozenset(("", "usascii", "ascii", "unknown8bit", "8bit", "default", "none", "xunknown", "unknown", "binary"))
_NOISE = re.compile(r"[^a-z0-9]+")
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_JAPANESE = re.compile(rb"\x1b\$[B@]")


@lru_cache(maxsize=512)
def codec_of(label: str) -> str | None:
    """The Python codec for a charset label as mail spells it; "" where the label says nothing, None where it is
    unknown."""
    name = _NOISE.sub("", label.lower()[:64])
    if name in _SILENT:
        return ""
    return _CODEC.get(name) or _CODEC.get(name.removeprefix("x")) or _CODEC.get(name.removeprefix("cs"))


def clean(text: str) -> str:
    """Text that every database can keep: line ends are `\\n`, no NUL, no other control codes, no lone surrogates."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _FORBIDDEN.sub("", text) if _FORBIDDEN.search(text) else text


def decode(raw: bytes, label: str = "") -> tuple[str, str]:
    """Text of `raw`, and a problem code or "". The label is a hint: bytes that contradict it win."""
    if raw.isascii() and 27 not in raw and (label == "" or codec_of(label) in ("", "utf-8", "cp1252")):
        return clean(raw.decode("ascii")), ""
    codec = codec_of(label)
    if not codec:
        return clean(_guess(raw)), "" if codec == "" and raw.isascii() else UNKNOWN if codec is None else WRONG
    if codec in _BYTEWISE and not raw.isascii():
        text = _as_utf8(raw)
        if text is not None:
            return clean(text), WRONG
        return clean(raw.decode(codec, "replace")), ""
    try:
        return clean(raw.decode(codec)), ""
    except (UnicodeError, ValueError):
        return clean(_repair(raw, codec)), WRONG


def _as_utf8(raw: bytes) -> str | None:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def _guess(raw: bytes) -> str:
    if _JAPANESE.search(raw):
        return raw.decode("iso2022_jp_2", "replace")
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", "replace")
    text = _as_utf8(raw)
    return raw.decode("cp1252", "replace") if text is None else text


def _repair(raw: bytes, codec: str) -> str:
    """What broke: a few spoiled letters in the right charset, or the wrong charset altogether? The fewer losses win."""
    text = raw.decode(codec, "replace")
    if codec != "utf-8":
        other = _as_utf8(raw)
        return text if other is None else other
    high = sum(1 for byte in raw if byte > 127) if len(raw) < 65536 else len(raw) // 2
    return text if text.count("\ufffd") * 4 <= high else raw.decode("cp1252", "replace")
