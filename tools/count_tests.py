#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Prints "PASSED FAILED" for one run of `meson test`.

    count_tests.py TESTLOG.json STATUS

TESTLOG.json is the log of meson, with a line per test; STATUS is its exit status. A doctest program
counts once per test case, any other test once.
"""

import json
import re
import sys

DOCTEST = re.compile(r"^\[doctest\] test cases: +\d+ \| +(\d+) passed \| +(\d+) failed",
                     re.MULTILINE)


def count(test):
    """(passed, failed) of one test in the log."""
    if test["result"] == "SKIP":
        return 0, 0
    good = test["result"] in ("OK", "EXPECTEDFAIL")
    cases = DOCTEST.search(test.get("stdout") or "")
    if cases is None:
        return (1, 0) if good else (0, 1)
    passed, failed = map(int, cases.groups())
    # A sanitizer can make the program fail after its last test case.
    return passed, failed if good else max(failed, 1)


def main(path, status):
    with open(path, encoding="utf-8") as log:
        counts = [count(json.loads(line)) for line in log]
    passed = sum(pair[0] for pair in counts)
    failed = sum(pair[1] for pair in counts)
    if failed == 0 and int(status) != 0:
        failed = 1
    print(passed, failed)


if __name__ == "__main__":
    main(*sys.argv[1:])
