"""fuzz.py needs atheris, which lives in an environment of its own."""

collect_ignore = ["fuzz.py"]
