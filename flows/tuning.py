"""What is set for a whole process, and why: nothing else in this project is.

Each was measured on whole runs of ``jixiao ingest --direct`` in alternating order, with and without
it: the sample (3.6 s of processor time) and 210 files (8.4 s, on a busy machine). What did not pay
is gone. The draft of a catalogue that is kept on disk (``warehouse/catalogue/template.py``) saves
1.0 s of both.
"""

from __future__ import annotations

import ctypes
import os
import sys
from importlib.abc import MetaPathFinder
from threading import get_ident

ENVIRONMENT = {
    # Arrow's own pool keeps several times what is in use: the largest process had 194 MB for 168
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    # nothing here multiplies matrices, and NumPy's threads wait in every process: 0.3 to 1.0 s
    "OPENBLAS_NUM_THREADS": "1",
    # Prefect reads these once, when it is imported: quiet, offline, and our lines in its log
    "DO_NOT_TRACK": "1",
    "PREFECT_LOGGING_EXTRA_LOGGERS": "jixiao",
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    # it needs 11 to 25 s on two cores; its own default is 20
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
}
# malloc.h: M_TRIM_THRESHOLD, M_MMAP_THRESHOLD, M_ARENA_MAX (else each thread keeps what it freed).
# 128 kB of free memory stay at the end of the heap. What is larger than 4 MB is mapped by itself:
# from 128 kB on, that cost a third of the time
_GLIBC = {-1: 128 << 10, -3: 4 << 20, -8: 1}


def set_environment() -> None:
    """Before Prefect, Arrow or NumPy is imported. What the user has set stays."""
    for name, value in ENVIRONMENT.items():
        os.environ.setdefault(name, value)


def give_memory_back() -> None:
    """The C library keeps little of what was freed: a run over ten thousand documents should not
    look as large as its largest moments together. On 210 files no difference is seen.
    """
    library = ctypes.CDLL(None)
    if hasattr(library, "mallopt"):  # another C library has none, and keeps its memory otherwise
        for option, value in _GLIBC.items():
            library.mallopt(option, value)


class _Hidden(MetaPathFinder):
    """pandas is not found by the thread that made it."""

    def __init__(self) -> None:
        self.thread = get_ident()

    def find_spec(self, fullname: str, _path: object, _target: object = None) -> None:
        """Of no module; raises ModuleNotFoundError for pandas."""
        if fullname == "pandas" and get_ident() == self.thread:
            raise ModuleNotFoundError(fullname, name=fullname)


def arrow_without_pandas() -> None:
    """Have PyArrow look for pandas now, in vain.

    It does so once, at its first array, and loads it for what is not used here: 1.2 s of processor
    time of the sample in the main process, 1.3 s in the workers, and 34 MB. Afterwards
    ``import pandas`` works as ever, and so does ``to_pandas``.
    """
    import pyarrow as pa

    hidden = _Hidden()
    sys.meta_path.insert(0, hidden)
    try:
        pa.array([""])
    finally:
        sys.meta_path.remove(hidden)
