"""``python -m tests.hostile.deliveries [COUNT] [SEED] [FOLDER]``: FOLDER keeps what went wrong."""

import sys
import tempfile
from pathlib import Path

from tests.hostile.deliveries.run import main

SIZE = 1000  # hostile files of one delivery

given = [*sys.argv[1:], *("2000", "1")[len(sys.argv) - 1 :]]
if len(given) > 2:
    sys.exit(main(int(given[0]), int(given[1]), SIZE, Path(given[2])))
with tempfile.TemporaryDirectory() as place:
    sys.exit(main(int(given[0]), int(given[1]), SIZE, Path(place)))
