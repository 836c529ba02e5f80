"""Rules about what a document is: year, department, region, sidecar."""

from __future__ import annotations

from tests.documents import document
from tests.trust.cases.case import ONE_CELL, Case, changed

META = "2024/a.txt.meta.yml"

CASES = {
    "year_missing": Case(
        {"a.txt": ONE_CELL}, {"a.txt": document(title="2024年项目支出绩效目标表")}
    ),
    "year_contradiction": Case(
        document(title="2023年项目支出绩效目标表"), document(title="2024年项目支出绩效目标表")
    ),
    "department_missing": Case(changed(ONE_CELL, ("部门名称：广州市海珠区某局\n", "")), ONE_CELL),
    "sidecar_invalid": Case(
        {"2024/a.txt": ONE_CELL, META: "year: soon"}, {"2024/a.txt": ONE_CELL, META: "year: 2024"}
    ),
    "sidecar_key_unknown": Case(
        {"2024/a.txt": ONE_CELL, META: "colour: red"},
        {"2024/a.txt": ONE_CELL, META: "region_code: '440105'"},
    ),
    "region_ambiguous": Case(document("鼓楼区某局"), document("南京市鼓楼区某局")),
    "region_unknown": Case(document("某某局"), document("广州市海珠区某局")),
}
