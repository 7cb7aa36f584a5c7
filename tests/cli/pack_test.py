# SPDX-License-Identifier: MIT
"""pack: JSON to stores and values."""

import os
import stat

import cli
from dump_test import parse


class Pack(cli.Case):
    def dump(self, name, *options, form="tagged"):
        return self.output("dump", "--format", form, *options, name).decode()

    def test_plain_json(self):
        text = '{"a":[1,-2.5,"x",null,true],"b":{"c":{}}}'
        self.put("a.json", text)
        self.check("pack", "a.json", "-o", "a.sdb")
        for form in "tagged", "json":
            self.assertEqual(self.dump("a.sdb", form=form), text + "\n")

    def test_layouts(self):
        self.put("a.json", '{"a":1}')
        trailer = 12
        self.output("pack", "a.json", "-o", "default.sdb")
        self.output("pack", "a.json", "-o", "v2.sdb", "--layout", "v2")
        self.output("pack", "a.json", "-o", "v1.sdb", "--layout=v1")
        v2 = (self.directory / "v2.sdb").read_bytes()
        self.assertEqual(v2, (self.directory / "default.sdb").read_bytes())
        self.assertEqual(v2[:-trailer], b"SOURISDB\x00\x06\x82\x10\x01a\x40\x01")
        v1 = (self.directory / "v1.sdb").read_bytes()
        self.assertEqual(v1[:-trailer], b"SOURISDB\x00\x82\x10\x01a\x40\x01")
        for name in "v1.sdb", "v2.sdb":
            self.assertEqual(self.dump(name), '{"a":1}\n')

    def test_bare(self):
        for text, value in [("1", b"\x40\x01"), ("[null]", b"\xb2\x90"), ("{}", b"\x80"),
                            ('"x"', b"\x10\x01x"),
                            ('{"souris_type":13,"octets":[127,0,0,1]}', b"\xd0\x7f\x00\x00\x01")]:
            self.check("pack", "--bare", "-", "-o", "-", stdin=text, stdout=value)
        binary = '{"souris_type":2,"bytes":[' + "5," * 99 + "5]}"
        self.check("pack", "--bare", "-", "-o", "-", stdin=binary, stdout=b"\x21\x02\x64\x05")
        self.check("pack", "--bare", "--layout", "v1", "-", "-o", "-", stdin=binary,
                   stdout=b"\x21\x01\x64\x05")
        self.check("dump", "--bare", "--layout", "v1", "-", stdin=b"\x21\x01\x64\x05",
                   stdout="binary     100 bytes:" + " 05" * 32 + " ...\n")

    def test_json_of_sourisdb_0_2_1(self):
        text = '{"a":{"souris_type":5,"real":-2.5,"imaginary":0.0}}'
        self.check("pack", "-", "-o", "a.sdb", stdin=text)
        self.assertEqual(self.dump("a.sdb"), '{"a":{"souris_type":5,"modulus":2.5,'
                                             '"argument":3.141592653589793}}\n')

    def test_json_values_take_fewest_bytes(self):
        self.check("pack", "-", "-o", "a.sdb",
                   stdin='{"a":{"souris_type":7,"json":{ "\\u00e9" : [ "\\/" , 1.50 ] }}}')
        self.check("get", "-r", "a.sdb", "/a", stdout='{ "é" : [ "/" , 1.50 ] }\n')

    def test_standard_streams(self):
        store = self.output("pack", "-", "-o", "-", stdin='{"a":"b"}')
        self.assertEqual(os.listdir(self.directory), [])
        self.check("dump", "--format", "json", "-", stdin=store, stdout='{"a":"b"}\n')

    def test_root_that_is_no_object(self):
        for text in ("[1,2]", "1", "null", '"x"', '{"souris_type":0,"character":"x"}'):
            self.put("a.json", text)
            self.output("pack", "a.json", "-o", "a.sdb")
            self.assertEqual(self.dump("a.sdb"), '{"JSON":' + text + "}\n")
        text = '{"souris_type":8,"map":{"souris_type":1}}'
        self.put("a.json", text)
        self.output("pack", "a.json", "-o", "a.sdb")
        self.assertEqual(self.dump("a.sdb"), text + "\n")

    def test_vectors_both_layouts(self):
        for path in cli.some_of(sorted(cli.vectors.glob("*.json"))):
            for layout in "v1", "v2":
                with self.subTest(path=path.name, layout=layout):
                    self.output("pack", str(path), "-o", "a.sdb", "--layout", layout)
                    self.assertEqual(parse(self.dump("a.sdb")), parse(path.read_text()))

    def test_sample(self):
        self.output("pack", str(cli.samples / "sample.json"), "-o", "a.sdb")
        sample = str(cli.samples / "sample.sdb")
        for form in "tree", "tagged":
            self.assertEqual(self.dump("a.sdb", form=form), self.dump(sample, form=form))
        self.assertLess(os.path.getsize(sample), 2048)
        self.assertEqual(parse(self.dump(sample)),
                         parse((cli.samples / "sample.json").read_text()))


class Refused(cli.Case):
    def test_bad_json(self):
        cases = [
            ("", r"invalid JSON .*"),
            ("{", r"invalid JSON .*"),
            ('{"a": 1,}', r"invalid JSON .*at byte 8.*"),
            ('{"a": [1, 2}', r"invalid JSON .*, in /a.*"),
            ("{} x", r"invalid JSON .*at byte 3.*"),
            (b'{"a": "\xff"}', r"invalid UTF-8.*"),
            ('{"a":{"souris_type":6,"timestamp":"soon"}}', r".*, in /a"),
            ('{"a":{"souris_type":99}}', r"invalid tagged JSON.*, in /a"),
            ('{"a":1' + "0" * 40 + "}", r"integer out of range.*, in /a"),
            ('{"a":[1e400]}', r"number out of range \(beyond the finite numbers\) at byte 6, in /a/0"),
            ('{"a":-1.5E+99999999999999999999}', r"number out of range.*, in /a"),
            ('{"\x7f\u202e":' + "[" * 2000, r"[^\x00-\x1f\x7f\u202e]*"),
        ]
        for text, message in cases:
            with self.subTest(text=text[:40]):
                self.put("a.json", text)
                process = self.run_program("pack", "a.json", "-o", "a.sdb")
                self.assertRegex(process.stderr.decode(),
                                 r"\Asouris-cli: a\.json: line 1, column \d+: " + message +
                                 r"\n1 \| .*\n  \| *\^\n\Z")
                self.assertEqual(process.stdout, b"")
                self.assertEqual(process.returncode, 1)
                self.assertFalse((self.directory / "a.sdb").exists())

    def test_what_a_layout_cannot_say(self):
        self.put("a.json", '{"a":[{"souris_type":6,"timestamp":"-0044-03-15T12:00:00"}]}')
        process = self.run_program("pack", "a.json", "-o", "a.sdb", "--layout", "v1")
        self.assertRegex(process.stderr.decode(),
                         r"\Asouris-cli: a\.json: value has no form here.*, in /a/0\n\Z")
        self.assertEqual(process.returncode, 1)
        self.assertFalse((self.directory / "a.sdb").exists())
        self.output("pack", "a.json", "-o", "a.sdb", "--layout", "v2")

    def test_input_that_cannot_be_read(self):
        os.mkdir(self.directory / "folder")
        self.check("pack", "missing.json", "-o", "a.sdb", status=2,
                   stderr="souris-cli: missing.json: input or output failed "
                          "(open: No such file or directory)\n")
        self.check("pack", "folder", "-o", "a.sdb", status=2,
                   stderr="souris-cli: folder: not a regular file\n")
        self.assertEqual(os.listdir(self.directory), ["folder"])

    def test_output_that_cannot_be_written(self):
        self.put("a.json", "{}")
        os.mkdir(self.directory / "folder")
        before = sorted(os.listdir(self.directory))
        for name, why in [
                ("missing/a.sdb",
                 "input or output failed (open directory: No such file or directory)"),
                ("a.json/a.sdb", "input or output failed (open directory: Not a directory)"),
                ("/proc/a.sdb",
                 "input or output failed (create temporary file: No such file or directory)"),
                ("folder", "not a regular file"), ("", "not a regular file")]:
            with self.subTest(name=name):
                self.check("pack", "a.json", "-o", name, stderr=f"souris-cli: {name}: {why}\n",
                           status=2)
        self.assertEqual(sorted(os.listdir(self.directory)), before)

    def test_output_is_replaced_whole_or_not_at_all(self):
        self.put("a.sdb", "something else")
        os.chmod(self.directory / "a.sdb", 0o640)
        self.put("bad.json", '{"a":')
        self.assertEqual(self.run_program("pack", "bad.json", "-o", "a.sdb").returncode, 1)
        self.assertEqual((self.directory / "a.sdb").read_bytes(), b"something else")
        self.check("pack", "-", "-o", "a.sdb", stdin="{}")
        self.assertEqual(stat.S_IMODE(os.stat(self.directory / "a.sdb").st_mode), 0o640)
        self.check("dump", "a.sdb", stdout="map (0)\n")
        self.assertEqual(sorted(os.listdir(self.directory)), ["a.sdb", "bad.json"])
