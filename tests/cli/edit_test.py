# SPDX-License-Identifier: MIT
"""edit: a store in an editor; here a sed command."""

import os
import pty
import re
import stat
import subprocess
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

    def edit_on_terminal(self, editor):
        """The same where standard input is a terminal."""
        ours, theirs = pty.openpty()
        environment = {"VISUAL": "", "EDITOR": editor, "TMPDIR": str(self.directory / "t'mp")}
        process = subprocess.run([cli.program, "edit", "a.sdb"], stdin=theirs, capture_output=True,
                                 cwd=self.directory, env={**os.environ, **environment},
                                 timeout=cli.time_limit)
        os.close(ours)
        os.close(theirs)
        return process

    def editor_of(self, *edits):
        """An editor that runs one sed command after another, and keeps what it was shown."""
        for number, edit in enumerate(edits, 1):
            self.put(f"edit{number}", edit)
        return self.put_script("editor", 'echo >>runs; n=$(($(wc -l <runs))); cp "$1" shown$n; '
                                         'sed -i -f edit$n "$1"')

    def put_script(self, name, text):
        self.put(name, "#!/bin/sh\n" + text + "\n")
        (self.directory / name).chmod(0o755)
        return f"./{name}"

    def shown(self, number):
        return (self.directory / f"shown{number}").read_text()

    def runs(self):
        return len((self.directory / "runs").read_text())

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

    def test_what_does_not_parse_is_opened_again(self):
        editor = self.editor_of("s/1,/2/", "s/2$/[2,/", "s/\\[2,$/[2],/")
        process = self.edit_on_terminal(editor)
        self.assertEqual((process.stdout, process.stderr, process.returncode), (b"", b"", 0))
        self.check("get", "a.sdb", "", stdout='{"a":[2],"b":{"souris_type":0,"character":"x"}}\n')
        self.assertEqual(self.left_behind(), [])
        # The error is told in the text, with the line that it has there.
        self.assertEqual(self.runs(), 3)
        for number in 2, 3:
            first, second, *lines = self.shown(number).splitlines()
            line = int(re.match(r"# line (\d+), column \d+: invalid JSON ", first)[1])
            self.assertTrue(second.startswith("# Correct it"))
            self.assertIn('"b"', self.shown(number).splitlines()[line - 1])
            self.assertEqual(lines[0], "{")

    def test_what_is_left_wrong_is_given_up(self):
        before = (self.directory / "a.sdb").read_bytes()
        for edits, runs in (["s/1,/1/", "s/1$/1 1/", ""], 3), (["s/1,/1/", "1,2d"], 2):
            with self.subTest(edits=edits):
                self.put("runs", "")
                process = self.edit_on_terminal(self.editor_of(*edits))
                self.assertEqual(process.returncode, 1)
                self.assertEqual(self.runs(), runs)
                kept, = self.left_behind()
                self.assertEqual(stat.S_IMODE(kept.stat().st_mode), 0o600)
                self.assertEqual(kept.read_text().splitlines()[0], "{")
                first, _, _, second = process.stderr.decode().splitlines()
                line = int(re.search(r": line (\d), column \d+: invalid JSON", first)[1])
                self.assertIn('"b"' if runs == 2 else "1 1", kept.read_text().splitlines()[line - 1])
                self.assertEqual(second, f"souris-cli: {kept}: nothing was written; the text is kept here")
                kept.unlink()
        self.assertEqual((self.directory / "a.sdb").read_bytes(), before)

    def test_what_is_put_back_is_no_change(self):
        inode = (self.directory / "a.sdb").stat().st_ino
        process = self.edit_on_terminal(self.editor_of("s/1,/1/", "s/1$/1,/"))
        self.assertEqual((process.stderr, process.returncode), (b"", 0))
        self.assertEqual((self.directory / "a.sdb").stat().st_ino, inode)
        self.assertEqual(self.left_behind(), [])

    def test_an_editor_may_fail_the_second_time(self):
        editor = self.put_script("fails", 'test -e once && exit 1; touch once; sed -i "s/1,/1/" "$1"')
        process = self.edit_on_terminal(editor)
        self.assertEqual(process.returncode, 2)
        kept, = self.left_behind()
        self.assertEqual(kept.read_text().splitlines()[0], "{")
        self.assertIn("the editor failed", process.stderr.decode())

    def test_without_a_terminal_it_is_opened_once_more(self):
        # Such an editor is a program, which may do the same for ever.
        process = self.edit("echo ] >>runs; echo ] >>")
        self.assertEqual(process.returncode, 1)
        self.assertEqual(self.runs(), 4)
        kept, = self.left_behind()
        self.assertTrue(kept.read_text().endswith("}\n]\n]\n"))
        kept.unlink()
        (self.directory / "runs").unlink()
        process = self.edit(self.editor_of("s/1,/1/", "s/1$/7,/"))
        self.assertEqual((process.stderr, process.returncode), (b"", 0))
        self.check("get", "a.sdb", "/a", stdout="7\n")

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
