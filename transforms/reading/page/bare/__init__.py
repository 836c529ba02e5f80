"""Tables without rules, read by where their texts stand.

    texts      the texts of a page, cut at gaps and where other texts begin
      ▼
    regions    the runs of lines that are tables
      ▼
    blocks     texts of one column that follow each other as lines of one cell do
      ▼
    middle     cells in the middle of their rows: rows, borders, and which rows each cell covers
    hanging    cells at the top of their rows, lines of rows as near as lines of a cell
      ▼
    grids      the grid, as of a table with rules

Every text must fit, or the table is not read here. Where it fits in more than one way, all cells
are doubtful.
"""
