#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs souris-cli as a user would and checks its output.

    run.py PATH_OF_SOURIS_CLI [--part N/COUNT] [NAME_OF_TEST...]

The tests are in *_test.py beside this file. If the program has a sanitizer, those that give it no
data are left out. Exits 1 if one fails. With --part, every COUNT-th test is run, starting with the Nth,
so that all parts together run all tests.
"""

import argparse

import pathlib
import sys
import unittest

sys.dont_write_bytecode = True
folder = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(folder))

import cli  # noqa: E402


# Their input is arguments alone.
WITHOUT_DATA = {
    "bash_completion_test", "completion_test", "fish_completion_test", "manual_test",
    "output_settings_test", "progress_test", "readme_test", "usage_test", "zsh_completion_test",
}


def cases_of(suite):
    """The tests of a suite, one by one."""
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            yield from cases_of(test)
        else:
            yield test


def part(text):
    """The slice for N/COUNT."""
    number, count = map(int, text.split("/"))
    if not 1 <= number <= count:
        raise ValueError(text)
    return slice(number - 1, None, count)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--part", type=part, default=part("1/1"), metavar="N/COUNT")
    parser.add_argument("names", nargs="*")
    arguments = parser.parse_args()
    cli.program = str(pathlib.Path(arguments.program).resolve())
    loader = unittest.TestLoader()
    if arguments.names:
        loader.testNamePatterns = [f"*{name}*" for name in arguments.names]
    cases = cases_of(loader.discover(str(folder), pattern="*_test.py"))
    if cli.is_sanitized:
        cases = (case for case in cases if type(case).__module__ not in WITHOUT_DATA)
    # Sorted by method name, because a few classes contain most of the slow tests.
    cases = sorted(cases, key=lambda case: (case.id().rpartition(".")[2], case.id()))
    result = unittest.TextTestRunner(verbosity=1).run(unittest.TestSuite(cases[arguments.part]))
    sys.exit(0 if result.wasSuccessful() and result.testsRun > 0 else 1)


if __name__ == "__main__":
    main()
