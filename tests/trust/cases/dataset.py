"""Rules over the whole dataset: each breaks only when several documents meet."""

from __future__ import annotations

from tests.documents import Project, document
from tests.trust.cases.case import Case, changed
from tests.trust.cases.reading import packed

A, B = document("广州市海珠区某局", [Project("甲")]), document("广州市海珠区别局", [Project("甲")])
AND_MORE = document("广州市海珠区某局", [Project("甲"), Project("乙")])
THREE, THREE_OTHERWISE = (
    document("广州市海珠区某局", [Project("甲"), Project("乙"), Project("丙", total)])
    for total in ("30.00", "31.00")
)

SILENT = changed(A, ("部门名称：广州市海珠区某局\n", ""), ("广州市海珠区某局\t10.00", "\t10.00"))
RESULT = document("广州市海珠区某局", [Project("甲")], title="项目支出绩效自评表")
# no other case has a project of this name
ALONE = document("广州市海珠区某局", [Project("独此一家")])
RESULT_ALONE = document("广州市海珠区某局", [Project("独此一家")], title="项目支出绩效自评表")
SILENT_RESULT = changed(
    RESULT_ALONE, ("部门名称：广州市海珠区某局\n", ""), ("广州市海珠区某局\t10.00", "\t10.00")
)
OF_A_CENTRE = changed(RESULT, ("广州市海珠区某局\t10.00", "广州市海珠区某中心\t10.00"))
SMALL = [Project(name) for name in "甲乙丙丁"]

CASES = {
    "same_bytes": Case({"2024/a.txt": A, "2024/b.txt": A}, {"2024/a.txt": A, "2024/b.txt": B}),
    "same_project": Case(
        {"2024/a.txt": A, "2024/b.txt": AND_MORE}, {"2023/a.txt": A, "2024/b.txt": AND_MORE}
    ),
    "same_project_differs": Case(
        {
            "2024/a.txt": A,
            "2024/b.txt": document("广州市海珠区某局", [Project("甲", "11.00"), Project("乙")]),
        },
        {"2024/a.txt": A, "2024/b.txt": AND_MORE},
    ),
    "same_bytes_other_year": Case(
        {
            f"{year}/a.zip": packed({"a.txt": A.encode(), f"{year}.txt": b""})
            for year in (2023, 2024)
        },
        {"2023/a.txt": A, "2024/a.txt": A},
    ),
    "department_by_folder": Case(
        {"2024/海珠区水务局/a.txt": SILENT}, {"2024/海珠区水务局预算/a.txt": SILENT}
    ),
    "same_project_other_unit": Case(
        {"2024/a.txt": A, "2024/b.txt": OF_A_CENTRE}, {"2024/a.txt": A, "2024/b.txt": RESULT}
    ),
    "same_project_presumed": Case(
        {"2024/a.txt": ALONE, "2024/b.txt": SILENT_RESULT},
        {"2024/a.txt": ALONE, "2024/b.txt": RESULT_ALONE},
    ),
    "maybe_counted_twice": Case(
        {"2024/a.txt": A, "2024/b.txt": B},
        {"2024/a.txt": A, "2024/b.txt": document("广州市海珠区别局", [Project("甲", "11.00")])},
    ),
    "edition_lacks_project": Case(
        {"2024/表.txt": THREE, "2024/表（更正）.txt": AND_MORE},
        {"2024/表.txt": THREE, "2024/表（更正）.txt": THREE_OTHERWISE},
    ),
    "amount_implausible": Case(
        {"2024/a.txt": document("广州市海珠区某局", [*SMALL, Project("戊", "123456.00")])},
        {"2024/a.txt": document("广州市海珠区某局", [*SMALL, Project("戊", "9000.00")])},
    ),
    "magnitude": Case(
        {"2023/a.txt": A, "2024/a.txt": document("广州市海珠区某局", [Project("甲", "100000.00")])},
        {"2023/a.txt": A, "2024/a.txt": document("广州市海珠区某局", [Project("甲", "9000.00")])},
    ),
}
