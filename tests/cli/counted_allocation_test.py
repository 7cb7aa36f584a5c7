# SPDX-License-Identifier: MIT
"""--max-memory, which bounds a command as a whole."""

import json
import unittest

import cli


class CountedAllocation(cli.Case):
    @unittest.skipIf(cli.is_sanitized, "a sanitizer takes memory of its own")
    def test_max_memory_bounds_a_command(self):
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
                    self.assertLess(peak, base + (mebibytes << 20) + cli.slack)
                    if status > (1 if line[0] == "diff" else 0):
                        self.assertIn(b"limit exceeded (max_memory)", text[-1000:] + text[:1000] + messages)
                        # For diff, status 1 means that the files differ.
                        self.assertEqual(status, 2 if line[0] == "diff" else 1)
