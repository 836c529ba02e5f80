"""Processes beside the main one: those that read documents, the one that checks rows, and the
workers of a Dask cluster.
"""
