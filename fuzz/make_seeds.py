#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes seeds for the fuzz targets from files of sourisdb (tests/vectors/data) and from the tests.

    make_seeds.py FOLDER

FOLDER/TARGET/ receives the seeds of fuzz/corpus, and a file for each vector that fits the input of
the target.
"""

import hashlib
import json
import pathlib
import re
import shutil
import sys

PROJECT = pathlib.Path(__file__).resolve().parents[1]
LARGEST = 4096
MAGIC = b"SOURISDB"


def integer_size(data, at):
    """Size in bytes of the Integer at `at`."""
    return 1 if data[at] < 0xF0 else data[at] - 0xF0 + 2


def table_size(data):
    """Size in bytes of the text table at the beginning of `data`."""
    at, wanted = 0, 1
    while wanted:
        wanted += 1 if data[at] == 0 else -1
        at += integer_size(data, at)
    return at


def values():
    """The encoding of each short value in layout v2."""
    with open(PROJECT / "tests/vectors/data/values.jsonl", encoding="utf-8") as lines:
        for line in lines:
            data = bytes.fromhex(json.loads(line)["v2"])
            if len(data) <= LARGEST:
                yield data


def seeds():
    """Yields pairs of a target and an input."""
    data_folder = PROJECT / "tests/vectors/data"
    for value in values():
        kind, low = value[0] >> 4, value[0] & 15
        yield "value", value
        yield "document", value
        yield "tree", value
        yield "reference", bytes([1]) + value
        yield "packing", bytes([0]) + value
        yield "canonical", bytes([0]) + value
        # As the bytes of an object, and as recipes for objects.
        yield "object", bytes([0]) + value
        yield "object", bytes([2]) + value
        yield "object", bytes([8]) + value
        if kind == 4:
            yield "integer", bytes([low]) + value[1:]
            yield "cursor", bytes([2, 5, low]) + value[1:]
        elif kind == 2:
            yield "blocks", bytes([0x80 | low]) + value[1:]
            if low == 3 and value[1] == 2:
                yield "huffman_bytes", value[2:]
    for path in sorted(data_folder.glob("*.sdb")):
        store = path.read_bytes()
        if len(store) > LARGEST:
            continue
        yield "store", store
        yield "canonical", bytes([1]) + store
        yield "store", store[len(MAGIC):]
        yield "command_line", store
        yield "reference", bytes([6]) + store
        if ".v1" in path.name and store[len(MAGIC)] == 1:
            body = store[len(MAGIC) + 1:]
            size = table_size(body)
            coded = body.find(b"\x11", size)
            if coded != -1:
                yield "huffman_text", body[:size] + body[coded + 1:]
    for path in sorted(data_folder.glob("*.json")):
        text = path.read_bytes()
        if len(text) <= LARGEST:
            yield "tagged_json", text
    # The examples of the two specifications, from the tables of the tests.
    for target, table in ("cbor", "cbor_appendix.hpp"), ("msgpack", "msgpack_rows.hpp"):
        source = (PROJECT / "tests/unit/interop" / table).read_text(encoding="utf-8")
        for digits in re.findall(r'"((?:[0-9a-f]{2})+)"', source):
            yield target, bytes.fromhex(digits)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    found = PROJECT / "fuzz/corpus"
    if found.is_dir():
        shutil.copytree(found, folder, dirs_exist_ok=True)
    for target, seed in seeds():
        (folder / target).mkdir(parents=True, exist_ok=True)
        # Named as by libFuzzer, so that equal inputs become one file.
        (folder / target / hashlib.sha1(seed).hexdigest()).write_bytes(seed)


if __name__ == "__main__":
    main()
