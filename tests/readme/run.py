#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs a program in an empty folder and compares its output: run.py PROGRAM EXPECTED"""
import os
import subprocess
import sys
import tempfile

program, expected = sys.argv[1:]
with tempfile.TemporaryDirectory() as folder:
    result = subprocess.run([os.path.abspath(program)], cwd=folder, capture_output=True, text=True, timeout=60)
with open(expected, encoding="utf-8") as file:
    wanted = file.read()
if result.returncode != 0 or result.stdout != wanted or result.stderr:
    sys.exit("status %d, printed:\n%s%sexpected:\n%s"
             % (result.returncode, result.stdout, result.stderr, wanted))
