"""The meaning of the data: pure functions from bytes and rows to rows. No disk, no network, no
clock, no Prefect.
"""
