"""The corpus tables put back into the layout in which they were printed: header as it stands,
merged cells, form rows above.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from transforms.document import Cell, Table
from transforms.document import Row as CellRow

PAGES = Path(__file__).parents[1] / "material" / "pages"
FORM = (("项目名称", "某项目"), ("主管部门", "某主管局"), ("实施单位", "某实施站"))

# page -> header cells, each with what stands below it: level1/level2 (merged), name, value 0..2,
# actual, or a constant text
COLUMNS: dict[str, tuple[tuple[str, str], ...]] = {
    "anhui_chizhou_guichi_tangxi_2022_weituo": (
        ("一级指标", "level1"),
        ("二级指标", "level2"),
        ("三级指标", "name"),
        ("年度指标值", "0"),
        ("实际完成值", "actual"),
        ("分值", "5"),
        ("得分", "5"),
        ("偏差原因分析及改进措施", ""),
    ),
    "anhui_jinzhai_2021_wuye": (
        ("一级指标", "level1"),
        ("二级指标", "level2"),
        ("三级指标", "name"),
        ("指标值", "0"),
    ),
    "anhui_luan_jinan_2023_canlian": (
        ("一级 指标", "level1"),
        ("二级指标", "level2"),
        ("三级指标", "name"),
        ("指标值", "0"),
    ),
    "anhui_mengcheng_2024_gongwei": (
        ("一级 指标", "level1"),
        ("二级指标", "level2"),
        ("三级指标", "name"),
        ("指标值", "0"),
    ),
    "anhui_suixi_2019_linshijiuzhu": (
        ("一级指标", "level1"),
        ("二级指标", "level2"),
        ("三级指标", "name"),
        ("分值", "5"),
        ("年度指标值", "0"),
        ("全年实际值", "actual"),
        ("得分", "5"),
        ("未完成原因及拟采取的改进措施", "无"),
    ),
    "chongqing_zhongxian_2022_shengzhu": (
        ("一级指标", "level1"),
        ("二级指标", "level2"),
        ("三级指标", "name"),
        ("单位", "0"),
        ("指标值", "1"),
    ),
    "fujian_anxi_2022_shuili": (
        ("一级指标", "level1"),
        ("二级指标", "level2"),
        ("三级指标", "name"),
        ("指 标 解 释", "工程数量"),
        ("西坪镇尧山村", "0"),
        ("桃舟乡吾培村", "0"),
    ),
    "fujian_xiuyu_2025_shuili": (
        ("一级指标", "level1"),
        ("二级指标", "level2"),
        ("三级指标", "name"),
        ("指标解释", "反映情况"),
        ("指标方向", "0"),
        ("笏石街道办", "1"),
        ("埭头镇", "1"),
    ),
    "guangdong_shenzhen_luohu_2022_pinggaiguan": (
        ("一级指标", "level1"),
        ("二级指标", "level2"),
        ("三级指标", "name"),
        ("目标值", "0"),
        ("实际 完成值", "actual"),
        ("分值", "10"),
        ("得分", "10"),
        ("偏差原因分析 及改进措施", ""),
    ),
    "hebei_ningjin_2019_gaozhongzhuxuejin": (
        ("评价指标", "level1"),
        ("评价内容", "level2"),
        ("指标名称", "name"),
        ("指标说明", "说明"),
        ("目标值", "0"),
        ("分值", "10"),
        ("备注", ""),
    ),
    "hubei_ezhou_2022_bangongdalou": (
        ("一级指标", "level2"),
        ("二级指标", "name"),
        ("绩效标准", "反映维护情况"),
        ("当年预期实现值", "0"),
    ),
    "hubei_wuhan_qingshan_2020_bogai": (
        ("一级指标", "level1"),
        ("二级指标", "level2"),
        ("指标内容", "name"),
        ("指标值", "0"),
    ),
    "hunan_xiangtan_2023_wupaoche": (
        ("一级指标", "level1"),
        ("二级指标", "level2"),
        ("三级指标", "name"),
        ("指标值及单位", "0"),
        ("绩效标准", "计划标准"),
    ),
    "jilin_ciq_yiqing_yibing_jsp": (
        ("一级指标", "level1"),
        ("权重", "points1"),
        ("二级指标", "level2"),
        ("分值", "points2"),
        ("三级指标", "name"),
        ("计量单位", "0"),
        ("目标值(标准)", "1"),
        ("分值", "7"),
        ("采集数据项/数据项1", ""),
        ("采集数据项/数据项2", "/"),
        ("指标值", ""),
    ),
    "neimenggu_wuhai_2021_zaishengziyuan": (
        ("一级指标", "level1"),
        ("二级指标", "level2"),
        ("三级指标", "name"),
        ("指标性质", "正向"),
        ("指标方向", "0"),
        ("目标值", "1"),
        ("计量单位", "2"),
        ("分值", "5"),
        ("备注", ""),
    ),
    "ningxia_yuanzhou_2022_shuiyuanlin": (
        ("一级指标", "level1"),
        ("二级指标", "level2"),
        ("三级指标", "name"),
        ("指标值", "0"),
    ),
    "shaanxi_chencang_2020_shuili": (
        ("一级指标", "level1"),
        ("二级指标", "level2"),
        ("三级指标", "name"),
        ("指标值", "0"),
    ),
    "sichuan_jingyan_mata_2023": (
        ("单位名称", "project:820001-马踏镇"),
        ("项目名称", "project:某项目"),
        ("预算数", "project:8,827.53"),
        ("年度目标", "project:保障运转"),
        ("一级指标", "level1"),
        ("二级指标", "level2"),
        ("三级指标", "name"),
        ("指标性质", "0"),
        ("指标值", "1"),
        ("度量单位", "2"),
        ("权重", "10"),
        ("指标方向性", "正向指标"),
    ),
    "zhongyang_2024_chengshigengxin": (
        ("序號", "number"),
        ("一級指標", "level1"),
        ("二級指標", "level2"),
        ("三級指標", "name(value)"),
        ("指標屬性", "定量"),
    ),
}


@dataclass(frozen=True)
class Row:
    level1: str
    level2: str
    name: str
    values: tuple[str, ...]  # the cells of the target, as the source has them
    actual: str | None


@dataclass
class Grid:
    """Matrix of cell numbers; a number that stands at several places is a merged cell."""

    matrix: list[list[int]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def add(self, *texts: str | None) -> Grid:
        """One row: None goes on with the cell to the left, '^' with the cell above."""
        row: list[int] = []
        for position, text in enumerate(texts):
            if text is None:
                row.append(row[-1])
            elif text == "^":
                row.append(self.matrix[-1][position])
            else:
                self.texts.append(text)
                row.append(len(self.texts) - 1)
        self.matrix.append(row)
        return self

    def firsts(self) -> list[tuple[int, int, int]]:
        """(row, column, number) of every cell where it begins, from 0, in reading order."""
        places: dict[int, tuple[int, int]] = {}
        for r, row in enumerate(self.matrix):
            for c, number in enumerate(row):
                places.setdefault(number, (r, c))
        return [(*place, number) for number, place in places.items()]

    def merges(self) -> list[tuple[int, int, int, int]]:
        """(first row, first column, last row, last column) of every merged cell, from 0."""
        places: dict[int, list[tuple[int, int]]] = {}
        for r, row in enumerate(self.matrix):
            for c, number in enumerate(row):
                places.setdefault(number, []).append((r, c))
        return [(*found[0], *found[-1]) for found in places.values() if len(found) > 1]

    def table(self) -> Table:
        """The grid as readers return it: one Cell object for every merged cell."""
        cells = {
            number: Cell(self.texts[number], r + 1)
            for r, row in reversed(list(enumerate(self.matrix)))
            for number in row
        }
        return Table(tuple(CellRow(cells[number] for number in row) for row in self.matrix))


def corpus_rows(name: str) -> list[Row]:
    """The rows of one page of the corpus. Wuhai prints operator, number and unit with spaces
    between its three cells.
    """
    rows = []
    for line in (PAGES / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#") and line.strip():
            levels, indicator, *values = line.split("\t")
            level1, _, level2 = levels.partition("/")
            cells = (
                ([*values[0].split(" ", 2), "", ""])[:3]
                if "wuhai" in name
                else values[0].split(" | ")
            )
            rows.append(
                Row(
                    level1 if level2 else "",
                    level2 or level1,
                    indicator,
                    tuple(cells),
                    values[1] if len(values) > 1 else None,
                )
            )
    return rows


def rebuilt(name: str) -> Grid:
    """The page as it was printed: title, the rows of a form (except in listings), the header, the
    indicators with merged levels.
    """
    columns, grid = COLUMNS[name], Grid()
    grid.add("项目支出绩效目标表", *[None] * (len(columns) - 1))
    if not any(source.startswith("project:") for _, source in columns):
        for label, value in FORM:
            grid.add(label, value, *[None] * (len(columns) - 2))
    else:
        grid.add("金额单位：元", *[None] * (len(columns) - 1))
    _header(grid, [header for header, _ in columns])
    previous: Row | None = None
    for number, row in enumerate(corpus_rows(name)):
        grid.add(*(_cell(source, row, previous, number) for _, source in columns))
        previous = row
    return grid


def _header(grid: Grid, headers: list[str]) -> None:
    groups = [header.split("/") if "采集" in header else [header] for header in headers]
    if all(len(group) == 1 for group in groups):
        grid.add(*headers)
        return
    grid.add(
        *(
            None if number and len(group) > 1 and groups[number - 1][0] == group[0] else group[0]
            for number, group in enumerate(groups)
        )
    )
    grid.add(*(group[1] if len(group) > 1 else "^" for group in groups))


def _cell(source: str, row: Row, previous: Row | None, number: int) -> str:
    same1 = previous is not None and previous.level1 == row.level1
    same2 = same1 and previous is not None and previous.level2 == row.level2
    texts = {
        "level1": "^" if same1 else row.level1,
        "level2": "^" if same2 else row.level2,
        "points1": "^" if same1 else "50",
        "points2": "^" if same2 else "20",
        "name": row.name,
        "actual": row.actual or "",
        "number": str(number + 1),
        "name(value)": f"{row.name}({row.values[0]})",
    }
    if source.startswith("project:"):
        return "^" if previous else source.removeprefix("project:")
    return row.values[int(source)] if source in ("0", "1", "2") else texts.get(source, source)


def blocks(text: str) -> list[str | Grid]:
    """The lines and grids of a page; ``>``, ``<``, ``^`` and ``\\n`` as in unseen/."""
    found: list[str | Grid] = []
    grid: Grid | None = None
    for line in text.split("\n===", maxsplit=1)[0].splitlines():
        if not line.strip() or line.startswith(">"):
            grid = None
            found += [line[1:].strip()] if line.startswith(">") else []
            continue
        if grid is None:
            grid = Grid()
            found.append(grid)
        cells = [cell.strip().replace("\\n", "\n") for cell in line.split("|")]
        grid.add(*(None if cell == "<" else cell for cell in cells))
    return found
