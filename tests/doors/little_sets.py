"""A folder of sets and one of exemplars as `ombud train` takes them, small enough to be learnt from in a second."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from ombud.triage.learning.sources import SOURCES

RUDE = ("you are all idiots", "shut up, you fool", "what a stupid bunch of liars you are")
KIND = ("lovely weather in the harbour", "the library opens at nine", "my sister bakes bread on Sundays")
LABELS = {
    "davidson_en": ("en", ("hate", "offensive", "neither")),
    "germeval2018_offense_de": ("de", ("OFFENSE", "OTHER")),
    "dkhate_da": ("da", ("OFF", "NOT")),
    "sms_spam_en": ("en", ("spam", "ham")),
    "umsab_sentiment": ("en", ("positive", "neutral", "negative")),
    "smsa_id": ("id", ("positive", "neutral", "negative")),
    "lcc_da": ("da", ("positive", "neutral", "negative")),
}

TRAIN = """# Kettles and other small things, as their owners write of them.
= complaint product_or_service 3 a1 b0 neg
The kettle broke on the second day.
My lamp flickers and your shop does not answer.
= complaint refund 3 a2 b0 neg
I want my money back for the torn coat.
= complaint safety 1 a1 b0 neg
The charger began to smoke beside my child's bed.
= complaint staff 2 a3 b1 neg
Your driver shouted at my mother, damn it.
= praise praise 3 a0 b0 pos +product_or_service
{praise|Lovely colours.} {complaint|The box was torn, though.}
= praise praise 4 a0 b0 pos
Thank you, the lamp is beautiful.
= question question 4 a0 b0 neu
When do you open on Saturday?
= suggestion suggestion 4 a0 b0 neu
Please offer the lamp in green as well.
= press press 1 a0 b0 neu
I write for the Harbour Courier and need a statement by tonight.
= spam none 4 a0 b0 neu spam
Earn 500 a day from home, click here.
= abuse none 2 a2 b2 neg
You are worthless people, all of you.
= abuse none 1 a3 b3 neg threat
I know where your office is and I will come with a knife.
"""
TEST = """= complaint product_or_service 3 a1 b0 neg
The toaster burns every slice.
= question question 4 a0 b0 neu
Do you ship to Bornholm?
= praise praise 4 a0 b0 pos
What a kind answer, thank you.
"""


def sets(folder: Path, each: int = 30) -> Path:
    """Every set that is named, with `each` rows."""
    folder.mkdir(parents=True, exist_ok=True)
    for source in SOURCES:
        language, labels = LABELS.get(source.name, ("en", ("",)))
        texts = [f"{(RUDE if n % 2 else KIND)[n % 3]} {n}" for n in range(each)]
        write(folder, source.name, [
            {"text": text, "lang": language, "label": labels[n % len(labels)]} for n, text in enumerate(texts)
        ])  # fmt: skip
    return folder


def write(folder: Path, name: str, rows: list[dict[str, str]]) -> None:
    """One set."""
    raw = "".join(json.dumps(row) + "\n" for row in rows).encode()
    (folder / f"{name}.jsonl.gz").write_bytes(gzip.compress(raw, mtime=0))


def exemplars(folder: Path) -> Path:
    """Both parts, in English."""
    for part, written in (("train", TRAIN), ("test", TEST)):
        place = folder / part / "en"
        place.mkdir(parents=True)
        (place / "kettles.txt").write_text(written, encoding="utf-8")
    return folder
