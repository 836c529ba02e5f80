"""Which commands run on which system."""

from __future__ import annotations

import os
import sys

from schemas.messages import say
from warehouse.files.disk import WarehouseError


def needs_linux() -> None:
    """For what makes builds: it forks, takes locks of the kernel and switches a link. Raises
    WarehouseError elsewhere; asking works everywhere.
    """
    if sys.platform != "linux" or not hasattr(os, "fork"):
        raise WarehouseError(say("error.needs_linux"))
