"""One self-contained HTML file that shows the state of the data: what is asked (``questions``),
what fits (``pack``), the page (``page/``).
"""
