"""The promise: every table, column, code and rule is defined here once; models, types, comments and
the dictionary are derived.
"""
