"""What was freed goes back to the system (``flows/tuning.py`` has the C library do the same)."""

from __future__ import annotations

import pyarrow as pa


def give_back() -> None:
    """Return what Arrow freed to the system now."""
    pa.default_memory_pool().release_unused()
