# SPDX-License-Identifier: MIT
"""annotate --html, as text."""

import base64
import json

import page
import wire
from page import HOSTILE


class AnnotationHtml(page.Case):
    def test_lines(self):
        store = wire.store_v1(wire.map_of((HOSTILE, wire.string(HOSTILE)), ("b", wire.null)))
        data = self.page("annotate", store)
        self.assertEqual(base64.b64decode(data["input"]), store)
        self.assertEqual(data["unpacked"], "")
        meta = json.loads(data["meta"])
        self.assertEqual(meta, {"file": "a<b>.sdb", "parts": data["lines"].count("\n")})
        lines = data["lines"].splitlines()
        self.assertEqual(sum(int(line.split(" ")[0]) for line in lines), len(store))
        escaped = '\\u003c/script>\\u003c!--\\u003cb>&amp;\\\\u003c\\u{202e}\\u{7}'
        self.assertEqual(lines[5], f'{len(HOSTILE.encode())} 2 2 "{escaped}"')
        self.assertEqual(lines[-1], "1 1 1 null\t/b")

    def test_packed_and_damaged(self):
        body = wire.map_of(("a", b"\x43"))
        pairs = b"".join(b"\x01" + body[i:i + 1] for i in range(len(body)))
        data = self.page("annotate", wire.magic + b"\x01" + wire.integer(len(pairs)) + pairs, 1)
        self.assertEqual(base64.b64decode(data["unpacked"]), body)
        self.assertEqual(json.loads(data["meta"])["damage"],
                         "invalid sign state at byte 4 of the unpacked body, in /a")
        self.assertEqual(data["lines"].splitlines()[-1], "1 5 0 not understood, 1 byte")
