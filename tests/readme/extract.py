#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes an example of a Markdown file to a file: extract.py README.md LANGUAGE NUMBER/COUNT OUT

The NUMBERth fenced block (from 0) whose info string is LANGUAGE. There must be COUNT of C++, so that
none is forgotten when one is added.
"""
import re
import sys

document, language, place, out = sys.argv[1:]
number, count = map(int, place.split("/"))
with open(document, encoding="utf-8") as file:
    text = file.read()
programs = len(re.findall(r"^```cpp\n", text, re.M))
if programs != count:
    sys.exit(f"{document}: {programs} programs, of which the build knows {count}")
blocks = re.findall(r"^```%s\n(.*?)^```$" % re.escape(language), text, re.M | re.S)
with open(out, "w", encoding="utf-8") as file:
    file.write(blocks[number])
