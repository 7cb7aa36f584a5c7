#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compares tools/formats with souris-cli and docs/format.md, if the tools are installed.

    check_formats.py magic SOURIS_CLI    file(1) tells layout, compression, table and checksum
    check_formats.py mime                the shared MIME database knows a store by its content
    check_formats.py definitions         Kaitai Struct's and ImHex' definitions are whole

Exits with 77 where what it needs is missing.
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

PROJECT = pathlib.Path(__file__).resolve().parents[2]
FORMATS = PROJECT / "tools" / "formats"
VECTORS = PROJECT / "tests" / "vectors" / "data"
MISSING = 77
COMPRESSIONS = {"stored": "stored", "run_length": "run length", "lz4": "LZ4",
                "huffman": "Huffman", "brotli": "Brotli", "zstd": "zstd",
                "columns": "columns"}


def output(*command, **options):
    return subprocess.run(command, check=True, capture_output=True, text=True, **options).stdout


def need(*programs):
    for program in programs:
        if not shutil.which(program):
            print(f"{program} is not installed")
            sys.exit(MISSING)


def document():
    return (PROJECT / "docs" / "format.md").read_text(encoding="utf-8")


def examples():
    """Stores for each rule of section 7.1, and those in docs/format.md."""
    magic = b"SOURISDB"
    # After header 1: a leaf of two bytes and the map, and a length of two bytes and the pairs.
    yield magic + bytes.fromhex("01 F0F1 80")
    yield magic + bytes.fromhex("01 F0F0") + 120 * bytes.fromhex("0180")
    # After header 0: an odd stored length, and the least map of so many entries.
    yield magic + bytes.fromhex("00 81 80") + bytes(128)
    yield magic + bytes.fromhex("00 81 80") + 128 * bytes.fromhex("100090")
    for block in re.findall(r"^```sdb-stores\n(.*?)^```$", document(), re.M | re.S):
        for line in block.splitlines():
            if not line.startswith("#"):
                yield bytes.fromhex(line.split(" = ")[0])


def said_by_souris(souris_cli, path):
    """The expected output of file(1) for a store."""
    report = output(souris_cli, "check", path)
    fields = dict(re.findall(r"^  (\w[\w ]*?)  +(.*)$", report, re.M))
    layout = fields["form"].removeprefix("store, layout ")
    words = ["Souris store", f"layout {layout}"]
    if layout == "v2":
        words.append(COMPRESSIONS[fields["body"].split(",")[0]])
    if "text table" in fields and fields["text table"] != "none":
        words.append("text table")
    if fields["checksum"] != "none":
        words.append("checksum")
    return ", ".join(words)


def check_magic(souris_cli):
    need("file")
    with tempfile.TemporaryDirectory() as folder:
        paths = sorted(VECTORS.glob("*.sdb")) + [PROJECT / "docs" / "samples" / "sample.sdb"]
        for number, store in enumerate(examples()):
            paths.append(pathlib.Path(folder, f"{number}.sdb"))
            paths[-1].write_bytes(store)
        said = output("file", "--brief", "--magic-file", FORMATS / "souris.magic", *paths)
        for path, line in zip(paths, said.splitlines(), strict=True):
            expected = said_by_souris(souris_cli, path)
            if line != expected:
                yield f"{path.name}: file says '{line}', not '{expected}'"


def check_mime():
    need("update-mime-database", "mimetype")
    with tempfile.TemporaryDirectory() as folder:
        packages = pathlib.Path(folder, "mime", "packages")
        packages.mkdir(parents=True)
        shutil.copy(FORMATS / "souris.xml", packages)
        output("update-mime-database", packages.parent)
        environment = {**os.environ, "XDG_DATA_HOME": folder}
        for content, name, expected in (
                ((VECTORS / "empty.v2.sdb").read_bytes(), "unnamed", "application/x-souris"),
                (b"SOURISDC", "unnamed", "text/plain"),
                (b"", "named.sdb", "application/x-souris")):
            path = pathlib.Path(folder, name)
            path.write_bytes(content)
            found = output("mimetype", "--brief", path, env=environment).strip()
            if found != expected:
                yield f"{name} of {content[:8]}: {found}, not {expected}"


def table(heading):
    """Number and name of each row of the first table below a heading of docs/format.md."""
    section = document().split(f"\n{heading}\n")[1]
    rows = re.findall(r"^\| (\d+) \| \[?([\w ]+)", section.split("\n#")[0], re.M)
    return {int(number): name.strip() for number, name in rows}


def plain(name):
    """A name in docs/format.md as the definitions spell it."""
    words = name.lower().removesuffix(" number").removesuffix(" address")
    return {"time zone": "timezone"}.get(words, words).replace(" ", "_")


def unknown_types(definition):
    """Types that a Kaitai Struct definition uses but does not define."""
    known = set(definition["types"]) | {"u1", "u2", "u8", "f4", "f8", "str"}
    for match in re.finditer(r'"type": "(\w+)(?:\([^"]*\))?"', json.dumps(definition["seq"])
                             + json.dumps(definition["types"])
                             + json.dumps(definition["instances"])):
        if match.group(1) not in known | {"bool"}:
            yield match.group(1)


def check_definitions():
    try:
        import yaml  # pylint: disable=import-outside-toplevel
    except ImportError:
        print("python3-yaml is not installed")
        sys.exit(MISSING)
    kaitai = yaml.safe_load((FORMATS / "souris.ksy").read_text(encoding="utf-8"))
    imhex = (FORMATS / "souris.hexpat").read_text(encoding="utf-8")
    for name in unknown_types(kaitai):
        yield f"souris.ksy: no type {name}"
    for heading, enum in (("## 5 Values", "type"), ("## 6 Compressed blocks", "compression")):
        expected = {number: plain(name) for number, name in table(heading).items()}
        if len(expected) < 5:
            yield f"docs/format.md: no table below {heading}"
        if kaitai["enums"][enum] != expected:
            yield f"souris.ksy: {enum} is {kaitai['enums'][enum]}, not {expected}"
        body = re.search(rf"enum {enum.title()} : u8 {{(.*?)}}", imhex, re.S).group(1)
        members = {int(number): name for name, number in re.findall(r"(\w+) = (\d+)", body)}
        if members != expected:
            yield f"souris.hexpat: {enum} is {members}, not {expected}"
    # One is written after the other: what a Kaitai type reads, the ImHex struct reads.
    for name, kind in kaitai["types"].items():
        struct = re.search(rf"^struct {name.title().replace('_', '')}\b.*?^}};", imhex, re.M | re.S)
        fields = {field["id"] for field in kind.get("seq", [])}
        if name not in ("ipv4", "ipv6") and not struct:
            yield f"souris.hexpat: no struct for {name}"
        for field in sorted(fields) if struct else []:
            if not re.search(rf"\b{field}\b", struct.group(0)):
                yield f"souris.hexpat: {name} has no {field}"
    for opening, closing in ("{}", "()"):
        if imhex.count(opening) != imhex.count(closing):
            yield f"souris.hexpat: {opening} and {closing} do not match"


CHECKS = {"magic": check_magic, "mime": check_mime, "definitions": check_definitions}


def main(check, *arguments):
    lines = list(CHECKS[check](*arguments))
    print("\n".join(lines), end="\n" if lines else "")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
