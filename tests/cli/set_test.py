# SPDX-License-Identifier: MIT
"""set and rm: one value, in place."""

import base64

import cli


class Set(cli.Case):
    def setUp(self):
        super().setUp()
        self.put("a.json", '{"a":[1,2],"b":{"c":"x"}}')
        self.check("pack", "a.json", "-o", "a.sdb")

    def content(self):
        return self.output("dump", "--format", "tagged", "a.sdb").decode().strip()

    def test_set(self):
        rows = [
            (("/b/c", "5"), '{"a":[1,2],"b":{"c":5}}'),
            (("/b/d", '{"souris_type":13,"octets":[1,2,3,4]}'),
             '{"a":[1,2],"b":{"c":5,"d":{"souris_type":13,"octets":[1,2,3,4]}}}'),
            (("/a/0", "null"), '{"a":[null,2],"b":{"c":5,"d":{"souris_type":13,"octets":[1,2,3,4]}}}'),
            (("/a/-", "[]"), '{"a":[null,2,[]],"b":{"c":5,"d":{"souris_type":13,"octets":[1,2,3,4]}}}'),
            (("", '{"x":1}'), '{"x":1}'),
            (("/y/z~1/-", "2", "--parents"), '{"x":1,"y":{"z/":[2]}}'),
            (("/y/z~1/-", "3", "--parents"), '{"x":1,"y":{"z/":[2,3]}}'),
            (("/y/z~1/2/k/0/-/m", "4", "--parents"), '{"x":1,"y":{"z/":[2,3,{"k":[[{"m":4}]]}]}}'),
            (("/y/z~1/-/00/1/-1", "5", "--parents"),
             '{"x":1,"y":{"z/":[2,3,{"k":[[{"m":4}]]},{"00":{"1":{"-1":5}}}]}}'),
            (("/y", "{}"), '{"x":1,"y":{}}'),
            (("/y/0", "6", "--parents"), '{"x":1,"y":{"0":6}}'),
            (('"/y\\/0"', "7"), '{"x":1,"y":{"0":7}}'),
        ]
        for arguments, content in rows:
            with self.subTest(arguments=arguments):
                self.check("set", "a.sdb", *arguments)
                self.assertEqual(self.content(), content)

    def value(self, pointer):
        return self.output("get", "a.sdb", pointer).decode().rstrip("\n")

    def test_values_from_elsewhere(self):
        self.put("value.json", ' {"x":[1,{"souris_type":0,"character":"y"}]}\n')
        self.put("@odd", "7")
        self.check("set", "a.sdb", "/in", "-", stdin="[1,\n2]\n")
        self.assertEqual(self.value("/in"), "[1,2]")
        self.check("set", "a.sdb", "/in", "@-", stdin="3")
        self.assertEqual(self.value("/in"), "3")
        self.check("set", "a.sdb", "/in", "@value.json")
        self.assertEqual(self.value("/in"), '{"x":[1,{"souris_type":0,"character":"y"}]}')
        self.check("set", "a.sdb", "/in", "@@odd")
        self.assertEqual(self.value("/in"), "7")
        self.put("b.json", '{"deep":{"er":5}}')
        self.check("pack", "b.json", "-o", "b.sdb")
        self.check("set", "a.sdb", "/in", "@b.sdb")
        self.assertEqual(self.value("/in"), '{"deep":{"er":5}}')
        # From one file to another, and from one place to another.
        part = self.output("get", "a.sdb", "/in/deep")
        self.check("set", "b.sdb", "/copy", "-", stdin=part)
        self.check("get", "b.sdb", "/copy", stdout='{"er":5}\n')
        before = (self.directory / "a.sdb").read_bytes()
        for arguments, stdin, status, said in [
                (("/in", "@missing"), "", 2, "missing: input or output failed"),
                (("/in", "-"), "Ada\n", 1, "standard input: invalid JSON"),
                (("/in", "-"), "", 1, "standard input: invalid JSON"),
                (("/in", "@value.json", "--max-input", "5"), "", 1, "value.json: "),
                (("/in", "@"), "", 1, "VALUE: line 1, column 1: invalid JSON")]:
            process = self.run_program("set", "a.sdb", *arguments, stdin=stdin)
            self.assertEqual(process.returncode, status)
            self.assertTrue(process.stderr.decode().startswith("souris-cli: " + said), process.stderr)
        self.assertEqual(self.run_program("set", "-", "/in", "-", stdin=before).returncode, 2)
        self.assertEqual((self.directory / "a.sdb").read_bytes(), before)

    def test_text_as_it_stands(self):
        for text in "Ada", "-", "@value.json", "@", "", " a\n", '"quoted"', "null", "5", "{", "日本", "-x":
            self.check("set", "a.sdb", "/text", "--string", "--", text)
            self.check("get", "-r", "a.sdb", "/text", stdout=text + "\n")
        # JSON strings are never the name of a file.
        for text in '"-"', '"@value.json"':
            self.check("set", "a.sdb", "/text", text)
            self.assertEqual(self.value("/text"), text)
        self.check("set", "a.sdb", "/text", "--string", b"\xff", status=1,
                   stderr="souris-cli: VALUE: invalid UTF-8\n")
        self.check("set", "a.sdb", "/text", "--string", "abcd", "--max-string", "3", status=1,
                   stderr="souris-cli: VALUE: limit exceeded (max_string)\n")

    def test_text_without_quotes(self):
        before = (self.directory / "a.sdb").read_bytes()
        for text in "Ada", "Ada Lovelace", "1.2.3", "2024-10-30", "Nothing", "[1,]", "":
            with self.subTest(text=text):
                process = self.run_program("set", "a.sdb", "/name", text)
                self.assertEqual(process.returncode, 1)
                self.assertIn("text needs quotes, '\"Ada\"', or --string", process.stderr.decode())
                self.assertEqual(process.stderr.count(b"\n"), 3)
        self.assertEqual((self.directory / "a.sdb").read_bytes(), before)

    def test_binary(self):
        rows = [
            ("base64", "aGVsbG8=", b"hello"), ("base64", "aGVsbG8", b"hello"), ("base64", "-_-_", b"\xfb\xff\xbf"),
            ("base64", "", b""), ("hex", "68656c6C6f", b"hello"), ("hex", "00ff", b"\0\xff"), ("hex", "", b""),
        ]
        for form, text, content in rows:
            with self.subTest(text=text):
                self.check("set", "a.sdb", "--binary", form, "/bytes", "--", text)
                self.check("get", "-r", "a.sdb", "/bytes", stdout=content)
        content = bytes(range(256)) * 3
        self.put("bytes.txt", base64.encodebytes(content))
        self.check("set", "a.sdb", "/bytes", "@bytes.txt", "--binary=base64")
        self.check("get", "-r", "a.sdb", "/bytes", stdout=content)
        self.check("set", "a.sdb", "/bytes", "-", "--binary", "hex", stdin=content[:200].hex(" ") + "\n")
        self.check("get", "-r", "a.sdb", "/bytes", stdout=content[:200])
        for form, text, said in [("base64", "a", "wanted base64"), ("base64", "aGVsbG8*", "wanted base64"),
                                 ("hex", "abc", "wanted two hexadecimal digits a byte"),
                                 ("hex", "0x41", "wanted two hexadecimal digits a byte")]:
            self.check("set", "a.sdb", "/bytes", text, "--binary", form, status=1,
                       stderr=f"souris-cli: VALUE: invalid number ({said})\n")
        for options in ["--string"], ["--timestamp"]:
            self.assertEqual(self.run_program("set", "a.sdb", "/b", "aa", "--binary", "hex", *options).returncode, 2)

    def test_dates(self):
        rows = [
            ("2024-10-30T12:34:56", "2024-10-30T12:34:56"),
            ("2024-10-30 12:34:56.5", "2024-10-30T12:34:56.500"),
            ("2024-10-30T12:34:56Z", "2024-10-30T12:34:56"),
            ("2024-10-30T12:34:56+02:00", "2024-10-30T10:34:56"),
            ("2024-12-31T20:00:00.25-05:30", "2025-01-01T01:30:00.250"),
            ("2024-10-30", "2024-10-30T00:00:00"),
            ("-0044-03-15", "-0044-03-15T00:00:00"),
        ]
        for text, time in rows:
            for arguments, stdin in [(("--timestamp", "--", text), ""), (("--timestamp", "-"), text + "\n"),
                                     (('{"souris_type":6,"timestamp":"%s"}' % text,), "")]:
                with self.subTest(text=text, arguments=arguments):
                    self.check("set", "a.sdb", "/when", *arguments, stdin=stdin)
                    self.check("get", "-r", "a.sdb", "/when", stdout=time + "\n")
        for wrong in "2024-02-30", "2024-10-30Z", "12:34:56", "2024-10-30T12:34:56+2", "today", "":
            process = self.run_program("set", "a.sdb", "/when", wrong, "--timestamp")
            self.assertEqual(process.returncode, 1)
            self.assertIn("wanted 2024-10-30 or 2024-10-30T12:34:56", process.stderr.decode())

    def test_what_cannot_be_set(self):
        before = (self.directory / "a.sdb").read_bytes()
        rows = [
            (("/x/y", "1"), "a.sdb: no such key, in /x"),
            (("/a/3", "1"), "a.sdb: no such element, in /a/3"),
            (("/b/c/d", "1"), "a.sdb: wrong type (found string, wanted map or array), in /b/c"),
            (("/b/c/d/e", "1", "--parents"), None),
            (("/a/3/x", "1", "--parents"), "a.sdb: no such element, in /a/3"),
            (("/a/0/x", "1", "--parents"),
             "a.sdb: wrong type (found integer, wanted map or array), in /a/0"),
            (("/a", "{"), None),
            (("", "1"), None),
        ]
        for arguments, message in rows:
            with self.subTest(arguments=arguments):
                process = self.run_program("set", "a.sdb", *arguments)
                self.assertEqual(process.returncode, 1)
                if message:
                    self.assertEqual(process.stderr.decode(), f"souris-cli: {message}\n")
                self.assertEqual((self.directory / "a.sdb").read_bytes(), before)

    def test_rm_undoes_set(self):
        before = self.content()
        for pointer in "/new", "/b/new", "/a/-":
            self.check("set", "a.sdb", pointer, "1")
            self.check("rm", "a.sdb", pointer.replace("-", "2"))
            self.assertEqual(self.content(), before)
        self.check("rm", "a.sdb", "/new", status=1, stderr="souris-cli: a.sdb: no such key, in /new\n")
        self.assertEqual(self.run_program("rm", "a.sdb", "").returncode, 1)
