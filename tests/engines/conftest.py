"""A build of several provinces and years, with rows that name neither, some of them held back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.documents import Project, document, indicators
from tests.trust.conftest import ingest

WHERE = ("北京市东城区教育局", "广州市海珠区教育局", "乌鲁木齐市天山区教育局", "某区教育局")
"""Departments of the provinces 11, 44, 65 and of none that is known."""
NAMELESS = "1、1-产出指标,11-数量指标,；实施周期指标值:≥1次,年度指标值:≥1次；"


def lay(raw: Path) -> Path:
    """Two years of each department, the sample, and a document that says no year."""
    for year in ("2023", "2024"):
        (raw / year).mkdir(parents=True)
        for number, department in enumerate(WHERE):
            goal = f"{year}年的目标"
            projects = [Project(f"项目{n}", goal=goal, indicators=indicators(n)) for n in (1, 2)]
            text = document(department, [*projects, Project("没有名称", indicators=NAMELESS)])
            (raw / year / f"{number}.txt").write_text(text, encoding="utf-8")
    sample = next((ROOT / "data" / "raw" / "2024").glob("*.txt"))
    (raw / "2024" / "sample.txt").write_bytes(sample.read_bytes())
    (raw / "undated.txt").write_text(document("广州市海珠区民政局"), encoding="utf-8")
    return raw


@pytest.fixture(scope="session")
def provinces(tmp_path_factory) -> Path:
    """Curated folder of these documents."""
    folder = tmp_path_factory.mktemp("provinces")
    ingest(lay(folder / "raw"), folder / "curated")
    return folder / "curated"
