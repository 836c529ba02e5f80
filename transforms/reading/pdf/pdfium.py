"""PDFium's C functions, called for whole arrays at a time.

``map`` over a ctypes function with plain addresses runs its loop in C; the declared pypdfium2
functions build a Python object an argument. The interpreter's lock is kept (PYFUNCTYPE): to let go
of it costs a sixth of a short call, and PDFium may not be called by two threads anyway. Addresses
point into numpy arrays that live as long as the call.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any

import numpy as np
import pypdfium2.raw as c
from numpy.typing import NDArray

_TYPES: dict[str, Any] = {
    "p": ctypes.c_void_p,
    "i": ctypes.c_int,
    "u": ctypes.c_uint,
    "f": ctypes.c_float,
    "n": ctypes.c_size_t,
    "v": None,
}

_KEPT = 1 << 16
_INTS: list[ctypes.c_int] = []


@cache
def function(name: str, result: str, arguments: str) -> Callable[..., Any]:
    """A C function by name; types by letter: p pointer or handle, i int, u unsigned, f float, n
    size_t, v nothing.
    """
    address = ctypes.cast(getattr(c, name), ctypes.c_void_p).value
    if address is None:
        raise AttributeError(name)
    prototype = ctypes.PYFUNCTYPE(_TYPES[result], *(_TYPES[letter] for letter in arguments))
    made: Callable[..., Any] = prototype(address)
    return made


def ints(numbers: Sequence[int]) -> Sequence[Any]:
    """Ascending numbers as C integers, which are kept: to convert a Python int anew takes a quarter
    of a short call.
    """
    if not numbers or numbers[-1] >= _KEPT:
        return numbers
    _INTS.extend(map(ctypes.c_int, range(len(_INTS), numbers[-1] + 1)))
    return (
        _INTS[numbers.start : numbers.stop : numbers.step]
        if isinstance(numbers, range)
        else [_INTS[number] for number in numbers]
    )


def each(call: Callable[..., Any], *columns: Iterable[Any]) -> list[Any]:
    """The results of ``call`` for each row of arguments."""
    return list(map(call, *columns))


def fill(
    call: Callable[..., Any],
    first: Iterable[Any],
    count: int,
    dtype: type,
    width: int,
    *,
    apart: bool,
    index: Iterable[Any] | None = None,
) -> NDArray[Any]:
    """Rows that ``call`` writes: shape (count, width), zeros where it writes nothing.

    ``apart``: each number has a pointer of its own; else one pointer to the whole row. ``index``: a
    second argument before them.
    """
    out: NDArray[Any] = np.zeros((count, width), dtype)
    base, item = out.ctypes.data, out.itemsize
    step = width * item
    starts = [base + k * item for k in range(width)] if apart else [base]
    columns = [range(start, start + count * step, step) for start in starts]
    before = [first] if index is None else [first, index]
    deque(map(call, *before, *columns), maxlen=0)
    return out
