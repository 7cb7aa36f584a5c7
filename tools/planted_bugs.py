# SPDX-License-Identifier: MIT
"""Bugs that are planted in a copy of the sources, to prove that tests and fuzz targets can fail.

tests/planted_bugs.toml is the table of them. Each replaces a text that stands in one file exactly
once, so that a change of that place shows here, and the bug is brought up to date with it.
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
    """A row of the table."""
    name: str
    file: str
    replace: str
    by: str
    # Names in `meson test`, of which one at least must fail.
    tests: list = dataclasses.field(default_factory=list)
    # Part of the build that every fuzz target must find broken.
    canary: bool = False


def bugs():
    """All of the table, in its order."""
    with open(TABLE, "rb") as table:
        return [Bug(**row) for row in tomllib.load(table)["bug"]]


def copy_sources(folder):
    """Makes `folder` a copy of all that git knows of, without touching files that are equal."""
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
    """Changes the copy in `folder`."""
    path = folder / bug.file
    text = path.read_text(encoding="utf-8")
    if text.count(bug.replace) != 1:
        raise ValueError(f"{bug.name}: {bug.file} has the text to replace "
                         f"{text.count(bug.replace)} times, not once")
    path.write_text(text.replace(bug.replace, bug.by), encoding="utf-8")
