"""Make an environment of lock files: ``python3 environment.py .venv requirements.lock .``

A dot adds this checkout, editable. The Makefile calls it before anything is installed, perhaps
with a Python that is too old: the standard library only, in words that Python 3.6 reads. What is
there in the right version stays; an environment that was left half made, or whose checkout has
moved, is made anew.
"""

import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
OURS = ("flows", "schemas", "transforms", "warehouse")


def main(folder, *wanted):
    """Make the environment, or complete it. Raises SystemExit where this Python cannot."""
    check()
    if Path(folder).is_symlink():
        sys.exit(f"{folder} is a link: what it leads to is somebody else's, and is not made anew")
    python, place = Path(folder, "bin", "python"), Path(folder, ".place")
    if not place.exists() or place.read_text("utf-8") != f"{Path.cwd()}\n" or not works(python):
        run(sys.executable, "-m", "venv", "--clear", folder)
    sys.stderr.write(f"installing {' '.join(wanted)} into {folder} ...\n")
    # it is missing while an install is under way, and after one that was cut off
    place.write_text("")
    install(python, [one for one in wanted if one != "."], editable="." in wanted)
    place.write_text(f"{Path.cwd()}\n", "utf-8")


def check():
    """Raises SystemExit, with one line, where this Python is too old or has no venv."""
    if sys.version_info < OLDEST:
        found = ".".join(map(str, sys.version_info[:2]))
        told = f"{sys.executable} is Python {found}, 3.11 or newer is needed"
        raise SystemExit(f"{told}: make PYTHON=python3.12 ... names another")
    try:
        # only to see whether they are there
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError as missing:
        told = f"{sys.executable} has no {missing.name}"
        raise SystemExit(f"{told}: on Debian and Ubuntu, apt-get install python3-venv") from None


def works(python):
    """Whether this Python runs and has pip: an interruption or an upgrade leaves one without."""
    command = [str(python), "-c", "import pip"]
    try:
        return subprocess.run(command, stderr=subprocess.DEVNULL, check=False).returncode == 0
    except OSError:
        return False


def install(python, locks, *, editable):
    """Install all locks together, then compile: pip would use one core, and compile tests too."""
    pip = (python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    pip += ("--no-deps", "--no-compile")
    run(*pip, "--require-hashes", *(part for lock in locks for part in ("-r", lock)))
    if editable:
        run(*pip, "--no-build-isolation", "--editable", ".")
    folders = [*python.parent.parent.glob("lib/*/site-packages"), *(OURS if editable else ())]
    compiling = (python, "-W", "ignore", "-m", "compileall", "-qq", "-j", "0", "-x", "/tests/")
    # some packages hold modules for other versions of Python: they do not compile
    run(*compiling, *folders, check=False)


def run(*command, check=True):
    """Run it. Raises SystemExit with its code where it fails: it has said why."""
    done = subprocess.run([str(part) for part in command], check=False)
    if check and done.returncode:
        raise SystemExit(done.returncode)


if __name__ == "__main__":
    main(*sys.argv[1:])
