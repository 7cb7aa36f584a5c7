# SPDX-License-Identifier: MIT
"""get and keys: a part of a store."""

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
        self.assertEqual(self.run_program("get", "a.sdb", "name").returncode, 1)
        self.assertEqual(self.run_program("get", "none.sdb", "/name").returncode, 2)
        self.put("bad.sdb", wire.store_v1(b"\x81"))
        self.assertEqual(self.run_program("get", "bad.sdb", "").returncode, 1)
        self.assertEqual(self.run_program("keys", "bad.sdb").returncode, 1)

    def test_keys(self):
        self.check("keys", "a.sdb", stdout="name\nlist\na/b\nwhen\nzone\nkept\nempty\n")
        self.check("keys", "a.sdb", "/list", stdout="0\n1\n2\n3\n4\n")
        self.check("keys", "a.sdb", "/empty", stdout="")
        self.put("odd.json", '{"a\\nb\\u001b":1}')
        self.check("pack", "odd.json", "-o", "odd.sdb")
        self.check("keys", "odd.sdb", stdout="a\\nb\\u{1b}\n")
