# SPDX-License-Identifier: MIT
"""flat and unflat: a tree as lines, and back."""

import cli

JSON = """{"users":[{"name":"Ada","age":36},[]],"a = b":{"~/":1.5},"\\u001b":{},"":{"":null},
"digits":{"0":1,"1":2},"when":{"souris_type":6,"timestamp":"2024-10-30T12:34:56"}}"""
LINES = """/users/0/name = "Ada"
/users/0/age = 36
/users/1 = []
"/a = b/~0~1" = 1.5
"/\\u001b" = {}
// = null
/digits = {}
/digits/0 = 1
/digits/1 = 2
/when = {"souris_type":6,"timestamp":"2024-10-30T12:34:56"}
"""


class Flat(cli.Case):
    def test_there_and_back(self):
        self.check("pack", "-", "-o", "a.sdb", stdin=JSON)
        self.check("flat", "a.sdb", stdout=LINES)
        self.check("unflat", "-", "-o", "b.sdb", stdin=LINES)
        self.assertEqual((self.directory / "b.sdb").read_bytes(),
                         (self.directory / "a.sdb").read_bytes())

    def test_every_vector(self):
        for path in sorted(cli.vectors.glob("*.sdb")):
            lines = self.output("flat", str(path))
            self.check("unflat", "-", "-o", "a.sdb", stdin=lines)
            self.check("diff", "a.sdb", str(path))

    def test_roots(self):
        for json in "5", "[]", '"x = y"', "{}":
            data = self.output("pack", "--packed", "-", "-o", "-", stdin=json)
            self.check("flat", "-", stdin=data, stdout=f"= {json}\n")
            self.assertEqual(self.output("unflat", "--packed", "-", "-o", "-", stdin=f"= {json}"), data)

    def test_lines_that_are_none(self):
        rows = [
            ("/a\n", "invalid JSON (line 1: wanted POINTER = JSON) at byte 0"),
            ("", "invalid JSON (wanted POINTER = JSON)"),
            ("/a = 1\n\n/a/b = 2\n", "wrong type (line 3) at byte 8, in /a/b"),
            ("/a/0 = 1\n/a/2 = 2\n", "no such element (line 2) at byte 9, in /a/2"),
            ("a = 1\n", "invalid JSON Pointer (line 1) at byte 0, in a"),
        ]
        for text, message in rows:
            with self.subTest(text=text):
                self.check("unflat", "-", "-o", "a.sdb", stdin=text, status=1,
                           stderr=f"souris-cli: standard input: {message}\n")
        self.assertEqual(self.run_program("unflat", "-", "-o", "a.sdb", stdin="/a = {").returncode, 1)
        deep = self.run_program("unflat", "-", "-o", "a.sdb", stdin="/a" * 2000 + " = 1")
        self.assertIn("max_depth", deep.stderr.decode())
        self.assertEqual(deep.returncode, 1)
