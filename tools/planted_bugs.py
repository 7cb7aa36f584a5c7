# SPDX-License-Identifier: MIT
"""Bugs planted in a copy of the sources, to prove that tests and fuzz targets can fail.

They are listed in tests/planted_bugs.toml. Each replaces a text that occurs exactly once in a file, so
that a change of that text is detected and the bug can be updated.
"""

import dataclasses
import pathlib
import shutil
import subprocess
import tomllib

PROJECT = pathlib.Path(__file__).resolve().parents[1]
TABLE = PROJECT / "tests" / "planted_bugs.toml"


@dataclasses.dataclass
class Bug:
    """A bug: a row of the table."""
    name: str
    file: str
    replace: str
    by: str
    # Names in `meson test`; at least one of them must fail.
    tests: list = dataclasses.field(default_factory=list)
    # Planted for the canary run, in which every fuzz target must find a bug.
    canary: bool = False


def bugs():
    """All bugs, in the order of the table."""
    with open(TABLE, "rb") as table:
        return [Bug(**row) for row in tomllib.load(table)["bug"]]


def copy_sources(folder):
    """Makes `folder` a copy of all files known to git, without touching files that are equal."""
    listing = subprocess.run(["git", "ls-files", "-z", "--cached", "--others",
                              "--exclude-standard"],
                             cwd=PROJECT, check=True, capture_output=True).stdout
    names = [name for name in listing.decode().split("\0") if name and (PROJECT / name).is_file()]
    for name in names:
        source, target = PROJECT / name, folder / name
        if target.is_file() and target.read_bytes() == source.read_bytes():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source, target)
        target.touch()


def plant(bug, folder):
    """Plants the bug in the copy in `folder`."""
    path = folder / bug.file
    text = path.read_text(encoding="utf-8")
    if text.count(bug.replace) != 1:
        raise ValueError(f"{bug.name}: {bug.file} has the text to replace "
                         f"{text.count(bug.replace)} times, not once")
    path.write_text(text.replace(bug.replace, bug.by), encoding="utf-8")
