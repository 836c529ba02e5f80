"""The log of a run: a small file below the curated folder, and stderr for who asks for it.

It is for the one who mends a fault: what a reader raised, with its traceback. What the operator has
to do stands in the findings and in the summary.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from flows.processes.jobs import FAULTS

LOGS = "logs"
KEEP = 50  # logs of the last runs
_LONGEST = 20_000  # characters of one traceback
_FORMAT = "%(asctime)s %(levelname)s %(message)s"


class _File(logging.FileHandler):
    """A log file."""

    def handleError(self, _record: logging.LogRecord) -> None:  # noqa: N802  logging calls it so
        """Say nothing: on a full disk the run ends by its next write, which says why."""


@contextmanager
def run_log(curated: Path, *, debug: bool) -> Iterator[logging.Logger]:
    """A logger that writes to ``curated/logs/<start>.log``, and to stderr with ``debug``. The logs
    of the last KEEP runs stay. What ends the run is logged and goes on. Raises OSError if the file
    cannot be made.

    Prefect and runs over other folders do not see this logger.
    """
    # not getLogger: nobody else may find it
    log = logging.Logger("jixiao.run")  # noqa: LOG001
    for handler in _handlers(_new_file(curated / LOGS), debug=debug):
        handler.setFormatter(logging.Formatter(_FORMAT))
        log.addHandler(handler)
    try:
        yield log
    except BaseException:
        log.exception("the run ended without a build")
        raise
    finally:
        for handler in log.handlers:
            handler.close()


def _handlers(file: Path, *, debug: bool) -> Iterator[logging.Handler]:
    yield _File(file, encoding="utf-8", errors="backslashreplace")
    if debug:
        stderr = logging.StreamHandler(sys.stderr)
        stderr.setLevel(logging.ERROR)
        yield stderr


def _new_file(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    for old in sorted(folder.glob("*.log"))[: 1 - KEEP]:
        old.unlink()
    return folder / f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}Z.log"


def note_faults(log: logging.Logger, staged: list[Path]) -> None:
    """Log the faults that came with staged batches. Where one fault struck many documents, the
    traceback stands once.
    """
    from warehouse.build.staging import load

    first: dict[str, str] = {}
    for folder in staged:
        for row in load(folder, FAULTS).to_pylist():
            path, fault = row["path"], row["fault"]
            known = first.setdefault(fault, path)
            what = fault[-_LONGEST:] if known == path else f"as in {known}"
            log.error("the reader failed on %s\n%s", path, what)
