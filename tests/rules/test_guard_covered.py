"""Words that are covered up, in five languages: by figures, signs between letters, tags, entities, upside down."""

import time
from collections.abc import Callable

import pytest

from ombud.replies.guard import Draft, Facts, judge
from ombud.replies.guard.covered import uncovered, unwrapped

UP = str.maketrans("abcdefghijklmnopqrtuvwyz", "ɐqɔpǝɟƃɥᴉɾʞꞁɯuodbɹʇnʌʍʎz")
SMALL = str.maketrans("abcdefghijklmnoprstuvwyz", "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ")
COVERED: dict[str, Callable[[str], str]] = {
    "figures": lambda said: said.translate(str.maketrans("aeo", "430")),
    "one for l": lambda said: said.replace("l", "1"),
    "one for i": lambda said: said.replace("i", "1"),
    "signs": lambda said: said.translate(str.maketrans("as", "@$")),
    "small capitals": lambda said: said.translate(SMALL),
    "some letters turned": lambda said: said.translate(str.maketrans("aemh", "ɐǝɯɥ")),
    "upside down": lambda said: said.translate(UP)[::-1],
    "dots": lambda said: " ".join(map(".".join, said.split(" "))),
    "hyphens": lambda said: " ".join(map("-".join, said.split(" "))),
    "stars": lambda said: " ".join(map("*".join, said.split(" "))),
    "blanks": lambda said: "  ".join(map(" ".join, said.split(" "))),
    "a hyphen within": lambda said: " ".join(word[:2] + "-" * (len(word) > 3) + word[2:] for word in said.split(" ")),
    "a tag around the first": lambda said: " ".join(f"<i>{word[0]}</i>{word[1:]}" for word in said.split(" ")),
    "tags within": lambda said: " ".join(f"{word[0]}<b class='x'>{word[1:]}</b>" for word in said.split(" ")),
    "comments": lambda said: " ".join(f"{word[0]}<!-- x -->{word[1:]}" for word in said.split(" ")),
    "entities for letters": lambda said: "".join(f"&#{ord(sign)};" if sign.isalpha() else sign for sign in said),
    "entities between": lambda said: " ".join(map("&#8203;".join, said.split(" "))),
    "soft hyphens as entities": lambda said: " ".join(map("&shy;".join, said.split(" "))),
    "bold marks": lambda said: " ".join(f"{word[0]}**{word[1:]}**" for word in said.split(" ")),
    "lines for blanks": lambda said: said.replace(" ", "_"),
}  # fmt: skip
SAID = {
    "en": ("R11", "Please {}, Robin.", "calm down"),
    "de": ("R11", "Robin, {}, bitte.", "beruhigen Sie sich"),
    "es": ("R08", "Robin, {}, de verdad.", "no es para tanto"),
    "da": ("R11", "Kære Robin, {}, tak.", "slap nu af"),
    "id": ("R11", "Robin, {}, Ibu.", "mohon bersabar"),
}
GOOD = [
    ("en", "You can call and/or write 24/7, Robin: mia.holm@example.org, @ombudcare. :) It costs 7,50 € at 10:30."),
    ("en", "The parts are C4-1M, M4x12 and 3M-1l; A.B. Miller and J.R.R. Tolkien know the U.S. model, e.g. H2O."),
    ("en", "In HTML you write <b>bold</b>, <i>so</i> and &amp; for the sign; `<br>` breaks it, `&#8203;` is unseen."),
    ("en", "It is a step-by-step, well-known, state-of-the-art answer; **important** and _new_, not *old*."),
    ("de", "Die E-Mail-Adresse, der Ort, z. B. 3-D-Druck, i. d. R. um 10:30 Uhr, Nr. 4a, und/oder § 5 Abs. 1b, Robin."),
    ("es", "El n.º 4-B, p. ej. y/o a las 10:30, cuesta 7,50 €; EE. UU. y S.A. de C.V., Robin."),
    ("da", "Nr. 4-B, f.eks. og/eller kl. 10:30, koster 7,50 kr.; A/S og ApS, Robin."),
    ("id", "No. 4-B, dll. dan/atau pukul 10.30, harganya Rp 20.000; kata-kata dan baik-baik, Robin."),
]  # fmt: skip


def stops(text: str, language: str) -> list[tuple[str, str]]:
    verdict = judge(Draft(text, language), Facts(customer_name="Robin"))
    return [(one.rule, text[one.start : one.end]) for one in verdict.blocks]


@pytest.mark.parametrize("cover", COVERED.values(), ids=COVERED)
@pytest.mark.parametrize("language", SAID)
def test_covered_words_are_found_where_they_stand(language: str, cover: Callable[[str], str]) -> None:
    rule, frame, said = SAID[language]
    covered = cover(said)
    text = frame.format(covered)
    found = [words for one, words in stops(text, language) if one == rule]
    assert found, text
    assert any(words.strip(" ,.") in covered and 2 * len(words) > len(covered) for words in found), found


@pytest.mark.parametrize(("language", "text"), GOOD)
def test_what_only_looks_covered_leaves(language: str, text: str) -> None:
    assert stops(text, language) == []


def test_what_must_not_leave_does_not_behind_tags_and_entities() -> None:
    facts = Facts(
        customer_name="Robin",
        failed_handler_names=("Kim Sato",),
        emails=("r.berg@mail.example",),
        phones=("0171 4471209",),
    )
    for rule, text in (
        ("R18", "Hello &lt;name&gt;, we look into it."), ("R12", "Write to r.berg&#64;mail.example, Robin."),
        ("R12", "Robin, call 0171 <b>447</b>1209."), ("R14", "Robin, K<i></i>im S<!-- -->ato will call you."),
    ):  # fmt: skip
        verdict = judge(Draft(text, "en", public=rule == "R12"), facts)
        assert rule in {one.rule for one in verdict.blocks}, text


@pytest.mark.parametrize(
    "sign",
    ["&#99;", "<b>", "<!-- ", "c.", "c a l m ", "c4lm ", "1!l|", "*c", "ɐɔ ", "a-b", "🇨", "&lt;b&gt;", "??", "!?"],
)
def test_hostile_covers_are_read_in_bounded_time(sign: str) -> None:
    text = (sign * 20_000)[:20_000]
    began = time.process_time()
    for way in uncovered(unwrapped(text), text):
        assert len(way.text) == len(way.spots)
    judge(Draft(text, "en", machine=False), Facts(customer_name="Robin"))
    assert time.process_time() - began < 4  # seconds; a twentieth of that where nothing else runs
