"""Where the bench keeps its prints and results; git does not see it."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
HOME = ROOT / ".accuracy"
