"""Names of departments and units, by how they end."""

from __future__ import annotations

import re

_OWNER = re.compile(
    "(?:[局委厅院校园站所队办处科镇乡村]|中心|街道|公司|集团|协会|联合会|委员会|办公室|政府|大学|小学|中学)(?:[(（]?本级[)）]?)?$"
)


def names_owner(text: str) -> bool:
    """Whether a text ends like the name of a department or a unit.

    >>> names_owner('某县卫生健康局'), names_owner('家庭医生签约服务补助')
    (True, False)
    """
    return bool(_OWNER.search(text))
