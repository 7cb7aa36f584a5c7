#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs souris-cli as its users do and holds all it says against what it should.

    run.py PATH_OF_SOURIS_CLI [NAME_OF_TEST...]

The tests are in *_test.py beside this file. Exits 1 if one fails.
"""

import pathlib
import sys
import unittest

sys.dont_write_bytecode = True
folder = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(folder))

import cli  # noqa: E402


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    cli.program = str(pathlib.Path(sys.argv[1]).resolve())
    loader = unittest.TestLoader()
    if len(sys.argv) > 2:
        loader.testNamePatterns = [f"*{name}*" for name in sys.argv[2:]]
    suite = loader.discover(str(folder), pattern="*_test.py")
    result = unittest.TextTestRunner(verbosity=1).run(suite)
    sys.exit(0 if result.wasSuccessful() and result.testsRun > 0 else 1)


if __name__ == "__main__":
    main()
