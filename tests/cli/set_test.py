# SPDX-License-Identifier: MIT
"""set and rm: one value, in place."""

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
