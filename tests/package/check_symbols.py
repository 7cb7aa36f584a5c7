#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compares the exports of the shared library with symbols.txt, and prints differences.

    check_symbols.py LIBRARY
    check_symbols.py --update LIBRARY

A name that is gone, or has other parameters, breaks programs: see docs/packaging.md before --update.
"""
import difflib
import pathlib
import re
import subprocess
import sys

LIST = pathlib.Path(__file__).with_name("symbols.txt")
# Code and data. Weak symbols are templates and inline functions, of which each user has a copy.
KINDS = {"T", "D", "B", "R"}
# The names of fmt's types differ between releases, which do not link with one another anyway.
FMT_CONTEXT = re.compile(r"fmt::v\d+::(basic_format_context<fmt::v\d+::appender, char>|context)")
FMT_VERSION = re.compile(r"fmt::v\d+::")
# C functions keep their version for good; that of the C++ names is the number of the ABI.
ABI_VERSION = re.compile(r"@@SOURIS_\d+$")


def exported(library):
    listing = subprocess.run(["nm", "--dynamic", "--defined-only", "--demangle", library],
                             check=True, capture_output=True, text=True).stdout
    rows = (line.split(" ", 2) for line in listing.splitlines())
    names = {FMT_CONTEXT.sub("fmt::format_context", name) for _, kind, name in rows if kind in KINDS}
    return sorted(ABI_VERSION.sub("", FMT_VERSION.sub("fmt::", name)) for name in names)


def main(arguments):
    update = arguments[:1] == ["--update"]
    symbols = exported(arguments[-1])
    if not symbols:
        sys.exit("no symbols")
    if update:
        LIST.write_text("\n".join(symbols) + "\n", encoding="utf-8")
        return 0
    expected = LIST.read_text(encoding="utf-8").splitlines()
    difference = list(difflib.unified_diff(expected, symbols, "symbols.txt", arguments[-1],
                                           lineterm="", n=0))
    print("\n".join(difference), end="\n" if difference else "")
    return 1 if difference else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
