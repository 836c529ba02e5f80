"""Where a row comes from: its cell found again in the source, in words (explain.py) and as a
picture (sketch.py).
"""
