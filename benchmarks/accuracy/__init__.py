"""The metamorphic bench of `make accuracy`: published tables, changed in ways that leave their
meaning alone, printed in every format, read, and judged row by row (docs/accuracy.md).
"""
