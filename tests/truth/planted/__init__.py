"""For every review rule a project that breaks it and one that nearly does, and departments of each
state of publication; with the truth, written by hand. Nothing here imports what it judges.
"""
