"""Timings as ratios against a peer in the same run. `make bench` runs all and prints Markdown;
figures stand in docs/benchmarks.md.
"""
