# SPDX-License-Identifier: MIT
"""Concurrent changes of one file, and the access rights of a file that is replaced."""

import contextlib
import errno
import fcntl
import json
import os
import signal
import stat
import struct
import subprocess
import time
import unittest.mock

import cli

LOCKED = "souris-cli: a.sdb: another program is changing it\n"


class Lock(cli.Case):
    def setUp(self):
        super().setUp()
        self.put("a.json", '{"a":1,"list":[]}')
        self.check("pack", "a.json", "-o", "a.sdb")
        self.put("merge.json", '{"merged":true}')
        self.put("patch.json", '[{"op":"add","path":"/patched","value":true}]')

    def content(self, name="a.sdb"):
        return json.loads(self.output("dump", "--format", "json", name))

    def start(self, *arguments):
        return subprocess.Popen([cli.program, *arguments], cwd=self.directory,
                                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

    def finish(self, processes):
        for process in processes:
            _, said = process.communicate(timeout=cli.time_limit)
            self.assertEqual((process.returncode, said), (0, b""))

    @contextlib.contextmanager
    def held(self, name="a.sdb"):
        with open(self.directory / name, "rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def test_none_of_forty_is_lost(self):
        before = sorted(os.listdir(self.directory))
        os.symlink("a.sdb", self.directory / "link.sdb")
        names = ["a.sdb", "./a.sdb", "link.sdb", str(self.directory / "a.sdb")]
        self.finish([self.start("set", names[i % 4], f"/key {i}", str(i)) for i in range(40)])
        content = self.content()
        self.assertEqual({key: value for key, value in content.items() if key.startswith("key")},
                         {f"key {i}": i for i in range(40)})
        os.unlink(self.directory / "link.sdb")
        self.assertEqual(sorted(os.listdir(self.directory)), before)

    def test_nor_of_other_commands(self):
        for i in range(8):
            self.check("set", "a.sdb", f"/old {i}", "0")
        commands = [["rm", "a.sdb", f"/old {i}"] for i in range(8)]
        commands += [["set", "a.sdb", "/list/-", str(i)] for i in range(8)]
        for i in range(4):
            self.put(f"merge{i}.json", json.dumps({f"merged {i}": i}))
            self.put(f"patch{i}.json", json.dumps([{"op": "add", "path": f"/patched {i}", "value": i}]))
            commands += [["merge", "a.sdb", f"merge{i}.json"], ["patch", "a.sdb", f"patch{i}.json"],
                         ["repack", "a.sdb", "a.sdb"], ["convert", "a.sdb", "./a.sdb"],
                         ["merge", "a.sdb", f"merge{i}.json", "-o", str(self.directory / "a.sdb")]]
        self.finish([self.start(*command) for command in commands])
        content = self.content()
        self.assertEqual(sorted(content.pop("list")), list(range(8)))
        self.assertEqual(content, {"a": 1, **{f"merged {i}": i for i in range(4)},
                                   **{f"patched {i}": i for i in range(4)}})

    def test_who_cannot_wait_says_so(self):
        before = (self.directory / "a.sdb").read_bytes()
        with self.held():
            for arguments in [("set", "a.sdb", "/a", "2"), ("rm", "a.sdb", "/a"),
                              ("merge", "a.sdb", "merge.json"), ("patch", "a.sdb", "patch.json"),
                              ("repack", "a.sdb", "a.sdb"), ("convert", "a.sdb", "a.sdb")]:
                with self.subTest(arguments=arguments):
                    self.check(*arguments, "--lock-timeout", "0", status=2, stderr=LOCKED)
            started = time.monotonic()
            self.check("set", "a.sdb", "/a", "2", "--lock-timeout=1", status=2, stderr=LOCKED)
            self.assertGreaterEqual(time.monotonic() - started, 1)
            self.check("set", "a.sdb", "/a", "2", "--lock-timeout", "0", "--output", "json", status=2,
                       stderr='{"error":{"file":"a.sdb","code":"file_locked","kind":"system",'
                              '"message":"another program is changing it","offset":null,'
                              '"offset_base":"input","path":"","detail":null,"line":null,"column":null,'
                              '"hint":"--lock-timeout waits longer, and without it as long as it '
                              'takes","exit_status":2}}\n')
            self.assertEqual((self.directory / "a.sdb").read_bytes(), before)
            # Commands that only read it, or write to another file, need no lock.
            self.content()
            self.check("set", "a.sdb", "/a", "2", "-o", "b.sdb")
            self.output("repack", "a.sdb", "c.sdb")
            self.assertEqual(self.content("b.sdb")["a"], 2)
            self.check("set", "a.sdb", "/a", "3", "--no-lock")
        self.assertEqual(self.content()["a"], 3)

    def test_who_waits_sees_what_came(self):
        with self.held():
            waiting = self.start("set", "a.sdb", "/b", "2")
            time.sleep(0.3)
            self.assertIsNone(waiting.poll())
            self.check("set", "a.sdb", "/c", "3", "--no-lock")
        self.finish([waiting])
        self.assertEqual(self.content(), {"a": 1, "list": [], "b": 2, "c": 3})

    def test_a_killed_holder_holds_nothing(self):
        # The command holds the lock while it waits for the patch.
        with subprocess.Popen([cli.program, "merge", "a.sdb", "-"], cwd=self.directory,
                              stdin=subprocess.PIPE) as holder:
            for _ in range(500):
                process = self.run_program("set", "a.sdb", "/b", "2", "--lock-timeout", "0")
                if process.returncode == 2:
                    break
                time.sleep(0.02)
            self.assertEqual(process.stderr.decode(), LOCKED)
            holder.send_signal(signal.SIGKILL)
            holder.wait()
            self.check("set", "a.sdb", "/b", "3", "--lock-timeout", "0")
        self.assertEqual(self.content()["b"], 3)
        self.assertEqual([name for name in os.listdir(self.directory) if name.startswith(".")], [])

    def test_hard_links_are_files_of_their_own(self):
        os.link(self.directory / "a.sdb", self.directory / "b.sdb")
        self.check("set", "a.sdb", "/a", "2", "-o", "b.sdb")
        self.assertEqual(self.content("a.sdb")["a"], 1)
        self.assertEqual(self.content("b.sdb")["a"], 2)

    def test_edit_by_another_name(self):
        other = f"'{cli.program}' set a.sdb /other 5"
        for change in "sed -i s/1/2/", "touch":
            with self.subTest(change=change):
                process = self.edit(f"edit() {{ {change} \"$1\"; {other}; }}; edit", "-o", "./a.sdb")
                self.assertEqual(process.returncode, 0 if change == "touch" else 2)
                self.assertEqual(self.content(), {"a": 1, "list": [], "other": 5})

    def edit(self, editor, *options):
        (self.directory / "tmp").mkdir(exist_ok=True)
        environment = {"VISUAL": "", "EDITOR": editor, "TMPDIR": str(self.directory / "tmp")}
        with unittest.mock.patch.dict(os.environ, environment):
            return self.run_program("edit", "a.sdb", *options)

    def test_edit_overwrites_nothing(self):
        other = f"'{cli.program}' set a.sdb /other 5"
        process = self.edit(f"edit() {{ sed -i s/1/2/ \"$1\"; {other}; }}; edit")
        self.assertEqual(process.returncode, 2)
        kept, = (self.directory / "tmp").iterdir()
        self.assertEqual(process.stderr.decode(),
                         "souris-cli: a.sdb: changed by another program meanwhile\n"
                         f"souris-cli: {kept}: nothing was written; the text is kept here\n")
        self.assertIn('"a": 2,', kept.read_text())
        self.assertEqual(self.content(), {"a": 1, "list": [], "other": 5})

    def test_edit_overwrites_nothing_that_stays_the_same_file(self):
        process = self.edit("edit() { sed -i s/1/2/ \"$1\"; echo x >> a.sdb; }; edit")
        self.assertIn("changed by another program meanwhile", process.stderr.decode())
        self.assertEqual((self.directory / "a.sdb").read_bytes()[-2:], b"x\n")

    def test_edit_waits_only_to_write(self):
        # Others can change the file while the editor is open.
        other = f"'{cli.program}' set a.sdb /other 5 --lock-timeout 0 -o b.sdb"
        same = f"'{cli.program}' set a.sdb /a 1 --lock-timeout 0"
        process = self.edit(f"edit() {{ sed -i s/1/2/ \"$1\"; {other} && {same}; }}; edit")
        self.assertEqual((process.stderr, process.returncode), (b"", 0))
        self.assertEqual(self.content()["a"], 2)


ANYBODY = 0xFFFFFFFF
OWNER, USER, GROUP, MASK, OTHERS = 1, 2, 4, 16, 32


def access_list(*entries):
    """The bytes of a Linux ACL with the entries (tag, rights) or (tag, rights, id)."""
    return struct.pack("<I", 2) + b"".join(
        struct.pack("<HHI", *entry[:2], entry[2] if len(entry) == 3 else ANYBODY)
        for entry in entries)


class Rights(cli.Case):
    def setUp(self):
        super().setUp()
        self.put("a.json", '{"a":1}')
        self.check("pack", "a.json", "-o", "a.sdb")
        self.file = self.directory / "a.sdb"
        self.file.chmod(0o640)

    def set_attribute(self, path, name, value):
        try:
            os.setxattr(path, name, value)
        except OSError as error:
            if error.errno != errno.ENOTSUP:
                raise
            self.skipTest("the file system has no such attributes")

    def attribute(self, name):
        try:
            return os.getxattr(self.file, name)
        except OSError as error:
            self.assertEqual(error.errno, errno.ENODATA)
            return None

    def change(self):
        """Changes the file with each command in turn, and yields its arguments."""
        self.put("merge.json", '{"a":3}')
        self.put("patch.json", '[{"op":"replace","path":"/a","value":4}]')
        for arguments in [("set", "a.sdb", "/a", "2"), ("merge", "a.sdb", "merge.json"),
                          ("patch", "a.sdb", "patch.json"), ("repack", "a.sdb", "a.sdb"),
                          ("pack", "a.json", "-o", "a.sdb")]:
            inode = self.file.stat().st_ino
            self.output(*arguments)
            self.assertNotEqual(self.file.stat().st_ino, inode)
            yield arguments

    def test_a_list_is_kept(self):
        entries = access_list((OWNER, 6), (USER, 6, 1000), (GROUP, 4), (MASK, 6), (OTHERS, 0))
        self.set_attribute(self.file, "system.posix_acl_access", entries)
        for arguments in self.change():
            with self.subTest(arguments=arguments):
                self.assertEqual(self.attribute("system.posix_acl_access"), entries)
                self.assertEqual(stat.S_IMODE(self.file.stat().st_mode), 0o660)

    def test_a_directory_gives_nothing(self):
        entries = access_list((OWNER, 7), (USER, 7, 1000), (GROUP, 7), (MASK, 7), (OTHERS, 7))
        self.set_attribute(self.directory, "system.posix_acl_default", entries)
        for arguments in self.change():
            with self.subTest(arguments=arguments):
                self.assertEqual(self.attribute("system.posix_acl_access"), None)
                self.assertEqual(stat.S_IMODE(self.file.stat().st_mode), 0o640)

    def test_attributes_are_kept(self):
        self.set_attribute(self.file, "user.origin", b"a\0mouse")
        for arguments in self.change():
            with self.subTest(arguments=arguments):
                self.assertEqual(self.attribute("user.origin"), b"a\0mouse")
