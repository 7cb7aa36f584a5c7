#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compiles programs with the newest clang installed: newest_clang.py INCLUDE_FOLDER PROGRAM...

Without a warning, as C++20 and the next. Exits with 77, skipped, where no clang knows the names of
members.
"""
import os
import pathlib
import re
import subprocess
import sys

FIRST_WITH_NAMES = 19
WARNINGS = ["-Wall", "-Wextra", "-Werror"]


def versions():
    """The versions of clang in the path, with their commands."""
    for folder in os.get_exec_path():
        for command in pathlib.Path(folder).glob("clang++-*"):
            if match := re.fullmatch(r"clang\+\+-(\d+)", command.name):
                yield int(match.group(1)), str(command)


def main(include, *programs):
    version, command = max(versions(), default=(0, ""))
    if version < FIRST_WITH_NAMES:
        return 77
    print(command)
    failures = 0
    for program in programs:
        for standard in ["c++20", "c++23"]:
            failures += subprocess.run([command, f"-std={standard}", *WARNINGS, f"-I{include}",
                                        "-fsyntax-only", program]).returncode != 0
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
