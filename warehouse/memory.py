"""What is freed goes back to the system: a run over ten thousand documents should not look as large as its largest moments together."""

from __future__ import annotations

import ctypes

import pyarrow as pa

_KEPT = 128 << 10  # bytes that are free at the end of the heap and stay
_MAPPED = 4 << 20  # bytes: what is larger is mapped by itself, and unmapped when it is freed. From 128 kB on, that cost a third of the time
_GLIBC = {-1: _KEPT, -3: _MAPPED, -8: 1}  # malloc.h: M_TRIM_THRESHOLD, M_MMAP_THRESHOLD, M_ARENA_MAX (else each thread keeps what it freed)


def settle() -> None:
    """The C library keeps little of what was freed for later."""
    library = ctypes.CDLL(None)
    if hasattr(library, "mallopt"):  # another C library has none, and keeps its memory otherwise
        for option, value in _GLIBC.items():
            library.mallopt(option, value)


def give_back() -> None:
    """Return what was freed to the system now."""
    pa.default_memory_pool().release_unused()
