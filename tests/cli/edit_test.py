# SPDX-License-Identifier: MIT
"""edit: a store in an editor; here a sed command."""

import os
import stat
import unittest.mock

import cli


class Edit(cli.Case):
    def setUp(self):
        super().setUp()
        (self.directory / "t'mp").mkdir()
        self.put("a.json", '{"a":1,"b":{"souris_type":0,"character":"x"}}')
        self.check("pack", "a.json", "-o", "a.sdb")

    def edit(self, editor, *options):
        environment = {"VISUAL": "", "EDITOR": editor, "TMPDIR": str(self.directory / "t'mp")}
        with unittest.mock.patch.dict(os.environ, environment):
            return self.run_program("edit", "a.sdb", *options)

    def left_behind(self):
        return list((self.directory / "t'mp").iterdir())

    def test_edit(self):
        process = self.edit("sed -i s/1/2/")
        self.assertEqual((process.stderr, process.returncode), (b"", 0))
        self.check("dump", "--format", "tagged", "a.sdb",
                   stdout='{"a":2,"b":{"souris_type":0,"character":"x"}}\n')
        self.assertEqual(self.left_behind(), [])

    def test_nothing_changes(self):
        inode = (self.directory / "a.sdb").stat().st_ino
        self.assertEqual(self.edit("true").returncode, 0)
        self.assertEqual(self.edit("sed -i 's/1/ 1/'").returncode, 0)
        self.assertEqual(self.edit("false").returncode, 2)
        self.assertEqual((self.directory / "a.sdb").stat().st_ino, inode)
        self.assertEqual(self.left_behind(), [])

    def test_what_does_not_parse_is_kept(self):
        before = (self.directory / "a.sdb").read_bytes()
        process = self.edit("sed -i 's/1,/1/'")
        self.assertEqual(process.returncode, 1)
        kept, = self.left_behind()
        self.assertEqual(stat.S_IMODE(kept.stat().st_mode), 0o600)
        self.assertIn('"a": 1\n', kept.read_text())
        first, *shown, last = process.stderr.decode().splitlines()
        self.assertRegex(first, r"line 3, column 3: invalid JSON .* at byte \d")
        self.assertRegex(shown[0], r"^3 \| ")
        self.assertEqual(last, f"souris-cli: {kept}: nothing was written; the text is kept here")
        self.assertEqual((self.directory / "a.sdb").read_bytes(), before)

    def test_what_a_failing_editor_wrote_is_kept(self):
        before = (self.directory / "a.sdb").read_bytes()
        process = self.edit("edit() { sed -i s/1/2/ \"$1\"; kill -KILL $$; }; edit")
        self.assertEqual(process.returncode, 2)
        kept, = self.left_behind()
        self.assertIn('"a": 2,\n', kept.read_text())
        self.assertEqual(process.stderr.decode(),
                         "souris-cli: a.sdb: input or output failed (the editor failed)\n"
                         f"souris-cli: {kept}: nothing was written; the text is kept here\n")
        self.assertEqual((self.directory / "a.sdb").read_bytes(), before)

    def test_what_cannot_be_edited(self):
        self.assertIn("set VISUAL or EDITOR", self.edit("").stderr.decode())
        self.assertEqual(self.edit("").returncode, 2)
        self.assertEqual(self.run_program("edit", "-").returncode, 2)
