"""A drive whose power can be cut: an ext4 file system in a file, shut down in the way in which the
kernel's own tests do it. What was not synced is lost, and the journal is played at the next mount.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import struct
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

# include/uapi/linux/ext4.h: EXT4_IOC_SHUTDOWN is _IOR('X', 125, __u32)
_SHUTDOWN = 2 << 30 | 4 << 16 | ord("X") << 8 | 125
_NO_LOG_FLUSH = 2
# without the help that ext4 gives to programs that rename before they sync
_OPTIONS = "loop,noauto_da_alloc,data=writeback"


@dataclass(frozen=True, slots=True)
class Drive:
    """``image`` is the file, ``place`` where it is mounted."""

    image: Path
    place: Path

    def on(self) -> None:
        """Mount it. Raises ``OSError`` where this is not allowed."""
        command = ["mount", "-o", _OPTIONS, self.image, self.place]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise OSError(done.stderr.strip())

    def off(self) -> None:
        """Unmount it."""
        subprocess.run(["umount", self.place], check=True, capture_output=True)

    def cut(self) -> None:
        """Cut its power, and end this process as the loss of power would."""
        handle = os.open(self.place, os.O_RDONLY)
        fcntl.ioctl(handle, _SHUTDOWN, struct.pack("I", _NO_LOG_FLUSH))
        os.kill(os.getpid(), signal.SIGKILL)

    def on_again(self) -> None:
        """What a machine does that starts again."""
        self.off()
        self.on()


@contextmanager
def drive(folder: Path) -> Iterator[Drive]:
    """A drive of 64 MB. Raises ``OSError`` where none can be made: not root, no ext4, no loop."""
    if os.geteuid() or not shutil.which("mkfs.ext4"):
        raise OSError("a drive in a file needs root and mkfs.ext4")
    one = Drive(folder / "drive.img", folder / "drive")
    one.place.mkdir()
    with one.image.open("wb") as file:
        file.truncate(64 << 20)
    subprocess.run(["mkfs.ext4", "-q", one.image], check=True)
    one.on()
    try:
        yield one
    finally:
        one.off()
