"""dashboard.yaml -> the ZIP that load.py imports: ``python bi/superset/bundle.py CATALOGUE
OUT.zip``.

Identifiers are hashes of names, so that a second import updates what the first one made.
"""

from __future__ import annotations

import json
import sys
import uuid
import zipfile
from pathlib import Path
from typing import Any

import duckdb
import yaml

from warehouse.catalogue.definition import Definition
from warehouse.catalogue.definitions import known
from warehouse.catalogue.labels import column
from warehouse.catalogue.metrics import metrics

HERE = Path(__file__).parent
DATABASE = "绩效目标"
Spec = dict[str, Any]


def files(spec: Spec, catalogue: Path) -> dict[str, Spec]:
    """Path inside the ZIP -> content."""
    views = known(catalogue.absolute().parent / "current")
    charts = [one for row in spec["charts"] for one in row]
    return {
        "metadata.yaml": {
            "version": "1.0.0",
            "type": "assets",
            "timestamp": "2026-01-01T00:00:00+00:00",
        },
        "databases/jixiao.yaml": _database(catalogue),
        **{
            f"datasets/jixiao/{name}.yaml": _dataset(views[name], chosen)
            for name, chosen in spec["datasets"].items()
        },
        **{f"charts/{number}.yaml": _chart(one) for number, one in enumerate(charts)},
        "dashboards/jixiao.yaml": _dashboard(spec, _newest(catalogue)),
    }


def identity(kind: str, name: str) -> str:
    """The same name has the same id in every import."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"jixiao/{kind}/{name}"))


def _database(catalogue: Path) -> Spec:
    """The catalogue, read-only."""
    return {
        "database_name": DATABASE,
        "sqlalchemy_uri": f"duckdb:///{catalogue.absolute()}",
        "expose_in_sqllab": True,
        "allow_dml": False,
        "allow_ctas": False,
        "allow_cvas": False,
        "allow_file_upload": False,
        "uuid": identity("database", DATABASE),
        "version": "1.0.0",
        "extra": {"engine_params": {"connect_args": {"read_only": True}}},
    }


def _metrics(chosen: list[str] | dict[str, list[str]]) -> dict[str, list[str]]:
    """Name -> label and SQL: of a list from metrics.csv, else as they stand."""
    if isinstance(chosen, dict):
        return chosen
    return {name: [column(name).label_zh, metrics()[name].sql] for name in chosen}


def _dataset(view: Definition, chosen: list[str] | dict[str, list[str]]) -> Spec:
    """A view with its Chinese labels. Nothing is added up but by the metrics named here."""
    columns = [
        {
            "column_name": one,
            "verbose_name": column(one).label_zh,
            "description": column(one).description,
            "is_dttm": False,
            "is_active": True,
            "groupby": True,
            "filterable": True,
        }
        for one in view.columns
    ]
    return {
        "table_name": view.name,
        "schema": "main",
        "description": view.label_zh,
        "database_uuid": identity("database", DATABASE),
        "uuid": identity("dataset", view.name),
        "sql": None,
        "params": None,
        "filter_select_enabled": True,
        "version": "1.0.0",
        "main_dttm_col": None,
        "columns": columns,
        "metrics": [
            {"metric_name": metric, "verbose_name": title, "expression": sql}
            for metric, (title, sql) in _metrics(chosen).items()
        ],
    }


def _chart(one: Spec) -> Spec:
    kind, params = _PARAMS[one["type"]](one)
    where = (
        [{"expressionType": "SQL", "clause": "WHERE", "sqlExpression": one["where"]}]
        if "where" in one
        else []
    )
    return {
        "slice_name": one["name"],
        "viz_type": kind,
        "params": {"viz_type": kind, "adhoc_filters": where, **params},
        "uuid": identity("chart", one["name"]),
        "dataset_uuid": identity("dataset", one["view"]),
        "version": "1.0.0",
        "cache_timeout": None,
    }


def _number(one: Spec) -> tuple[str, Spec]:
    return "big_number_total", {
        "metric": one["metric"],
        "y_axis_format": one.get("format", ",d"),
        "header_font_size": 0.4,
    }


def _table(one: Spec) -> tuple[str, Spec]:
    order = [json.dumps([one["order"], False])] if "order" in one else []
    return "table", {
        "query_mode": "raw",
        "all_columns": one["columns"],
        "order_by_cols": order,
        "row_limit": 1000,
        "include_search": True,
        "page_length": 20,
        "show_cell_bars": False,
        "color_pn": False,
    }


def _bar(one: Spec) -> tuple[str, Spec]:
    return "echarts_timeseries_bar", {
        "x_axis": one["x"],
        "metrics": [one["metric"]],
        "groupby": [one["by"]] if "by" in one else [],
        "orientation": "horizontal",
        "stack": "Stack",
        "row_limit": 20,
        "sort_series_type": "sum",
        "x_axis_sort": one["metric"],
        "x_axis_sort_asc": True,
        "show_value": True,
        "y_axis_format": ",d",
        "show_legend": "by" in one,
        "truncate_metric": True,
        "color_scheme": "supersetColors",
    }


def _heatmap(one: Spec) -> tuple[str, Spec]:
    return "heatmap_v2", {
        "x_axis": one["x"],
        "groupby": one["y"],
        "metric": one["metric"],
        "normalize_across": "heatmap",
        "show_values": True,
        "value_bounds": [0, 1],
        "y_axis_format": ".0%",
        "linear_color_scheme": "schemeReds",
        "row_limit": 1000,
        "show_legend": False,
        "left_margin": "auto",
        "bottom_margin": "auto",
        "xscale_interval": 1,
        "yscale_interval": 1,
    }


_PARAMS = {"number": _number, "table": _table, "bar": _bar, "heatmap": _heatmap}


def _dashboard(spec: Spec, year: int | None) -> Spec:
    position: Spec = {
        "DASHBOARD_VERSION_KEY": "v2",
        "ROOT_ID": {"type": "ROOT", "id": "ROOT_ID", "children": ["GRID_ID"]},
        "GRID_ID": {"type": "GRID", "id": "GRID_ID", "children": [], "parents": ["ROOT_ID"]},
        "HEADER_ID": {"type": "HEADER", "id": "HEADER_ID", "meta": {"text": spec["title"]}},
    }
    for number, row in enumerate(spec["charts"]):
        name = f"ROW-{number}"
        position["GRID_ID"]["children"].append(name)
        position[name] = {
            "type": "ROW",
            "id": name,
            "children": [],
            "parents": ["ROOT_ID", "GRID_ID"],
            "meta": {"background": "BACKGROUND_TRANSPARENT"},
        }
        for one in row:
            chart = f"CHART-{identity('chart', one['name'])}"
            position[name]["children"].append(chart)
            meta = {
                "uuid": identity("chart", one["name"]),
                "sliceName": one["name"],
                "width": one["width"],
                "height": one["height"],
                "chartId": len(position),
            }
            position[chart] = {
                "type": "CHART",
                "id": chart,
                "children": [],
                "parents": ["ROOT_ID", "GRID_ID", name],
                "meta": meta,
            }
    filters = [_filter(spec["filters"]["view"], one, year) for one in spec["filters"]["columns"]]
    return {
        "dashboard_title": spec["title"],
        "slug": spec["slug"],
        "position": position,
        "uuid": identity("dashboard", spec["slug"]),
        "metadata": {
            "cross_filters_enabled": True,
            "refresh_frequency": 0,
            "filter_bar_orientation": "HORIZONTAL",
            "native_filter_configuration": filters,
        },
        "version": "1.0.0",
        "published": True,
        "css": "",
    }


def _mask(name: str, year: int | None) -> Spec:
    """A filter that is set already when the dashboard opens; nothing of an empty build."""
    if year is None:
        return {"extraFormData": {}, "filterState": {}}
    return {
        "extraFormData": {"filters": [{"col": name, "op": "IN", "val": [year]}]},
        "filterState": {"value": [year], "label": str(year)},
    }


def _newest(catalogue: Path) -> int | None:
    """The newest year of which any project is there."""
    with duckdb.connect(str(catalogue), read_only=True) as connection:
        row = connection.execute("SELECT max(fiscal_year) FROM projects_once").fetchone()
    return row[0] if row else None


def _filter(view: str, name: str, year: int | None) -> Spec:
    """A filter of the whole dashboard: it narrows every chart whose dataset has the column. The
    year begins with the newest: money of several years is no amount that anybody asks for.
    """
    newest = name == "fiscal_year"
    return {
        "id": f"NATIVE_FILTER-{name}",
        "name": column(name).label_zh,
        "type": "NATIVE_FILTER",
        "filterType": "filter_select",
        "targets": [{"datasetUuid": identity("dataset", view), "column": {"name": name}}],
        "scope": {"rootPath": ["ROOT_ID"], "excluded": []},
        "controlValues": {
            "multiSelect": True,
            "searchAllOptions": True,
            "defaultToFirstItem": newest,
            "sortAscending": not newest,
            "enableEmptyFilter": newest,
        },
        # no chart asks before the filter has its value
        "requiredFirst": newest,
        "cascadeParentIds": [],
        "defaultDataMask": _mask(name, year)
        if newest
        else {"extraFormData": {}, "filterState": {}},
    }


def main(catalogue: Path, target: Path) -> None:
    """Write the ZIP."""
    spec = yaml.safe_load((HERE / "dashboard.yaml").read_text(encoding="utf-8"))
    with zipfile.ZipFile(target, "w") as archive:
        for path, content in files(spec, catalogue).items():
            archive.writestr(
                f"jixiao/{path}", yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
            )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
