"""The public sets that the shipped models may be learnt from: who made each, under which licence, what it is for.

Nothing that is not named here is learnt from, so that the model card can thank everybody.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

SUFFIX: Final = ".jsonl.gz"


@dataclass(frozen=True, slots=True)
class Source:
    """A set: `name` is its file's, `whence` its repository, commit and place there. `labels` are what readings take."""

    name: str
    what: str
    whence: str
    licence: str
    labels: str = ""


class Unfit(Exception):
    """Sets that nothing can be learnt from; the message names each and says why."""


SOURCES: Final = (
    Source("absa_id", "Indonesian reviews", "IndoNLP/indonlu@ce728f6:dataset/casa_absa-prosa+hoasa_absa-airy",
           "Apache-2.0"),
    Source("banking77", "questions to a bank, English", "PolyAI-LDN/task-specific-datasets@57ec275:banking_data",
           "CC BY 4.0"),
    Source("bitext_cs_en", "requests of customers, English",
           "bitext/customer-support-intent-detection-training-dataset@e970229:data", "CDLA-Sharing-1.0"),
    Source("clinc150", "requests of 150 kinds and none, English", "clinc/oos-eval@828f809:data/data_full.json",
           "CC BY 3.0"),
    Source("davidson_en", "tweets: hate, offence, neither, English",
           "t-davidson/hate-speech-and-offensive-language@cb50f7e", "MIT", "abuse"),
    Source("dkhate_da", "posts: offensive or not, Danish",
           "AndersGiovanni/worker_vs_gpt@7af9ede:data/hate-speech/oe20da_data", "CC BY 4.0", "abuse"),
    Source("emot_id", "tweets with feelings, Indonesian", "IndoNLP/indonlu@ce728f6:dataset/emot_emotion-twitter",
           "Apache-2.0"),
    Source("germeval2018_offense_de", "tweets: offensive or not, German", "uds-lsv/GermEval-2018-Data@9877472",
           "CC BY 4.0", "abuse"),
    Source("lcc_da", "sentences with sentiment, Danish", "fnielsen/lcc-sentiment@7d32377", "CC BY", "sentiment"),
    Source("presidio_synth_en", "made-up texts with personal data, English",
           "microsoft/presidio-research@7622dec:data/synth_dataset_v2.json", "MIT"),
    Source("sms_spam_en", "short messages: spam or not, English (UCI SMS Spam Collection)",
           "justmarkham/pycon-2016-tutorial@5339710:data/sms.tsv", "CC BY 4.0", "spam"),
    Source("smsa_id", "posts with sentiment, Indonesian", "IndoNLP/indonlu@ce728f6:dataset/smsa_doc-sentiment-prosa",
           "Apache-2.0", "sentiment"),
    Source("umsab_sentiment", "tweets with sentiment, English, German, Spanish, French, Italian, Portuguese",
           "cardiffnlp/xlm-t@874214d:data/sentiment", "Apache-2.0", "sentiment, abuse (as what is none)"),
    Source("xsid07", "the same 300 commands in seven languages", "mainlp/xsid@761d926:data/xSID-0.7",
           "CC BY-SA 4.0"),
)  # fmt: skip
# Beside the others, but not for these models.
_ELSEWHERE: Final = frozenset({"mail_fixtures"})


def check(folder: Path, sources: Iterable[Source]) -> None:
    """Raises `Unfit` where a set is not in `folder`, cannot be unpacked or has a line that is not as it should be."""
    faults = [
        f"{one.name}{SUFFIX} {fault}" for one in sources if (fault := _fault(folder / f"{one.name}{SUFFIX}", one))
    ]
    if faults:
        raise Unfit("\n".join(faults))


def strangers(folder: Path) -> list[str]:
    """The names of sets in `folder` that nothing is learnt from, since nobody here knows whose they are."""
    known = {one.name for one in SOURCES} | _ELSEWHERE
    return sorted({path.name.removesuffix(SUFFIX) for path in folder.glob(f"*{SUFFIX}")} - known)


def not_for_languages(folder: Path) -> list[str]:
    """The names of the sets in `folder` that languages are not learnt from."""
    return [*strangers(folder), *sorted(_ELSEWHERE)]


def _fault(path: Path, source: Source) -> str:
    if not path.is_file():
        return "is missing"
    number = 0
    try:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if fault := _fault_in(json.loads(line), source):
                    return f"is damaged: line {number} {fault}"
    except (EOFError, zlib.error, gzip.BadGzipFile):
        return f"is damaged: it cannot be unpacked after line {number}"
    except (ValueError, RecursionError):
        return f"is damaged: line {number} is not JSON in UTF-8"
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    return "" if number else "is empty"


def _fault_in(row: Any, source: Source) -> str:
    if not isinstance(row, dict):
        return "is not an object"
    wanted = ("text", "lang", "label") if source.labels else ("text", "lang")
    return next((f'has no "{name}"' for name in wanted if not isinstance(row.get(name), str)), "")
