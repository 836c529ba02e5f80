"""What is set for a whole process keeps nobody from anything."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conftest import ROOT

LATER = """
import sys
from flows.tuning import arrow_without_pandas
arrow_without_pandas()
import pyarrow as pa
table = pa.table({"a": [1, 2]})
assert "pandas" not in sys.modules
"""
USED = """
import pandas
assert len(table.to_pandas()) == 2
assert pa.array(pandas.Series([1.0, None])).null_count == 1
assert pa.Table.from_pandas(pandas.DataFrame({"a": [1]})).num_rows == 1
"""
MEANWHILE = """
import sys
from concurrent.futures import ThreadPoolExecutor
from flows.tuning import _Hidden
sys.meta_path.insert(0, _Hidden())
with ThreadPoolExecutor(1) as beside:
    beside.submit(__import__, "pandas").result()
"""
A_STEP = """
from pathlib import Path
import sys
from flows import planning
from flows.options import Options
from flows.pipeline import run
from flows.runners import Direct

def plan(options, planned=planning.plan):
    import pandas
    return planned(options)

planning.plan = plan
run(Options(Path(sys.argv[1]), Path(sys.argv[2]), workers=1), Direct())
assert "pandas" in sys.modules
"""


def ran(code: str, *arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("code", [LATER, LATER + USED, MEANWHILE])
def test_arrow_does_not_load_pandas_and_everybody_else_may(code):
    ran(code)


def test_a_step_that_imports_pandas_does_not_fail(tmp_path):
    ran(A_STEP, str(ROOT / "data" / "raw"), str(tmp_path / "curated"))
