# SPDX-License-Identifier: MIT
"""get and keys: a part of a store."""

import json
import subprocess
import unittest

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

    def pack(self, name, value):
        self.put(name + ".json", json.dumps(value))
        self.check("pack", name + ".json", "-o", name)

    def test_numbers_beyond_64_bits(self):
        numbers = [2**64, -2**63 - 1, 2**128 - 1, -2**127, 5, 0]
        self.pack("n.sdb", numbers)
        for index, number in enumerate(numbers):
            for options in [], ["-r"], ["--format", "tagged"], ["--format", "json"]:
                self.check("get", "n.sdb", f"/JSON/{index}", *options, stdout=f"{number}\n")
            self.check("get", "n.sdb", "--null", f"/JSON/{index}", stdout=f"{number}\0")
            # What was shown can be set again.
            self.check("set", "n.sdb", "/JSON/-", "-", stdin=f"{number}\n")
        self.check("get", "n.sdb", "/JSON/*", stdout="".join(f"{number}\n" for number in 2 * numbers))

    def test_wildcards_and_recursion(self):
        self.pack("w.sdb", {"users": [{"name": "b", "id": 1}, {"id": 2}, {"name": "a", "x": {"id": [3]}}],
                            "id": 4, "": {"": {}}})
        rows = [
            ("/users/*/name", '"b"\n"a"\n'),
            ("/users/0/*", '"b"\n1\n'),
            ("/**/id", "1\n2\n[3]\n4\n"),
            ("/**/id/**", "1\n2\n[3]\n3\n4\n"),
            ("/users/**/**/id", "1\n2\n[3]\n"),
            ("/*/*/*/id", "[3]\n"),
            ("/users/2/**", '{"name":"a","x":{"id":[3]}}\n"a"\n{"id":[3]}\n[3]\n3\n'),
            ("//*", "{}\n"),
            ("//**", '{"":{}}\n{}\n'),
        ]
        for pointer, shown in rows:
            with self.subTest(pointer=pointer):
                self.check("get", "w.sdb", pointer, stdout=shown)
                data = (self.directory / "w.sdb").read_bytes()
                self.check("get", "-", pointer, stdin=data, stdout=shown)
        everything = self.output("get", "w.sdb", "/**").decode().splitlines()
        self.assertEqual(everything[0] + "\n", self.output("get", "w.sdb", "").decode())
        self.assertEqual(len(everything), 15)
        self.check("get", "--format", "tree", "w.sdb", "/users/*/name", stdout='string     "b"\nstring     "a"\n')
        self.check("get", "-r", "w.sdb", "/users/*/name", "/id", stdout="b\na\n4\n")

    def test_several_pointers(self):
        # In the order of the pointers, so that a script knows which is which.
        self.check("get", "-r", "a.sdb", "/zone", "/list/0", "/name", "/list/0",
                   stdout="Europe/London\n1\nAda \x1b\"x\n1\n")
        self.check("get", "a.sdb", "/list/2", "", "/list/0",
                   stdout="2.5\n" + self.output("get", "a.sdb", "").decode() + "1\n")
        self.check("get", "a.sdb", "/list/3", "/list/*", "/list/3",
                   stdout="true\n" + self.output("get", "a.sdb", "/list/*").decode() + "true\n")
        # Nothing is shown if one is missing; each that is has its line.
        self.check("get", "a.sdb", "/name", "/nobody", "/list/*", "/*/nobody", "/list/9", status=1,
                   stderr="souris-cli: a.sdb: no such key, in /nobody\n"
                          "souris-cli: a.sdb: nothing matches, in /*/nobody\n"
                          "souris-cli: a.sdb: no such element, in /list/9\n")
        error = json.loads(self.run_program("get", "a.sdb", "/**/nobody", "--output", "json").stderr)["error"]
        self.assertEqual((error["code"], error["path"], error["exit_status"]), ("no_match", "/**/nobody", 1))

    def test_null_is_for_xargs(self):
        self.check("get", "--null", "a.sdb", "/name", "/list/*", "/when",
                   stdout='Ada \x1b"x\x001\0é\x002.5\0true\0null\x002024-10-30T12:34:56\0')
        self.check("get", "-0r", "a.sdb", "/empty", stdout="{}\0")
        # A NUL within a value would end it.
        self.check("get", "--null", "a.sdb", "/a~1b/~0", status=1,
                   stderr="souris-cli: a.sdb: value has no form here (a NUL, which is to end a value)\n")
        self.pack("s.sdb", ["a b", "c\nd", "", "*"])
        process = subprocess.run(
            ["bash", "-c", '"$0" get --null s.sdb "/JSON/*" | xargs -0 printf "<%s>"', cli.program],
            cwd=self.directory, capture_output=True, timeout=cli.time_limit)
        self.assertEqual(process.stdout, b"<a b><c\nd><><*>")

    def test_stars_as_keys(self):
        self.pack("stars.sdb", {"*": {"a": 1, "**": {"x": 2}}, "**": 3, "a*": 4, "***": {"b": 5}})
        # A pointer that is a JSON string has no wildcards, and keys and flat write such ones.
        rows = [('"/*"', '{"a":1,"**":{"x":2}}\n'), ('"/*/**/x"', "2\n"), ('"/**"', "3\n"), ("/a*", "4\n"),
                ("/***/b", "5\n"), ("/*/a", "1\n"), ("/**/b", "5\n")]
        for pointer, shown in rows:
            self.check("get", "stars.sdb", pointer, stdout=shown)
        self.check("keys", "stars.sdb", stdout='"/*"\n"/**"\n/a*\n/***\n')
        self.check("keys", "stars.sdb", '"/*"', stdout='"/*/a"\n"/*/**"\n')
        lines = self.output("flat", "stars.sdb").decode().splitlines()
        self.assertEqual(lines[:2], ['"/*/a" = 1', '"/*/**/x" = 2'])
        for line in lines:
            pointer, value = line.split(" = ")
            self.check("get", "stars.sdb", pointer, stdout=value + "\n")
        self.check("unflat", "-", "-o", "back.sdb", stdin="\n".join(reversed(lines)))
        self.check("diff", "stars.sdb", "back.sdb")
        # Other commands take no wildcards, and no such key by accident.
        before = (self.directory / "stars.sdb").read_bytes()
        for command in ["set", "stars.sdb", "/*/a", "6"], ["rm", "stars.sdb", "/**"], ["keys", "stars.sdb", "/*"]:
            process = self.run_program(*command)
            self.assertEqual(process.returncode, 2)
            self.assertIn(f"""a key of that name is in a JSON string: '"{command[2]}"'""", process.stderr.decode())
        self.assertEqual((self.directory / "stars.sdb").read_bytes(), before)
        self.check("set", "stars.sdb", '"/**"', "6")
        self.check("rm", "stars.sdb", '"/*/a"')
        self.check("get", "stars.sdb", "", stdout='{"*":{"**":{"x":2}},"**":6,"a*":4,"***":{"b":5}}\n')

    @unittest.skipIf(cli.is_sanitized, "a sanitizer takes memory of its own")
    def test_recursion_takes_no_memory_of_its_own(self):
        self.pack("many.sdb", [{"id": i, "x": [{"id": i}]} for i in range(100_000)])
        least, *_ = self.peak("get", "many.sdb", "/JSON/0")
        for pointer in "/**", "/**/id", "/**/*/**/*/**/id":
            memory, status, shown, _ = self.peak("get", "many.sdb", pointer)
            self.assertEqual(status, 0)
            self.assertTrue(shown.endswith(b"99999\n"))
            self.assertLess(memory, least + (2 << 20))

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
        keys = ["", "a", "*", "**", "a*", "a b", "日本語", "a\nb\x1b", "a\\nb", '"', "~1/", "\u202e", "\t", "-1", "0", "$(id)"]
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
