"""Time grows with the text and no faster: `python -m tests.hostile.growth` (make growth).

Every pattern that the program compiles and every public function of transforms and schemas that
takes one text, found by a walk, is given texts of n, 2n and 4n characters: runs of what it looks
for. Two doublings that each take more than RATIO times as long, at a time that a reader would
notice, fail. Processor time, the least of several runs: the one place where a time decides.
"""

from __future__ import annotations

import gc
import signal
import sys
import time
from itertools import product
from multiprocessing import get_context

from tests.hostile.families import Case, of_pattern
from tests.hostile.walk import compiled, functions

RATIO = 2.6
SIZE = 1500  # characters of the first look
QUICK = 0.004  # seconds at 2 * SIZE below which nothing grows faster than its text
NOTICED = 0.02  # seconds at the last size
LIMIT = 1.0  # seconds for one call
BUDGET = 4.0  # seconds for one pattern or function whose texts are looked at closely
RUNS = 3
AGAIN = 4
CASES: list[Case] = []  # what the two processes that are forked share


class TooLongError(Exception):
    """A call took more than LIMIT."""


def timed(case: Case, text: str) -> float:
    """Seconds of processor time of one call; what it raises does not matter."""
    signal.setitimer(signal.ITIMER_PROF, LIMIT)
    began = time.process_time()
    try:
        case.call(text)
    except TooLongError:
        return LIMIT
    except Exception:  # noqa: BLE001  # texts that mean nothing
        pass
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return time.process_time() - began


def _over(*_: object) -> None:
    raise TooLongError


def grown(case: Case, head: str, word: str, tail: str) -> str:
    """What is wrong with how its time grows; empty if nothing is."""

    def least(size: int) -> float:
        # each text is another: answers are remembered
        counts = (size // len(word) + run for run in range(RUNS))
        return min(timed(case, head + word * count + tail) for count in counts)

    if timed(case, head + word * (2 * SIZE // len(word)) + tail) < QUICK:
        return ""
    size = SIZE
    times = [least(size), least(2 * size), least(4 * size)]
    while times[-1] < NOTICED and size < 16 * SIZE:
        size *= 2
        times = [*times[1:], least(4 * size)]
    ratio = min(times[1] / times[0], times[2] / times[1]) if all(times) else 0
    if times[-1] < NOTICED or (times[-1] < LIMIT and ratio <= RATIO):
        return ""
    said = ", ".join(f"{one:.3f}" for one in times)
    return f"{case.name}: {head!r} {word!r} {tail!r}: {said} s at {size} to {4 * size}"


def fault(case: Case) -> str:
    """The first family of texts that takes too long."""
    began = time.process_time()
    for family in product(case.heads, case.words, case.tails):
        # again and again: what else ran on the machine is no growth
        said = [grown(case, *family)]
        while said[-1] and len(said) < AGAIN:
            said.append(grown(case, *family))
        if said[-1]:
            return said[-1]
        if time.process_time() - began > BUDGET:
            break
    return ""


def cases() -> list[Case]:
    """Of every pattern and function."""
    patterns = compiled(lambda case: timed(case, "1年≥5%"))
    found = [case for pattern, where in patterns.items() for case in of_pattern(pattern, where)]
    taking = list(functions())
    print(f"{len(patterns)} patterns, {len(taking)} functions are timed", flush=True)
    return [*found, *taking]


def main() -> int:
    signal.signal(signal.SIGPROF, _over)
    gc.disable()
    CASES.extend(cases())
    wrong = 0
    with get_context("fork").Pool(2) as pool:
        for said in filter(None, pool.imap_unordered(_fault, range(len(CASES)), chunksize=4)):
            wrong += 1
            print(said, flush=True)
    print(f"{wrong} grow faster than their text")
    return bool(wrong)


def _fault(number: int) -> str:
    return fault(CASES[number])


if __name__ == "__main__":
    sys.exit(main())
