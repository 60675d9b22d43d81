"""The nearest rows of a matrix of unit vectors."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import numpy.typing as npt

from ombud.embeddings.one_thread import one_thread
from ombud.embeddings.weights import Floats

_ROWS: Final = 65_536  # at once: a quarter of a megabyte of scores for each query


def nearest(query: Floats, matrix: npt.NDArray[np.floating[Any]], k: int) -> tuple[npt.NDArray[np.int64], Floats]:
    """The `k` rows of `matrix` (n, width) nearest to `query` (width) or to each of the queries (m, width).

    Gives the row numbers and their inner products, best first; equal ones in the order of their rows. Fewer than `k`
    where the matrix has fewer rows. The matrix may be memory-mapped, or of half precision: it is read in parts.
    """
    one_thread()
    queries = np.atleast_2d(np.asarray(query, np.float32))
    k = max(0, min(k, len(matrix)))
    rows = np.empty((len(queries), 0), np.int64)
    scores = np.empty((len(queries), 0), np.float32)
    for start in range(0, len(matrix), _ROWS) if k else ():
        part = queries @ np.asarray(matrix[start : start + _ROWS], np.float32).T
        fresh = np.broadcast_to(np.arange(start, start + part.shape[1]), part.shape)
        rows, scores = np.concatenate([rows, fresh], axis=1), np.concatenate([scores, part], axis=1)
        if rows.shape[1] > k:
            kept = np.sort(np.argpartition(-scores, k - 1, axis=1)[:, :k], axis=1)
            rows, scores = np.take_along_axis(rows, kept, 1), np.take_along_axis(scores, kept, 1)
    order = np.argsort(-scores, axis=1, kind="stable")
    rows, scores = np.take_along_axis(rows, order, 1), np.take_along_axis(scores, order, 1)
    return (rows[0], scores[0]) if np.ndim(query) == 1 else (rows, scores)
