"""The quick look: a text as the mean of the rows of its pieces, whatever else is in the batch or was kept before."""

from __future__ import annotations

import numpy as np
import pytest

from ombud.embeddings.bag import Bag
from ombud.embeddings.pieces import Pieces
from ombud.embeddings.weights import Weights


@pytest.fixture(scope="module")
def parts() -> tuple[Weights, Pieces]:
    weights = Weights()
    return weights, Pieces(weights.vocabulary())


def test_a_row_is_the_mean_of_the_rows_of_its_pieces(parts: tuple[Weights, Pieces]) -> None:
    weights, pieces = parts
    bag = Bag(weights, pieces)
    texts = ["my parcel is late", "", "  ", "Wo ist mein Paket? Wo?", "hej hej hej", "word " * 500]
    first, again = bag.encode(texts), bag.encode(texts)
    assert np.array_equal(first, again), "what is kept changes nothing"
    for text, row in zip(texts, first, strict=True):
        cut = pieces.cut(text)[:128] if text.strip() else []
        wanted = weights.word_rows(np.array(cut)).mean(axis=0) if cut else np.zeros(384, np.float32)
        assert np.allclose(row, wanted, atol=1e-5), text[:20]


def test_a_text_alone_is_what_it_is_among_others(parts: tuple[Weights, Pieces]) -> None:
    bag = Bag(*parts)
    texts = ["gracias por todo", "tak for hjælpen", "barang belum sampai"]
    alone = np.vstack([Bag(*parts).encode([text]) for text in texts])
    assert np.allclose(bag.encode(texts), alone, atol=1e-6)
    assert bag.encode([]).shape == (0, 384)
