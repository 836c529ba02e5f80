"""What the tests share."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from flows.processes import checks, forks
from flows.processes.pool import Pool

ROOT = Path(__file__).parents[1]


def pytest_configure() -> None:
    """What is loaded and collected stays until the end: the collector of garbage need not look
    through it again and again, neither while it grows nor in each test.
    """
    gc.disable()


def pytest_collection_finish() -> None:
    """From here on it has work to do."""
    gc.freeze()
    gc.enable()


def slow(cases: Iterable[object]) -> list[Any]:
    """More cases of a rule that has a quick one: `make test-slow` runs them, and `make test` does
    not.
    """
    return [pytest.param(one, marks=pytest.mark.slow) for one in cases]


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The real documents, values and layouts of ``tests/material``; its README tells of each."""
    return ROOT / "tests" / "material"


@pytest.fixture(scope="session", autouse=True)
def one_checking_process() -> Iterator[None]:
    """The process that checks rows loads pandas and Pandera for half a second, each time as if it
    were the first. It keeps nothing: the runs of these tests that are called from one folder share
    one, as the batches of one run do.
    """
    real, kept = forks.forked, dict[Path, Pool]()

    with ExitStack() as last, pytest.MonkeyPatch.context() as patched:

        @contextmanager
        def shared(count: int, prepare: Callable[..., None]) -> Iterator[Pool]:
            here = Path.cwd()
            if here not in kept:
                last.close()
                kept.clear()
                kept[here] = last.enter_context(real(count, prepare))
            yield kept[here]

        patched.setattr(checks, "forked", shared)
        yield
