"""Collecting disclosures: a list of addresses -> files under the raw folder, each with a sidecar
that says where it is from.
"""
