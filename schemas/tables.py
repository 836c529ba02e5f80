"""The eight curated tables.

Which columns each has, which of them must be filled, and how rows are sorted.

A column's type, labels and meaning stand in ``columns.csv``, once for all tables: one name means
one thing everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from schemas.lookup import codes, rows
from schemas.roles import TABLE, roles

PARTITION = ("fiscal_year", "province")
"""Columns by which the rows of a partitioned table are shared out among files. Each file holds
them, and its name says their values.
"""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``type`` is one of text int8 int16 int32 int64 bool double money date timestamp.

    ``codes`` are its allowed values; empty: anything.
    """

    name: str
    type: str
    label: str
    label_zh: str
    description: str
    description_zh: str
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableSchema:
    """One table.

    ``required`` columns are never NULL. ``order`` is the order of its rows: a total one, ending in
    an id, or (indicators) that of documents, in which the rows stand as they are printed.
    """

    name: str
    label: str
    label_zh: str
    description: str
    description_zh: str
    columns: tuple[Column, ...]
    required: frozenset[str]
    order: tuple[str, ...]
    unique: tuple[str, ...]
    partitioned: bool

    @property
    def names(self) -> tuple[str, ...]:
        """Column names in order."""
        return tuple(column.name for column in self.columns)


@cache
def columns() -> dict[str, Column]:
    """All columns of all tables, by name.

    Category and subcategory take their codes from the taxonomy.
    """
    return {
        row["name"]: Column(
            row["name"],
            row["type"],
            row["label"],
            row["label_zh"],
            row["description"],
            row["description_zh"],
            _allowed(row["codes"]),
        )
        for row in rows("columns")
    }


def _allowed(name: str) -> tuple[str, ...]:
    if name in ("category", "subcategory"):
        return tuple(dict.fromkeys(row[name] for row in rows("taxonomy")))
    return tuple(codes(name)) if name else ()


_WHERE = (
    "fiscal_year province region_code region department department_source department_id "
    "organisation spending_unit unit_id document_kind scope is_current"
)
_PLACE = "page sheet row"
# +indicator and +project stand for the fields that roles.csv adds and that are not named here
_INDICATOR = f"""
    indicator_id indicator_key project_id project_key document_id {_WHERE}
    project ordinal place
    category_code subcategory_code category subcategory category_printed subcategory_printed
    name period_value annual_value actual_value
    target_kind target_operator target_number target_upper target_unit target_date direction
    points score deviation_note explanation +indicator flags
    source_text {_PLACE} char_start char_end"""

_TABLES = (
    (
        "indicators",
        "Indicators",
        "绩效指标明细",
        "The long table: one row per performance indicator (三级指标).",
        "每个三级指标一行。",
        _INDICATOR,
        """
        indicator_id indicator_key project_id project_key document_id
        document_kind scope is_current ordinal flags source_text row target_kind""",
        "department document_id",
        "indicator_id",
        True,
    ),
    (
        "readings",
        "Readings",
        "指标值识读",
        "How each printed value was read: one row per indicator and role.",
        "每个指标值如何识读，每指标每角色一行。",
        """
        indicator_id fiscal_year province role text
        kind operator operator_source number upper unit base_number base_unit basis
        date_from date_to measurability hedge parse_rule""",
        "indicator_id role text kind measurability parse_rule",
        "indicator_id role",
        "indicator_id role",
        True,
    ),
    (
        "projects",
        "Projects",
        "项目支出",
        "One row per project and document.",
        "每个文件中的每个项目一行。",
        f"""
        project_id project_key document_id {_WHERE}
        duplicate_of counted_as project project_code function_code function_name ordinal
        total fiscal_appropriation special_account other_funds
        period_total budget_adjusted executed amount_unit total_printed amount_check amount_doubt
        term_start term_end attribute goal period_goal +project score
        indicator_count indicators_announced indicators_held_back indicators_hash
        reconciled layout headers {_PLACE}""",
        """
        project_id project_key document_id document_kind scope is_current ordinal
        indicator_count indicators_held_back layout row""",
        "department document_id page sheet row ordinal project_id",
        "project_id",
        True,
    ),
    (
        "documents",
        "Documents",
        "公开文件",
        "One row per file.",
        "每个文件一行。",
        """
        document_id sha256 copy_of path format bytes pages title fiscal_year fiscal_year_source
        province region_code region department department_source department_id organisation
        document_kinds amount_unit
        table_count project_count indicator_count finding_count
        status is_current superseded_by published_on source_url parser_version""",
        """
        document_id path bytes document_kinds
        table_count project_count indicator_count finding_count
        status is_current parser_version""",
        "path document_id",
        "path",
        False,
    ),
    (
        "organisations",
        "Organisations",
        "机构",
        "Every printed name of a department or unit, and the organisation that it is.",
        "部门与单位的每种印法及其所指机构。",
        """
        organisation_id region_code region organisation printed_name base_name resolved_by
        as_department as_unit""",
        "organisation_id organisation printed_name base_name resolved_by as_department as_unit",
        "region_code organisation_id printed_name region",
        "organisation_id printed_name",
        False,
    ),
    (
        "findings",
        "Data issues",
        "数据问题",
        "What was not read, is doubtful or does not add up: about our reading, no verdict.",
        "识读与勾稽中发现的问题，不是对任何单位的评价。",
        f"""
        finding_id document_id project_id indicator_id path
        rule severity message expected found {_PLACE} source_text""",
        "finding_id path rule severity message",
        "path finding_id",
        "finding_id",
        False,
    ),
    (
        "quarantine",
        "Rows held back",
        "待核指标",
        "Indicator rows that are not trusted, whole, with the finding that holds each.",
        "被拦截的指标行，附拦截原因。",
        f"{_INDICATOR} finding_id",
        "indicator_id document_id finding_id source_text",
        "document_id indicator_id finding_id",
        "indicator_id",
        True,
    ),
    (
        "builds",
        "Data releases",
        "数据版本",
        "One row per published build; the only table with clock times.",
        "每个已发布版本一行。",
        """
        build_id started_at finished_at code_version parser_version raw_manifest
        document_count project_count indicator_count finding_count
        documents_added documents_changed documents_removed
        rows_added rows_changed rows_removed
        changed_by_source changed_by_code changed_by_correction changed_by_both""",
        """
        build_id started_at finished_at code_version parser_version raw_manifest
        document_count project_count indicator_count finding_count""",
        "build_id",
        "build_id",
        False,
    ),
)


def _table(
    name: str,
    label: str,
    label_zh: str,
    description: str,
    description_zh: str,
    names: str,
    required: str,
    order: str,
    unique: str,
    partitioned: bool,
) -> TableSchema:
    known = columns()
    return TableSchema(
        name,
        label,
        label_zh,
        description,
        description_zh,
        tuple(known[field] for field in _with_fields(names.split())),
        frozenset(required.split()),
        tuple(order.split()),
        tuple(unique.split()),
        partitioned,
    )


def _with_fields(names: list[str]) -> list[str]:
    more = {f"+{record}": roles(record=record, mark="stored") for record in TABLE}
    return [
        one
        for name in names
        for one in ([role for role in more[name] if role not in names] if name in more else [name])
    ]


@cache
def tables() -> dict[str, TableSchema]:
    """The curated tables by name, in the order in which a reader meets them."""
    return {definition[0]: _table(*definition) for definition in _TABLES}
