# SPDX-License-Identifier: MIT
"""set, rm and merge: one value, or some, in place."""

import json

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


class Merge(cli.Case):
    def test_examples_of_the_rfc(self):
        # Appendix A of RFC 7396, all at once.
        rows = [
            ('{"a":"b"}', '{"a":"c"}', '{"a":"c"}'),
            ('{"a":"b"}', '{"b":"c"}', '{"a":"b","b":"c"}'),
            ('{"a":"b"}', '{"a":null}', "{}"),
            ('{"a":"b","b":"c"}', '{"a":null}', '{"b":"c"}'),
            ('{"a":["b"]}', '{"a":"c"}', '{"a":"c"}'),
            ('{"a":"c"}', '{"a":["b"]}', '{"a":["b"]}'),
            ('{"a":{"b":"c"}}', '{"a":{"b":"d","c":null}}', '{"a":{"b":"d"}}'),
            ('{"a":[{"b":"c"}]}', '{"a":[1]}', '{"a":[1]}'),
            ('["a","b"]', '["c","d"]', '["c","d"]'),
            ('{"a":"b"}', '["c"]', '["c"]'),
            ('{"a":"foo"}', "null", "null"),
            ('{"a":"foo"}', '"bar"', '"bar"'),
            ('{"e":null}', '{"a":1}', '{"e":null,"a":1}'),
            ("[1,2]", '{"a":"b","c":null}', '{"a":"b"}'),
            ("{}", '{"a":{"bb":{"ccc":null}}}', '{"a":{"bb":{}}}'),
        ]
        def wrap(column):
            # A null would remove the example, whose name stands around it.
            return "{" + ",".join(f'"{i}":{row[column]}' for i, row in enumerate(rows)
                                  if row[1] != "null") + "}"

        self.put("a.json", wrap(0))
        self.check("pack", "a.json", "-o", "a.sdb")
        self.check("merge", "a.sdb", "-", stdin=wrap(1))
        self.check("dump", "--format", "json", "a.sdb", stdout=wrap(2) + "\n")
        self.check("pack", "--packed", "-", "-o", "b.packed", stdin='{"a":"foo"}')
        self.check("merge", "b.packed", "-", stdin="null")
        self.check("dump", "--format", "json", "b.packed", stdout="null\n")

    def test_store_into_store(self):
        self.check("pack", "-", "-o", "a.sdb", stdin='{"a":1,"b":{"c":2}}')
        self.check("pack", "-", "-o", "b.sdb", stdin='{"b":{"d":{"souris_type":0,"character":"é"}}}')
        told = json.loads(self.output("merge", "a.sdb", "b.sdb", "--output=json"))
        self.assertEqual(told, {"file": "a.sdb", "is_changed": True, "size": told["size"]})
        self.check("dump", "--format", "tagged", "a.sdb",
                   stdout='{"a":1,"b":{"c":2,"d":{"souris_type":0,"character":"é"}}}\n')

    def test_several_in_their_order(self):
        self.check("pack", "-", "-o", "a.sdb", stdin='{"a":1,"b":{"c":2,"e":3}}')
        self.check("pack", "-", "-o", "b.sdb", stdin='{"a":2,"b":{"c":null}}')
        self.put("[c,d]", '{"b":{"c":{"d":4}},"f":null}')
        self.check("merge", "a.sdb", "b.sdb", "-", "./[c,d]", "-o", "d.sdb", stdin='{"f":[],"b":{"e":5}}')
        self.check("dump", "--format", "json", "d.sdb", stdout='{"a":2,"b":{"e":5,"c":{"d":4}}}\n')
        before = (self.directory / "a.sdb").read_bytes()
        self.put("bad.json", "{")
        self.check("merge", "a.sdb", "b.sdb", "bad.json", status=1,
                   stderr="souris-cli: bad.json: invalid JSON (wanted a key) at byte 1\n")
        self.check("merge", "a.sdb", "-", "b.sdb", "-", status=2,
                   stderr="souris-cli: FILE, PATCH: only one of them can be standard input "
                          "(--help tells more)\n")
        self.assertEqual((self.directory / "a.sdb").read_bytes(), before)
        self.assertIn(" FILE PATCH...", self.output("merge", "--help").decode())
