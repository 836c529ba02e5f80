"""For every rule of the catalogue documents that break it and documents that do not. Add a rule:
add its case to one of these modules.
"""

from __future__ import annotations

from tests.trust.cases import dataset, identity, indicators, reading, tables
from tests.trust.cases.case import Case

CASES: dict[str, Case] = {}
for module in (reading, identity, tables, indicators, dataset):
    CASES |= module.CASES
