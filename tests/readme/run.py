#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs a program in an empty folder and compares its output: run.py PROGRAM EXPECTED [SOURCE]

What the program prints must also be what comments in SOURCE say, behind calls.
"""
import os
import re
import subprocess
import sys
import tempfile


def comments(source):
    """The output stated in comments."""
    with open(source, encoding="utf-8") as file:
        return re.findall(r"\);  // (.*)$", file.read(), re.M)


def unsaid(said, printed):
    """The first comment whose output does not follow that of the comment before; None if all do."""
    lines = (line.strip() for line in printed.splitlines())
    return next((comment for comment in said if comment not in lines), None)


def main(program, expected, source=None):
    with tempfile.TemporaryDirectory() as folder:
        result = subprocess.run([os.path.abspath(program)], cwd=folder, capture_output=True,
                                text=True, timeout=60, check=False)
    with open(expected, encoding="utf-8") as file:
        wanted = file.read()
    if result.returncode != 0 or result.stdout != wanted or result.stderr:
        sys.exit("status %d, printed:\n%s%sexpected:\n%s"
                 % (result.returncode, result.stdout, result.stderr, wanted))
    said = comments(source) if source else []
    wrong = unsaid(said, wanted)
    if wrong is not None or (source and not said):
        sys.exit(f"{source}: not printed where a comment says it: {wrong}")


if __name__ == "__main__":
    main(*sys.argv[1:])
