"""What people decided about held back rows, from data/decisions.yml: see docs/operations.md.

A decision confirms or refuses what was suggested. It says what must stand in the document; where
that stands there no more it is told and not applied. One module a kind.
"""
