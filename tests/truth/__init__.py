"""Deliveries whose true counts and sums are known. Nothing here imports what is tested."""
