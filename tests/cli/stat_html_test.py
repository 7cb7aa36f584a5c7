# SPDX-License-Identifier: MIT
"""stat --html, as text."""

import json

import page
import wire
from page import HOSTILE


class StatHtml(page.Case):
    def test_nodes(self):
        store = wire.store_v1(wire.map_of((HOSTILE, wire.array(wire.null, wire.null))))
        meta = json.loads(self.page("stat", store)["meta"])
        self.assertEqual(meta["file"], "a<b>.sdb")
        self.assertEqual(meta["nodes"], [
            [0, "", 1, 1], [0, "</script><!--<b>&amp;\\\\u003c\\u{202e}\\u{7}",
                            3 + len(HOSTILE.encode()), 1], [1, "*", 2, 2], [0, "(framing)", 9, 0]])
        self.assertEqual(sum(node[2] for node in meta["nodes"]), len(store))
        self.assertEqual(meta["tables"][0]["title"], "file, by type")

    def test_columns(self):
        lines = "".join(json.dumps({HOSTILE: i, "b": i % 3}) + "\n" for i in range(3000))
        packed = self.output("pack", "--lines", "--extended", "--packed", "-", "-o", "-", stdin=lines)
        tables = json.loads(self.page("stat", packed)["meta"])["tables"]
        table = next(table for table in tables if table["title"] == "packed body, by column")
        self.assertEqual(sum(row["bytes"] for row in table["rows"]), table["total"])
        row = next(row for row in table["rows"] if "script" in row["name"])
        self.assertIn("\\u{202e}\\u{7}", row["name"])
        self.assertRegex(row["about"], "^integer; delta.*; 0 to 2999$")
