"""The Superset dashboard of the repository against the catalogue: names exist, metrics run, nothing
else is added up.
"""

from __future__ import annotations

import pytest
import yaml

from bi.superset.bundle import HERE, files
from tests.views.made import answer
from warehouse.catalogue.labels import column

SPEC = yaml.safe_load((HERE / "dashboard.yaml").read_text(encoding="utf-8"))
CHARTS = [one for row in SPEC["charts"] for one in row]


@pytest.fixture(scope="module")
def bundle(sample):
    return files(SPEC, sample / "budget.duckdb")


@pytest.mark.parametrize("chart", CHARTS, ids=lambda one: one["name"])
def test_a_chart_uses_what_its_view_has(sample, bundle, chart):
    dataset = bundle[f"datasets/jixiao/{chart['view']}.yaml"]
    columns = {one["column_name"] for one in dataset["columns"]}
    assert {chart[key] for key in ("x", "y", "by") if key in chart} | set(
        chart.get("columns", [])
    ) <= columns
    metrics = {one["metric_name"]: one["expression"] for one in dataset["metrics"]}
    if "metric" in chart:
        answer(
            sample,
            f"SELECT {metrics[chart['metric']]} FROM {chart['view']} "
            f"WHERE {chart.get('where', 'true')}",
        )


def test_columns_are_labelled_in_chinese_and_only_named_metrics_add_up(bundle):
    datasets = [dataset for path, dataset in bundle.items() if path.startswith("datasets/")]
    assert {one["table_name"] for one in datasets} == SPEC["datasets"].keys()
    for dataset in datasets:
        assert all(
            one["verbose_name"] == column(one["column_name"]).label_zh for one in dataset["columns"]
        )
        assert {one["metric_name"] for one in dataset["metrics"]} == set(
            SPEC["datasets"][dataset["table_name"]]
        )


def test_the_filters_of_the_dashboard_name_columns_of_their_view_and_begin_with_the_newest_year(
    bundle,
):
    filters = bundle["dashboards/jixiao.yaml"]["metadata"]["native_filter_configuration"]
    dataset = bundle[f"datasets/jixiao/{SPEC['filters']['view']}.yaml"]
    assert {one["targets"][0]["column"]["name"] for one in filters} <= {
        one["column_name"] for one in dataset["columns"]
    }
    assert all(one["targets"][0]["datasetUuid"] == dataset["uuid"] for one in filters)
    assert [one["controlValues"]["defaultToFirstItem"] for one in filters] == [True, False, False]
    assert [one["requiredFirst"] for one in filters] == [True, False, False]
    assert filters[0]["defaultDataMask"]["filterState"]["value"] == [2024]
    assert filters[0]["defaultDataMask"]["extraFormData"]["filters"][0]["val"] == [2024]


def test_the_database_is_read_only(bundle):
    database = bundle["databases/jixiao.yaml"]
    assert database["extra"]["engine_params"]["connect_args"] == {"read_only": True}
    assert not database["allow_dml"]


def test_a_row_fills_the_grid():
    assert [sum(one["width"] for one in row) for row in SPEC["charts"]] == [12] * len(
        SPEC["charts"]
    )


def test_the_lock_has_hashes_and_no_addresses():
    lock = (HERE / "requirements.lock").read_text(encoding="utf-8")
    assert "--hash=sha256:" in lock
    assert "://" not in lock
