"""The commands, one file each: ``options(parser)`` and ``run(args) -> exit code``.

To add a command, add a file, and what it is for to schemas/messages.csv as ``command.NAME``.

A module here imports nothing slow at its top: ``jixiao --help`` loads them all.
"""
