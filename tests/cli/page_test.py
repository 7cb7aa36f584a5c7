# SPDX-License-Identifier: MIT
"""The pages of stat and annotate, as text; tools/check-pages opens them in a browser."""

import base64
import json
import re

import cli
import wire

HOSTILE = "</script><!--<b>&amp;\\u003c\u202e\x07"


class Page(cli.Case):
    def page(self, command, content, status=0):
        self.put("a<b>.sdb", content)
        process = self.run_program(command, "a<b>.sdb", "--html", "page.html")
        self.assertEqual((process.stdout, process.returncode), (b"", status))
        page = (self.directory / "page.html").read_text()
        self.check(command, "-", "--html", "-", stdin=content, status=status,
                   stdout=page.replace("a\\u003cb>.sdb", "standard input"),
                   stderr=process.stderr.decode().replace("a<b>.sdb", "standard input"))
        text = (self.directory / "page.html").read_text()
        self.assertIn("default-src 'none'", text)
        self.assertNotRegex(text, r"https?:|src=|@import|url\(")
        data = dict(re.findall(r'<script type="text/plain" id="(\w+)">(.*?)</script>\n', text,
                               re.DOTALL))
        for name, content in data.items():
            self.assertNotIn("<", content, name)
        return data

    def test_annotate(self):
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

    def test_annotate_packed_and_damaged(self):
        body = wire.map_of(("a", b"\x43"))
        pairs = b"".join(b"\x01" + body[i:i + 1] for i in range(len(body)))
        data = self.page("annotate", wire.magic + b"\x01" + wire.integer(len(pairs)) + pairs, 1)
        self.assertEqual(base64.b64decode(data["unpacked"]), body)
        self.assertEqual(json.loads(data["meta"])["damage"],
                         "invalid sign state at byte 4 of the unpacked body, in /a")
        self.assertEqual(data["lines"].splitlines()[-1], "1 5 0 not understood, 1 byte")

    def test_stat(self):
        store = wire.store_v1(wire.map_of((HOSTILE, wire.array(wire.null, wire.null))))
        meta = json.loads(self.page("stat", store)["meta"])
        self.assertEqual(meta["file"], "a<b>.sdb")
        self.assertEqual(meta["nodes"], [
            [0, "", 1, 1], [0, "</script><!--<b>&amp;\\\\u003c\\u{202e}\\u{7}",
                            3 + len(HOSTILE.encode()), 1], [1, "*", 2, 2], [0, "(framing)", 9, 0]])
        self.assertEqual(sum(node[2] for node in meta["nodes"]), len(store))
        self.assertEqual(meta["tables"][0]["title"], "file, by type")
