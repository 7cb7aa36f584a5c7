# SPDX-License-Identifier: MIT
"""The length of reports: in proportion to the file, or cut with a message."""

import json
import os

import cli
import wire


def run_length(body):
    """A run-length block of `body`."""
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


class Bounds(cli.Case):
    def put_bomb(self, count=300_000):
        """Writes a file of a few kilobytes that unpacks to `count` values. Returns its size."""
        elements = b"\xb1" + wire.integer(count) + wire.null * count
        self.put("bomb.sdb", packed_store(wire.map_of(("a", elements))))
        return os.path.getsize(self.directory / "bomb.sdb")

    def put_long_paths(self):
        """Writes a file of maps nested by long keys, with many keys in the innermost. Returns its size."""
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
        # There are two parts or more per value.
        self.assertGreater(report["cut"] + len(report["annotations"]), 300_000)
        peak, status, _, _ = self.peak("annotate", "bomb.sdb", "--html", "page.html")
        self.assertEqual(status, 0)
        page = (self.directory / "page.html").read_text()
        self.assertLess(len(page), most)
        self.assertIn(" more parts are not shown: ", page)
        if not cli.is_sanitized:
            # A growing buffer for the page, and its parts.
            self.assertLess(peak, 4 * most + cli.slack)

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
            if not cli.is_sanitized:
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
