"""A model that ctranslate2 can read takes seconds to write: the tests of a run share one."""

import pytest


@pytest.fixture(scope="session")
def kept_cache(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A folder with the model in it."""
    from pathlib import Path

    from ombud.embeddings.kept_model import kept
    from ombud.embeddings.weights import Weights

    cache = tmp_path_factory.mktemp("cache")
    kept(Weights(), Path(cache))
    return str(cache)
