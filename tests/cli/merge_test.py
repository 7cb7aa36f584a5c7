# SPDX-License-Identifier: MIT
"""merge: stores and JSON merged into a store."""

import json

import cli


class Merge(cli.Case):
    def test_examples_of_the_rfc(self):
        # Appendix A of RFC 7396, in one run.
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
            # A patch of null would remove the entry that contains the example.
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
                   stderr="souris-cli: bad.json: line 1, column 2: invalid JSON (wanted a key) at byte 1\n"
                          "1 | {\n  |  ^\n")
        self.check("merge", "a.sdb", "-", "b.sdb", "-", status=2,
                   stderr="souris-cli: FILE, PATCH: only one of them can be standard input "
                          "(--help tells more)\n")
        self.assertEqual((self.directory / "a.sdb").read_bytes(), before)
        self.assertIn(" FILE PATCH...", self.output("merge", "--help").decode())
