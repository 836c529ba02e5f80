"""Limits that keep one hostile file from harming its neighbours. Far above anything a department
publishes.
"""

from __future__ import annotations

MAX_BYTES = 500_000_000  # of one file, packed or not
MAX_PAGES = 10_000  # of one PDF or OFD
MAX_RATIO = 200  # unpacked : packed, of a zip member; Word's and Excel's own XML stays below 50
MAX_MEMBERS = 20_000  # of one archive
MAX_UNPACKED = 2_000_000_000  # of one archive in all
MAX_ARCHIVE_DEPTH = 3
MAX_DEPTH = 4000  # elements in elements of a page
MAX_STYLES = 500  # unclosed <font>, <b> and the like of a page at once
MAX_REPEATED = 20_000  # filled cells of a sheet that the file does not hold but says to repeat
MAX_RECOGNISED = 40  # pages of one document that are recognised: about 5 seconds of one core each
MAX_PIXELS = 100_000_000  # of one picture; A3 at 600 dpi has 70 million
SECONDS_RECOGNISED = 120  # of processor time that a page may add to its document's
SECONDS_UNPACKING = 60  # of an outside program
