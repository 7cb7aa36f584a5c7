# SPDX-License-Identifier: MIT
"""What the commands that change a file have in common, shown by patch."""

import json

import cli


class ChangedFile(cli.Case):
    def pack(self, *options):
        self.output("pack", "-", "-o", "a.sdb", *options, stdin='{"a":[1,2],"b":"x"}')
        return (self.directory / "a.sdb").read_bytes()

    def patch(self, *operations):
        return json.dumps(operations)

    def test_form_is_kept(self):
        patch = self.patch({"op": "add", "path": "/a/-", "value": {"souris_type": 13, "octets": [127, 0, 0, 1]}})
        for options in ((), ("--layout", "v1"), ("--packed",), ("--profile", "smallest"), ("--extended",)):
            with self.subTest(options=options):
                old = self.pack(*options)
                self.check("patch", "a.sdb", "-", stdin=patch)
                new = (self.directory / "a.sdb").read_bytes()
                self.assertEqual(new[:8] == b"SOURISDB", old[:8] == b"SOURISDB")
                self.assertEqual(new[-12:-8] == b"SDBC", old[-12:-8] == b"SDBC")
                describe = lambda data: [line for line in self.output("check", "-", stdin=data).decode().split("\n")
                                         if "layout" in line]
                self.assertEqual(describe(new), describe(old))
                self.check("get", "a.sdb", "/a/2", stdout='{"souris_type":13,"octets":[127,0,0,1]}\n')

    def test_where_it_goes(self):
        old = self.pack()
        patch = self.put("p.json", self.patch({"op": "remove", "path": "/b"}))
        self.check("patch", "a.sdb", patch, "-o", "b.sdb")
        self.check("dump", "--format", "json", "b.sdb", stdout='{"a":[1,2]}\n')
        self.assertEqual((self.directory / "a.sdb").read_bytes(), old)
        out = self.output("patch", "-", patch, stdin=old)
        self.assertEqual(out, (self.directory / "b.sdb").read_bytes())

    def test_what_does_not_change_is_not_written(self):
        self.pack()
        inode = (self.directory / "a.sdb").stat().st_ino
        same = self.put("p.json", self.patch({"op": "replace", "path": "/b", "value": "x"}))
        self.check("patch", "a.sdb", same)
        self.assertEqual((self.directory / "a.sdb").stat().st_ino, inode)
        told = json.loads(self.output("patch", "a.sdb", same, "--output=json"))
        self.assertEqual(told["is_changed"], False)
