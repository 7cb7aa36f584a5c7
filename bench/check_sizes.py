#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Fails if a document of bench/samples takes more bytes than bench/sizes.csv says.

    check_sizes.py PATH/TO/souris-cli [--update]

--update rewrites the file with the current sizes.
"""

import csv
import pathlib
import subprocess
import sys

FOLDER = pathlib.Path(__file__).resolve().parent
KEPT = FOLDER / "sizes.csv"
WAYS = {
    "stored": ["--profile", "stored"],
    "fast": ["--profile", "fast"],
    "balanced": ["--profile", "balanced"],
    "smallest": ["--profile", "smallest"],
    "smallest v1": ["--profile", "smallest", "--layout", "v1"],
    "smallest extended": ["--profile", "smallest", "--extended"],
    "packed balanced": ["--packed"],
    "packed smallest": ["--packed", "--profile", "smallest"],
}


def measure(program):
    sizes = {}
    for document in sorted((FOLDER / "samples").glob("*.json")):
        for way, options in WAYS.items():
            packed = subprocess.run([program, "pack", document, "-o", "-", *options], check=True,
                                    stdout=subprocess.PIPE).stdout
            sizes[document.stem, way] = len(packed)
    return sizes


def load():
    with open(KEPT, newline="", encoding="ascii") as file:
        return {(document, way): int(size) for document, way, size in list(csv.reader(file))[1:]}


def store(sizes):
    with open(KEPT, "w", newline="", encoding="ascii") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["document", "way", "bytes"])
        writer.writerows([*key, size] for key, size in sizes.items())


def main():
    sizes = measure(sys.argv[1])
    if sys.argv[2:] == ["--update"]:
        store(sizes)
        return 0
    kept = load()
    if set(kept) != set(sizes):
        print("sizes.csv does not list what is measured; check_sizes.py --update")
        return 1
    grown = [(*key, kept[key], size) for key, size in sizes.items() if size > kept[key]]
    for document, way, before, now in grown:
        print(f"{document}, {way}: {now} bytes, were {before}")
    smaller = sum(size < kept[key] for key, size in sizes.items())
    if smaller:
        print(f"{smaller} of {len(sizes)} are smaller than kept; check_sizes.py --update")
    return 1 if grown else 0


if __name__ == "__main__":
    sys.exit(main())
