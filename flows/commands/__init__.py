"""The commands, one file each: ``HELP`` (one line), ``options(parser)`` and ``run(args) -> exit code``. To add a command, add a file.

A module here imports nothing slow at its top: ``jixiao --help`` loads them all.
"""
