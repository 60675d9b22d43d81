"""What can be chosen about the encoder. The caller brings it; this folder reads no setting by itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path


class Engine(StrEnum):
    """Which engine: AUTO takes ctranslate2 where it is installed, agrees with numpy and is quicker."""

    AUTO = "auto"
    NUMPY = "numpy"
    CTRANSLATE2 = "ctranslate2"
    ENDPOINT = "endpoint"


@dataclass(frozen=True)
class Endpoint:
    """An OpenAI-compatible embeddings address, the operator's own choice; texts are sent there."""

    url: str  # whole, such as https://models.example.org/v1/embeddings
    model: str
    key: str = field(default="", repr=False)
    timeout: float = 30.0  # seconds for one request, from the first byte to the last
    batch: int = 64  # texts in one request
    ca_file: Path | None = None  # an authority of one's own, in PEM
    prefix: str = ""  # put before each text, as some models want


@dataclass(frozen=True)
class Options:
    """What `encoder` is asked for. Options that are equal share one encoder in a process."""

    engine: Engine = Engine.AUTO
    cache: Path | None = None  # where the ctranslate2 model is kept; None: ombud in XDG_CACHE_HOME or ~/.cache
    longest: int = 128  # pieces of a text that are read, of a longer one its head and tail; 16 to 512
    layers: int = 12  # of the transformer that a text goes through; what is said how lies in the middle ones
    tuning: Path | None = None  # changes learnt for one task (`tuning`), a file with its checksum beside it
    remembered: int = 4096  # vectors kept by the hash of their text (1.5 kB each); 0: none
    endpoint: Endpoint | None = None

    def __post_init__(self) -> None:
        if not 16 <= self.longest <= 512:
            raise ValueError("longest must be from 16 to 512")
        if not 1 <= self.layers <= 12:
            raise ValueError("layers must be from 1 to 12")
        if (self.engine is Engine.ENDPOINT) != (self.endpoint is not None):
            raise ValueError("the engine `endpoint` and an endpoint belong together")
