"""Rules over the whole dataset: each breaks only when several documents meet."""

from __future__ import annotations

from tests.documents import Project, document
from tests.trust.cases.case import Case

A, B = document("广州市海珠区某局", [Project("甲")]), document("广州市海珠区别局", [Project("甲")])
AND_MORE = document("广州市海珠区某局", [Project("甲"), Project("乙")])

CASES = {
    "same_bytes": Case({"2024/a.txt": A, "2024/b.txt": A}, {"2024/a.txt": A, "2024/b.txt": B}),
    "same_project": Case({"2024/a.txt": A, "2024/b.txt": AND_MORE}, {"2023/a.txt": A, "2024/b.txt": AND_MORE}),
    "same_project_differs": Case({"2024/a.txt": A, "2024/b.txt": document("广州市海珠区某局", [Project("甲", "11.00"), Project("乙")])},
                                 {"2024/a.txt": A, "2024/b.txt": AND_MORE}),
    "magnitude": Case({"2023/a.txt": A, "2024/a.txt": document("广州市海珠区某局", [Project("甲", "100000.00")])},
                      {"2023/a.txt": A, "2024/a.txt": document("广州市海珠区某局", [Project("甲", "9000.00")])}),
}
