# SPDX-License-Identifier: MIT
"""JSON that users write: where an error is, byte order marks, and keys that are repeated."""

import json
import os
import unittest.mock

import cli

BAD = '{\n  "a": [1, 2],\n\t"é\u65e5": nul,\n  "b": 1\n}\n'
MESSAGE = "line 3, column 8: invalid JSON (wanted a value) at byte 27, in /é\u65e5"
EXCERPT = '3 |  "é\u65e5": nul,\n' + "  |         ^\n"
MARK = "\ufeff"


class JsonInput(cli.Case):
    def setUp(self):
        super().setUp()
        self.put("bad.json", BAD)
        self.put("a.json", '{"a":1}')
        self.output("pack", "a.json", "-o", "a.sdb")

    def test_all_commands_show_the_line(self):
        said = f"souris-cli: bad.json: {MESSAGE}\n{EXCERPT}"
        for arguments in [["pack", "bad.json", "-o", "b.sdb"],
                          ["pack", "--lines", "bad.json", "-o", "b.sdb"],
                          ["convert", "bad.json", "b.sdb"],
                          ["convert", "--from", "tagged", "bad.json", "b.cbor"],
                          ["merge", "a.sdb", "bad.json"],
                          ["patch", "a.sdb", "bad.json"]]:
            with self.subTest(arguments=arguments):
                if "--lines" in arguments:
                    self.check(*arguments, status=1,
                               stderr="souris-cli: bad.json: line 1, column 2: invalid JSON (wanted "
                                      "a key) at byte 1, in /0\n1 | {\n  |  ^\n")
                else:
                    self.check(*arguments, status=1, stderr=said)
        self.check("diff", "a.sdb", "bad.json", status=2, stderr=said)
        self.check("diff", "bad.json", "a.sdb", status=2, stderr=said)
        self.check("set", "a.sdb", "/a", BAD, status=1,
                   stderr="souris-cli: VALUE: " + MESSAGE.replace(
                       "a value", "a value; text needs quotes, '\"Ada\"', or --string, and a date "
                                  "--timestamp") +
                   f"\n{EXCERPT}")
        self.check("set", "a.sdb", "/a", "@bad.json", status=1, stderr=said)
        self.check("pack", "-", "-o", "b.sdb", stdin=BAD, status=1,
                   stderr=f"souris-cli: standard input: {MESSAGE}\n{EXCERPT}")
        self.assertFalse((self.directory / "b.sdb").exists())
        with unittest.mock.patch.dict(os.environ, {"VISUAL": "", "EDITOR": "cp bad.json",
                                                   "TMPDIR": str(self.directory)}):
            process = self.run_program("edit", "a.sdb")
        self.assertEqual(process.returncode, 1)
        self.assertRegex(process.stderr.decode(), r"\Asouris-cli: .*\.json: " + "line 3, column 8: ")
        self.assertIn(EXCERPT, process.stderr.decode())

    def test_for_programs(self):
        process = self.run_program("--output", "json", "pack", "bad.json", "-o", "b.sdb")
        error = json.loads(process.stderr)["error"]
        self.assertEqual((error["line"], error["column"], error["offset"], error["code"]),
                         (3, 8, 27, "invalid_json"))
        error = json.loads(self.run_program("get", "a.sdb", "/b", "--output", "json").stderr)["error"]
        self.assertEqual((error["line"], error["column"]), (None, None))

    def test_what_a_line_contains_does_no_harm(self):
        process = self.run_program("pack", "-", "-o", "b.sdb",
                                   stdin='{"\x7f\u202e\x9b":1,' + "x" * 100_000)
        text = process.stderr.decode()
        self.assertNotRegex(text, "[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]")
        self.assertLess(len(text), 400)
        self.assertIn("x...\n", text)
        process = self.run_program("pack", "-", "-o", "b.sdb", stdin=b'{"a":"\xff\xfe"}')
        self.assertIn("line 1, column 7: invalid UTF-8", process.stderr.decode())
        self.assertIn('1 | {"a":"\\xff\\xfe"}\n', process.stderr.decode())

    def test_tagged_values_and_limits_have_a_line(self):
        process = self.run_program("pack", "-", "-o", "b.sdb",
                                   stdin='{"a":\n {"souris_type":6,"timestamp":"soon"}}')
        self.assertRegex(process.stderr.decode(), r"line 2, column \d+: ")
        process = self.run_program("pack", "--max-depth", "2", "-", "-o", "b.sdb",
                                   stdin='[\n[\n[1]]]')
        self.assertRegex(process.stderr.decode(), r"line 3, column 1: limit exceeded \(max_depth\)")
        self.assertEqual(process.returncode, 1)

    def test_a_byte_order_mark_is_skipped(self):
        text = MARK + '{"a":[1]}'
        self.put("marked.json", text)
        expected = '{"a":[1]}\n'
        self.check("pack", "marked.json", "-o", "b.sdb")
        self.check("dump", "--format", "json", "b.sdb", stdout=expected)
        self.check("convert", "marked.json", "-", "--to", "json", stdout=expected)
        self.check("diff", "marked.json", "b.sdb")
        self.check("merge", "a.sdb", "marked.json")
        self.check("dump", "--format", "json", "a.sdb", stdout=expected)
        self.check("set", "a.sdb", "/a", MARK + "2")
        self.put("p.json", MARK + '[{"op":"remove","path":"/a"}]')
        self.check("patch", "a.sdb", "p.json")
        self.check("dump", "--format", "json", "a.sdb", stdout="{}\n")
        self.check("pack", "--lines", "-", "-o", "-", "--bare", stdin=MARK + "\n" + "1\n",
                   stdout=b"\xb2\x40\x01")
        # In a message, the offset counts its bytes and the column does not.
        self.check("pack", "-", "-o", "b.sdb", stdin=MARK + "[1,]", status=1,
                   stderr="souris-cli: standard input: line 1, column 4: invalid JSON (wanted a "
                          "value) at byte 6\n1 | [1,]\n  |    ^\n")
        # A mark alone is no JSON, nor is one elsewhere.
        self.assertEqual(self.run_program("pack", "-", "-o", "-", stdin=MARK).returncode, 1)
        self.assertEqual(self.run_program("pack", "-", "-o", "-", stdin="[" + MARK + "]").returncode, 1)

    def test_repeated_keys_are_warned_of(self):
        text = '{"a":1,\n "b":{"c":1,\n  "c":2,"\\u0063":3},\n "a":4}'
        self.put("twice.json", text)
        warnings = [
            "souris-cli: warning: twice.json: line 3, column 3: repeated key, only its last value "
            "counts, in /b/c\n",
            "souris-cli: warning: twice.json: line 4, column 2: repeated key, only its last value "
            "counts, in /a\n"]
        said = "".join(warnings)
        self.check("pack", "twice.json", "-o", "b.sdb", stderr=said)
        self.check("dump", "--format", "json", "b.sdb", stdout='{"a":4,"b":{"c":3}}\n')
        self.check("merge", "a.sdb", "twice.json", stderr=said)
        self.check("diff", "b.sdb", "twice.json", stderr=said)
        self.check("convert", "twice.json", "-", "--to", "json", stdout='{"a":4,"b":{"c":3}}\n',
                   stderr="souris-cli: twice.json: 3 values lost something\n" + said)
        self.check("set", "a.sdb", "/x", '{"k":1,"k":2}',
                   stderr="souris-cli: warning: VALUE: line 1, column 8: repeated key, only its last "
                          "value counts, in /k\n")
        self.check("pack", "--lines", "-", "-o", "b.sdb", stdin='1\n{"k":1,"k":2}\n',
                   stderr="souris-cli: warning: standard input: line 2, column 8: repeated key, only "
                          "its last value counts, in /1/k\n")
        process = self.run_program("--output", "json", "pack", "twice.json", "-o", "b.sdb")
        self.assertEqual(process.returncode, 0)
        first, second = process.stderr.decode().splitlines()
        self.assertEqual(json.loads(first)["warning"],
                         {"file": "twice.json", "code": "repeated_key",
                          "message": "repeated key, only its last value counts", "offset": 23,
                          "line": 3, "column": 3, "path": "/b/c"})
        self.check("pack", "a.json", "-o", "b.sdb")

    def test_warnings_are_few(self):
        self.put("many.json", "{" + ",".join(f'"{i % 1000}":1' for i in range(3000)) + "}")
        process = self.run_program("pack", "many.json", "-o", "b.sdb")
        self.assertEqual(process.returncode, 0)
        lines = process.stderr.decode().splitlines()
        self.assertEqual(len(lines), 17)
        self.assertEqual(lines[-1], "souris-cli: warning: many.json: 1984 more values of repeated "
                                    "keys do not count")
