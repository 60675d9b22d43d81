"""What the person wrote now, out of a mail that carries the whole conversation: quotes and signature off, answers kept.

One pass over the lines. When in doubt a line stays: words too many are a nuisance, a lost complaint breaks the promise
that every message is answered (D03). The whole mail is always one click away.
"""

from __future__ import annotations

from ombud.channels.mail import quoting

_MARKS = " \t\xa0*_-"
_NOTHING = " _-*>\xa0"
_JOINED = 4
"""Lines an attribution may be wrapped over."""
_BLOCK = 6
_LONG = 400
_SIGNATURE_LINES = 12


def strip(text: str) -> str:
    """The new words in `text`. Empty only where there are none beside what is quoted."""
    lines = text.split("\n")
    kept, cut, marked = _walk(lines)
    new = _without_signature(kept)
    if new:
        return new
    if cut is not None:
        # Nothing above the quotation: a mail passed on without a word, or an answer below it.
        below = _without_signature(lines[cut:])
        return below or "\n".join(lines).strip()
    if marked:
        return ""
    # Every line is marked as a quote but nobody is quoted: some programs indent whole letters that way.
    return "\n".join(line.lstrip("> ").rstrip() for line in lines).strip()


def _walk(lines: list[str]) -> tuple[list[str], int | None, bool]:
    """Lines that are not quoted; where the rest was cut off if no word stood above; whether somebody is quoted by
    name."""
    kept: list[str] = []
    marked = False
    total = len(lines)
    for index, line in enumerate(lines):
        bare = line.lstrip()
        if not bare:
            kept.append("")
            continue
        if bare[:1] == ">" and not bare.startswith(">From "):
            continue
        if len(line) > _LONG:
            kept.append(line.rstrip())
            continue
        tail = line.rstrip()
        if tail[-1:] in ":：*_" and (begin := _attribution(lines, index, kept)):
            quoted = _next(lines, index + 1).startswith(">")
            joined = " ".join([*kept[len(kept) - begin + 1 :], tail]) if begin > 1 else tail
            if quoted or quoting.STRONG.search(joined):
                if begin > 1:
                    del kept[len(kept) - begin + 1 :]
                marked = True
                if quoted or index + 1 >= total or not _next(lines, index + 1):
                    continue
                return kept, (None if _any(kept) else index + 1), True
        if _cuts(lines, index, bare):
            if _any(kept):
                while kept and not kept[-1].strip(" _-*"):
                    kept.pop()
                return kept, None, True
            return kept, index, True
        kept.append(line if line == "-- " else tail)
    return kept, None, marked


def _attribution(lines: list[str], index: int, kept: list[str]) -> int:
    """How many lines, up to and with this one, say who wrote what follows; 0 if they do not."""
    joined, named = "", 0
    for count in range(1, min(_JOINED, len(kept) + 1) + 1):
        line = lines[index - count + 1].strip()
        joined = f"{line} {joined}" if joined else line
        if not line or line[0] == ">" or len(joined) > _LONG:
            break
        bare = joined.strip(_MARKS)
        if not quoting.SAID.search(bare):
            continue
        if quoting.OPENED.fullmatch(bare):
            return count
        if not named and quoting.NAMED.fullmatch(bare):
            # An address that begins a line has its name and date on the line above.
            named = count + (line[0] == "<" and count <= len(kept) and bool(kept[-count].strip()))
    return named


def _cuts(lines: list[str], index: int, bare: str) -> bool:
    """Whether everything from here on is an older mail."""
    first = bare[0]
    if first in "-_=*" or first.isupper():
        if quoting.SEPARATOR.fullmatch(bare.strip(_MARKS + "=>:.")):
            return True
        if quoting.FIRST_FIELD.match(bare):
            block = [line for line in lines[index + 1 : index + 2 + _BLOCK] if line.strip()][:_BLOCK]
            return sum(1 for line in block if quoting.NEXT_FIELD.match(line)) >= 2
    return False


def _next(lines: list[str], start: int) -> str:
    for line in lines[start : start + 6]:
        bare = line.lstrip()
        if bare:
            return bare
    return ""


def _any(lines: list[str]) -> bool:
    return any(line.strip(_NOTHING) for line in lines)


def _without_signature(lines: list[str]) -> str:
    """The letter without what its writer's program puts below every letter."""
    lines = lines[: _signature(lines)]
    while lines:
        last = lines[-1].strip()
        if last and not (len(last) < 90 and quoting.APP_SIGNATURE.fullmatch(last.strip(_MARKS)) and _any(lines[:-1])):
            break
        lines.pop()
    while lines and not lines[0].strip():
        lines.pop(0)
    out: list[str] = []
    for line in lines:
        if line or (out and out[-1]):
            out.append(line)
    return "\n".join(out).rstrip()


def _signature(lines: list[str]) -> int:
    """Where the signature begins: at `-- ` (RFC 3676), or at a loose mark with only a few lines below it."""
    below = sum(1 for line in lines if line)
    above = False
    for index, line in enumerate(lines):
        below -= bool(line)
        few = line == "-- " or below <= _SIGNATURE_LINES
        if above and few and line[:1] in ("-", "—", "_") and quoting.SIGNATURE.fullmatch(line):
            return index
        above = above or bool(line.strip(_NOTHING))
    return len(lines)
