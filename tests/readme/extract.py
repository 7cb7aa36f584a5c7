#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes an example of a Markdown file to a file: extract.py README.md LANGUAGE NUMBER OUT

The NUMBERth fenced block (from 0) whose info string is LANGUAGE.
"""
import re
import sys

document, language, number, out = sys.argv[1:]
with open(document, encoding="utf-8") as file:
    blocks = re.findall(r"^```%s\n(.*?)^```$" % re.escape(language), file.read(), re.M | re.S)
with open(out, "w", encoding="utf-8") as file:
    file.write(blocks[int(number)])
