"""What the operating system says of an error, in the language of the user."""

from __future__ import annotations

import errno

from schemas.messages import english, known, say


def of_system(error: OSError) -> str:
    """Why it failed, without the file.

    >>> of_system(FileNotFoundError(errno.ENOENT, "No such file or directory"))
    'No such file or directory'
    """
    name = errno.errorcode.get(error.errno or 0, "")
    # a text of its own that a library gave it stays
    if known(f"found.system_{name}") and error.strerror == english(f"found.system_{name}"):
        return say(f"found.system_{name}")
    return error.strerror or str(error)
