"""Large matrices are sampled in an ordinary run and tried whole in a thorough one."""

import os
import random
from collections.abc import Iterable


def thorough() -> bool:
    """Whether this run tries everything (`make test-all`)."""
    return os.environ.get("OMBUD_THOROUGH") == "1"


def sample[T](matrix: Iterable[T], at_most: int) -> list[T]:
    """Up to `at_most` of the cases in their own order, drawn by the run's printed seed; all of them in a thorough run.

    The same seed draws the same cases in every test process, so it may be used in `pytest.mark.parametrize`.
    """
    cases = list(matrix)
    if thorough() or len(cases) <= at_most:
        return cases
    drawn = random.Random(f"{os.environ['OMBUD_SEED']}:{len(cases)}").sample(range(len(cases)), at_most)
    return [cases[i] for i in sorted(drawn)]
