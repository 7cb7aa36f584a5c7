# SPDX-License-Identifier: MIT
"""What commands take of memory, and how long their reports are: in proportion, or it is said."""

import json
import os
import pathlib
import subprocess
import unittest

import cli
import wire

# The program, its libraries and what a command takes besides what it is asked to bound.
slack = 8 << 20


def run_length(body):
    """A block of runs."""
    pairs = bytearray()
    begin = 0
    while begin < len(body):
        end = begin + 1
        while end < len(body) and end - begin < 255 and body[end] == body[begin]:
            end += 1
        pairs += bytes([end - begin, body[begin]])
        begin = end
    return wire.integer(len(pairs)) + bytes(pairs)


def packed_store(body):
    return wire.magic + b"\x01" + run_length(body)


def is_sanitized():
    return b"__asan_init" in pathlib.Path(cli.program).read_bytes()


class Bounds(cli.Case):
    def peak(self, *arguments, stdin=b""):
        """Runs the program. Returns its greatest size in memory, exit status, output and messages."""
        with open(self.directory / "stdin", "wb") as file:
            file.write(stdin)
        with (open(self.directory / "stdin", "rb") as source,
              open(self.directory / "stdout", "wb") as target,
              open(self.directory / "stderr", "wb") as messages):
            process = subprocess.Popen(
                [cli.program, *arguments], cwd=self.directory, stdin=source, stdout=target,
                stderr=messages, env={**os.environ, "EDITOR": "true", "VISUAL": ""})
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        return (usage.ru_maxrss * 1024, process.returncode,
                (self.directory / "stdout").read_bytes(), (self.directory / "stderr").read_bytes())

    def put_bomb(self, count=300_000):
        """A few kilobytes that unpack to as many values."""
        elements = b"\xb1" + wire.integer(count) + wire.null * count
        self.put("bomb.sdb", packed_store(wire.map_of(("a", elements))))
        return os.path.getsize(self.directory / "bomb.sdb")

    def put_long_paths(self):
        """Maps inside one another by long keys, and at the bottom many."""
        inner = wire.map_of(*((f"{i:x}", wire.null) for i in range(3000)))
        for _ in range(60):
            inner = wire.map_of(("k" * 20_000, inner))
        self.put("paths.sdb", packed_store(inner))
        return os.path.getsize(self.directory / "paths.sdb")

    def most_of_report(self, size):
        return (4 << 20) + 4096 * size + (1 << 20)

    def test_annotate_is_cut(self):
        most = self.most_of_report(self.put_bomb())
        peak, status, text, _ = self.peak("annotate", "bomb.sdb")
        self.assertEqual(status, 0)
        self.assertLess(len(text), most)
        self.assertRegex(text.decode().splitlines()[-1], r"^\d+ more parts are not shown: ")
        _, status, text, _ = self.peak("annotate", "bomb.sdb", "--output", "json")
        self.assertEqual(status, 0)
        self.assertLess(len(text), most)
        report = json.loads(text)
        self.assertGreater(report["cut"], 1000)
        # Tag and count or text of everything, in the file and unpacked.
        self.assertGreater(report["cut"] + len(report["annotations"]), 300_000)
        peak, status, _, _ = self.peak("annotate", "bomb.sdb", "--html", "page.html")
        self.assertEqual(status, 0)
        page = (self.directory / "page.html").read_text()
        self.assertLess(len(page), most)
        self.assertIn(" more parts are not shown: ", page)
        if not is_sanitized():
            # The page as it grows, and what it is made of.
            self.assertLess(peak, 4 * most + slack)

    def test_annotate_of_what_is_short_is_whole(self):
        self.put("a.sdb", wire.store_v1(wire.map_of(("a", wire.null))))
        self.assertEqual(json.loads(self.output("annotate", "a.sdb", "--output", "json"))["cut"], 0)
        self.assertNotIn(b"not shown", self.output("annotate", "a.sdb"))

    def test_stat_has_no_path_of_megabytes(self):
        most = self.most_of_report(self.put_long_paths())
        for options in [], ["--output", "json"], ["--top", "100000"], \
                ["--top", "100000", "--output", "json"]:
            peak, status, text, _ = self.peak("stat", "paths.sdb", *options)
            self.assertEqual(status, 0)
            self.assertLess(len(text), most)
            if not is_sanitized():
                self.assertLess(peak, 2 * most)
        rows = json.loads(text)["by_path"]
        self.assertTrue(all(len(row["name"]) <= 8192 for row in rows))
        self.peak("stat", "paths.sdb", "--html", "page.html")
        self.assertLess(os.path.getsize(self.directory / "page.html"), most)
        for command in (["check", "paths.sdb"], ["annotate", "paths.sdb"],
                        ["annotate", "paths.sdb", "--output", "json"]):
            peak, status, text, _ = self.peak(*command)
            self.assertEqual(status, 0)
            self.assertLess(len(text), most)

    def test_stat_tells_long_keys_apart(self):
        key = "k" * 1000
        self.put("a.sdb", wire.store_v1(wire.map_of((key + "1", wire.null), (key + "2", wire.null))))
        rows = json.loads(self.output("stat", "a.sdb", "--output", "json"))["by_path"]
        self.assertEqual([row["count"] for row in rows if row["name"].startswith("/k")], [1, 1])

    def test_max_memory_bounds_a_command(self):
        if is_sanitized():
            raise unittest.SkipTest("a sanitizer takes memory of its own")
        small = '{"a":1}'
        values = [{"id": i, "name": f"the mouse number {i} lives here"} for i in range(40_000)]
        self.put("small.json", small)
        self.put("a.json", json.dumps({"a": values}))
        self.put("b.json", json.dumps({"a": values[:100] + [1, 2] + values[200:]}))
        self.put("patch.json", json.dumps([{"op": "add", "path": "/b", "value": 1}]))
        for name in "small", "a", "b":
            self.output("pack", f"{name}.json", "-o", f"{name}.sdb", "--profile", "fast")
            self.put(f"{name}.flat", self.output("flat", f"{name}.sdb"))
            for form in "cbor", "msgpack":
                self.output("convert", f"{name}.sdb", f"{name}.{form}")
        lines = [
            ["dump", "{}.sdb"], ["dump", "--format", "json", "{}.sdb"],
            ["dump", "--format", "tree", "{}.sdb"], ["get", "{}.sdb", ""], ["keys", "{}.sdb", "/a"],
            ["check", "{}.sdb"], ["stat", "{}.sdb"], ["stat", "--html", "page.html", "{}.sdb"],
            ["annotate", "{}.sdb"], ["annotate", "--html", "page.html", "{}.sdb"],
            ["flat", "{}.sdb"], ["unflat", "{}.flat", "-o", "out.sdb"],
            ["diff", "{}.sdb", "b.sdb"], ["diff", "--output", "json", "{}.sdb", "b.sdb"],
            ["edit", "{}.sdb"], ["set", "{}.sdb", "/z", "1", "-o", "out.sdb"],
            ["patch", "{}.sdb", "patch.json", "-o", "out.sdb"],
            ["convert", "{}.json", "out.sdb"], ["convert", "{}.cbor", "out.sdb"],
            ["convert", "{}.msgpack", "out.sdb"], ["convert", "{}.sdb", "out.json"],
            ["convert", "{}.sdb", "out.cbor"], ["convert", "{}.sdb", "out.msgpack"],
            ["pack", "{}.json", "-o", "out.sdb"],
            ["pack", "{}.json", "-o", "out.sdb", "--extended", "--profile", "balanced"],
            ["repack", "{}.sdb", "out.sdb", "--profile", "balanced"],
        ]
        for line in lines:
            base, status, _, _ = self.peak(*(part.format("small") for part in line))
            self.assertLess(status, 2, line)
            for mebibytes in 2, 6, 20, 60:
                with self.subTest(line=line, mebibytes=mebibytes):
                    peak, status, text, messages = self.peak(
                        *(part.format("a") for part in line), "--max-memory", f"{mebibytes}M")
                    self.assertLess(peak, base + (mebibytes << 20) + slack)
                    if status > (1 if line[0] == "diff" else 0):
                        self.assertIn(b"limit exceeded (max_memory)", text[-1000:] + text[:1000] + messages)
                        # To diff, 1 means that there is a difference.
                        self.assertEqual(status, 2 if line[0] == "diff" else 1)
