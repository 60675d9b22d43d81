"""Embeddings: texts as vectors in which what means the same lies near, in a hundred languages.

We promise that a text gets the same vector (to the last digits) whatever stands beside it in the batch; that any text
at all is encoded in bounded time and memory; and that the name of an encoder changes when its vectors do. The model is
multilingual-e5-small, its weights lie on the disk, nothing is fetched; another model only if the operator names an
address. Every text is read as a "query: ". Ground: no Django, no database, nothing loaded before it is used.
"""

from ombud.embeddings.checked import NotAsChecked, checked
from ombud.embeddings.encoder import PREFIX, WIDTH, Encoder
from ombud.embeddings.endpoint import EndpointFailed
from ombud.embeddings.loaded import EngineMissing, bag, encoder, pieces
from ombud.embeddings.near import nearest
from ombud.embeddings.one_thread import one_thread
from ombud.embeddings.options import Endpoint, Engine, Options
from ombud.embeddings.tuning import TuningDamaged, tuning
from ombud.embeddings.weights import WeightsMissing

__all__ = [
    "PREFIX",
    "WIDTH",
    "Encoder",
    "Endpoint",
    "EndpointFailed",
    "Engine",
    "EngineMissing",
    "NotAsChecked",
    "Options",
    "TuningDamaged",
    "WeightsMissing",
    "bag",
    "checked",
    "encoder",
    "nearest",
    "one_thread",
    "pieces",
    "tuning",
]
