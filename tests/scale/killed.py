"""An ingest that is killed at the N-th object it writes: ``python -m tests.scale.killed N
s3://bucket``.
"""

from __future__ import annotations

import os
import signal
import sys
from threading import Lock
from typing import Any

import warehouse.build.remote
from flows.options import Options
from flows.pipeline import run
from flows.runners import Direct
from warehouse.files.storage import store

LEFT, TURN = [int(sys.argv[1]) if __name__ == "__main__" else 0], Lock()


class Doomed:
    """The store; every put and copy counts."""

    def __init__(self, real: Any) -> None:
        self.real = real

    def __getattr__(self, name: str) -> Any:
        if name in ("put", "copy"):
            with TURN:
                LEFT[0] -= 1
                if not LEFT[0]:
                    os.kill(os.getpid(), signal.SIGKILL)
        return getattr(self.real, name)


if __name__ == "__main__":
    # a store as far as this run uses one
    warehouse.build.remote.store = lambda url: Doomed(store(url))  # type: ignore[assignment]
    run(Options(f"{sys.argv[2]}/raw", f"{sys.argv[2]}/curated", workers=1), Direct())
