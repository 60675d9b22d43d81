"""Models take seconds to write or to load: the tests of a run share one of each."""

import pytest

from ombud.embeddings import Engine, Options
from ombud.triage.learnt import LAYERS
from ombud.triage.reader import Reader


@pytest.fixture(scope="session")
def kept_cache(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A folder with the model in it."""
    from pathlib import Path

    from ombud.embeddings.kept_model import kept
    from ombud.embeddings.weights import Weights

    cache = tmp_path_factory.mktemp("cache")
    kept(Weights(), Path(cache))
    return str(cache)


@pytest.fixture(scope="session")
def reader() -> Reader:
    """Reads with what is shipped, by the engine that every machine has."""
    return Reader(options=Options(engine=Engine.NUMPY, layers=LAYERS))
