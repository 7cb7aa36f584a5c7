# SPDX-License-Identifier: MIT
"""patch: all of a JSON Patch or nothing."""

import json

import cli


class Patch(cli.Case):
    def pack(self, *options):
        self.output("pack", "-", "-o", "a.sdb", *options, stdin='{"a":[1,2],"b":"x"}')
        return (self.directory / "a.sdb").read_bytes()

    def patch(self, *operations):
        return json.dumps(operations)

    def test_all_or_nothing(self):
        old = self.pack()
        rows = [
            ([{"op": "remove", "path": "/b"}, {"op": "test", "path": "/a/0", "value": 2}],
             "a.sdb: operation 1 of the patch: the test failed: another value, in /a/0"),
            ([{"op": "remove", "path": "/b"}, {"op": "remove", "path": "/b"}],
             "a.sdb: no such key (operation 1 of the patch), in /b"),
            ([{"op": "add", "path": "/c"}], "standard input: missing field, in /0/value"),
            ([{"op": "replace", "path": "", "value": 1}], "a.sdb: expected a map (the root of a store)"),
        ]
        for operations, message in rows:
            with self.subTest(operations=operations):
                process = self.run_program("patch", "a.sdb", "-", stdin=self.patch(*operations))
                self.assertEqual((process.stderr.decode(), process.returncode),
                                 (f"souris-cli: {message}\n", 1))
                self.assertEqual((self.directory / "a.sdb").read_bytes(), old)
        process = self.run_program("patch", "a.sdb", "-", "--output=json", stdin=self.patch(*rows[0][0]))
        error = json.loads(process.stderr)["error"]
        self.assertEqual((error["code"], error["path"], error["exit_status"]), ("test_failed", "/a/0", 1))
