"""Whole deliveries of hostile files beside sound ones, made from a seed, through the real ingest.

``python -m tests.hostile.deliveries [COUNT] [SEED]`` (make deliveries).
"""
