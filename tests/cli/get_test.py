# SPDX-License-Identifier: MIT
"""get and keys: a part of a store."""

import json

import cli
import wire

JSON = """{"name":"Ada \\u001b\\"x","list":[1,{"souris_type":0,"character":"\\u00e9"},2.5,true,null],
"a/b":{"~":{"souris_type":2,"bytes":[0,10,255]}},"when":{"souris_type":6,"timestamp":"2024-10-30T12:34:56"},
"zone":{"souris_type":12,"timezone":"Europe/London"},"kept":{"souris_type":7,"json":[1, 2]},"empty":{}}"""


class Get(cli.Case):
    def setUp(self):
        super().setUp()
        self.put("a.json", JSON)
        self.check("pack", "a.json", "-o", "a.sdb")

    def test_forms(self):
        rows = [
            ("/name", '"Ada \\u001b\\"x"\n', b'Ada \x1b"x\n'),
            ("/list/0", "1\n", b"1\n"),
            ("/list/1", '{"souris_type":0,"character":"é"}\n', "é\n".encode()),
            ("/list/2", "2.5\n", b"2.5\n"),
            ("/list/3", "true\n", b"true\n"),
            ("/list/4", "null\n", b"null\n"),
            ("/a~1b/~0", '{"souris_type":2,"bytes":[0,10,255]}\n', b"\x00\x0a\xff"),
            ("/when", '{"souris_type":6,"timestamp":"2024-10-30T12:34:56"}\n', b"2024-10-30T12:34:56\n"),
            ("/zone", '{"souris_type":12,"timezone":"Europe/London"}\n', b"Europe/London\n"),
            ("/empty", "{}\n", b"{}\n"),
        ]
        for pointer, tagged, raw in rows:
            with self.subTest(pointer=pointer):
                self.check("get", "a.sdb", pointer, stdout=tagged)
                self.check("get", "-r", "a.sdb", pointer, stdout=raw)
                self.check("get", "a.sdb", pointer, "--raw", stdout=raw)
        self.check("get", "--raw", "a.sdb", "/kept", stdout="[1, 2]\n")
        self.check("get", "--format", "json", "a.sdb", "/list/1", stdout='"é"\n')
        self.check("get", "--format", "tree", "a.sdb", "/empty", stdout="map (0)\n")

    def test_all(self):
        self.assertEqual(self.output("get", "a.sdb", ""), self.output("dump", "--format", "tagged", "a.sdb"))
        data = (self.directory / "a.sdb").read_bytes()
        self.check("get", "-", "/list/0", stdin=data, stdout="1\n")

    def test_what_is_not_there(self):
        self.check("get", "a.sdb", "/list/5", status=1,
                   stderr="souris-cli: a.sdb: no such element, in /list/5\n")
        self.check("get", "-r", "a.sdb", "/nobody", status=1,
                   stderr="souris-cli: a.sdb: no such key, in /nobody\n")
        self.check("keys", "a.sdb", "/list/0", status=1,
                   stderr="souris-cli: a.sdb: wrong type (found integer, wanted map or array), in /list/0\n")
        self.assertEqual(self.run_program("get", "none.sdb", "/name").returncode, 2)
        self.put("bad.sdb", wire.store_v1(b"\x81"))
        self.assertEqual(self.run_program("get", "bad.sdb", "").returncode, 1)
        self.assertEqual(self.run_program("keys", "bad.sdb").returncode, 1)

    def test_keys(self):
        self.check("keys", "a.sdb", stdout="/name\n/list\n/a~1b\n/when\n/zone\n/kept\n/empty\n")
        self.check("keys", "a.sdb", "/list", stdout="/list/0\n/list/1\n/list/2\n/list/3\n/list/4\n")
        self.check("keys", "a.sdb", "/a~1b", stdout="/a~1b/~0\n")
        self.check("keys", "a.sdb", "/empty", stdout="")

    def test_keys_are_what_get_takes(self):
        keys = ["", "a", "a b", "日本語", "a\nb\x1b", "a\\nb", '"', "~1/", "\u202e", "\t", "-1", "0", "$(id)"]
        self.put("odd.json", json.dumps({key: index for index, key in enumerate(keys)}))
        self.check("pack", "odd.json", "-o", "odd.sdb")
        lines = self.output("keys", "odd.sdb").decode()
        self.assertTrue(lines.endswith("\n"))
        self.assertNotRegex(lines, "[\x1b\t\u202e]")
        for index, line in enumerate(lines[:-1].split("\n")):
            self.check("get", "odd.sdb", line, stdout=f"{index}\n")
        self.assertEqual(len(lines.splitlines()), len(keys))
        # JSON reports contain the keys themselves.
        report = json.loads(self.output("keys", "odd.sdb", "--output", "json"))
        self.assertEqual(report["keys"], keys)

    def test_pointers_that_are_none_are_wrong_usage(self):
        before = (self.directory / "a.sdb").read_bytes()
        for pointer in "name", "list/0", "/~", "/a~2", "/~01~", '"', '"a"', '"/a', '"/a" x', '"/~2"', " /a":
            for command in (["get", "a.sdb", pointer], ["keys", "a.sdb", pointer],
                            ["set", "a.sdb", pointer, "1"], ["rm", "a.sdb", pointer]):
                with self.subTest(command=command):
                    process = self.run_program(*command)
                    self.assertEqual(process.returncode, 2)
                    self.assertRegex(process.stderr.decode(),
                                     r"\Asouris-cli: POINTER: .*begins with a slash.*\n\Z")
        error = json.loads(self.run_program("get", "a.sdb", "x", "--output", "json").stderr)["error"]
        self.assertEqual((error["code"], error["exit_status"]), ("usage", 2))
        self.assertEqual((self.directory / "a.sdb").read_bytes(), before)
        # In a file, an invalid pointer is bad data.
        self.put("bad.json", '[{"op":"remove","path":"name"}]')
        self.assertEqual(self.run_program("patch", "a.sdb", "bad.json").returncode, 1)
