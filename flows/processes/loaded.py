"""What the fork server loads: the code of the workers, and what each of them would load with its
first document. Who forks from it has both.
"""

from __future__ import annotations

from contextlib import suppress

# the server forks what imports it
import flows.processes.worker  # noqa: F401
from transforms.layouts import layouts
from transforms.reading import formats

# what is wrong with a definition is told where it is used
with suppress(Exception):
    formats()
    layouts()
