# SPDX-License-Identifier: MIT
"""The command line: version and usage errors; standard output that fails."""

import os
import subprocess

import cli
import wire


class Usage(cli.Case):
    def test_version(self):
        self.assertRegex(self.output("--version").decode(), r"\Asouris-cli \d+\.\d+\.\d+\n\Z")

    def test_wrong_usage(self):
        self.put("a.sdb", wire.store_v1(wire.empty_map))
        self.put("a.json", "{}")
        # Most messages come from CLI11 and differ between its versions.
        cases = [
            ([], "A subcommand is required"),
            (["show"], "show"),
            (["--verbose", "dump", "a.sdb"], "--verbose"),
            (["dump"], "FILE"),
            (["dump", "--colour", "a.sdb"], "--colour"),
            (["dump", "a.sdb", "b.sdb"], "b.sdb"),
            (["dump", "a.sdb", "pack", "a.json"], "pack"),
            (["dump", "a.sdb", "--format"], "--format"),
            (["dump", "--format", "xml", "a.sdb"], "{tree,tagged,json}"),
            (["dump", "--format", "0", "a.sdb"], "{tree,tagged,json}"),
            (["dump", "--layout", "v1", "a.sdb"], "--layout requires --bare"),
            (["dump", "--bare", "--layout", "v3", "a.sdb"], "{v1,v2}"),
            (["get", "a.sdb"], "POINTER"),
            (["get", "-r", "--format", "tree", "a.sdb", "/a"], "--raw"),
            (["keys"], "FILE"),
            (["pack", "-o", "b.sdb"], "JSON"),
            (["pack", "a.json"], "--output"),
            (["pack", "a.json", "-o", "b.sdb", "--layout", "3"], "{v1,v2}"),
            (["repack", "a.sdb"], "OUT"),
            (["repack", "a.sdb", "b.sdb", "--bare"], "--bare"),
            (["convert", "a.json"], "OUT"),
            (["convert", "a.json", "b.cbor", "--to", "xml"], "{sdb,packed,bare,json,tagged,ndjson,jsonl,cbor,msgpack}"),
        ]
        before = sorted(os.listdir(self.directory))
        for arguments, message in cases:
            with self.subTest(arguments=arguments):
                process = self.run_program(*arguments)
                self.assertRegex(process.stderr.decode(),
                                 r"\Asouris-cli: .+ \(--help tells more\)\n\Z")
                self.assertIn(message, process.stderr.decode())
                self.assertEqual(process.stdout, b"")
                self.assertEqual(process.returncode, 2)
        self.assertEqual(sorted(os.listdir(self.directory)), before)

    def test_commands_that_are_nearly_right(self):
        for name, said in [("chek", "chek, but check"), ("stats", "stats, but stat"),
                           ("keys2", "keys2, but keys"), ("show", "show, but dump"),
                           ("ls", "ls, but keys"), ("frobnicate", "frobnicate")]:
            self.check(name, "a.sdb", status=2, stderr=f"souris-cli: there is no command {said} "
                                                       "(--help tells more)\n")

    def test_help_of_a_command(self):
        self.assertEqual(self.output("help"), self.output("--help"))
        for command in "get", "set", "manual", "help":
            self.assertEqual(self.output("help", command), self.output(command, "--help"))
        self.assertIn(b"Usage: souris-cli get ", self.output("--color", "never", "help", "get"))
        for name, said in [("gett", "gett, but get"), ("frobnicate", "frobnicate")]:
            self.check("help", name, status=2,
                       stderr=f"souris-cli: there is no command {said} (--help tells more)\n")
        self.assertEqual(self.run_program("help", "get", "set").returncode, 2)

    def test_arguments_cannot_command_the_terminal(self):
        process = self.run_program("dump", "a", "\x1b]0;title\x07\n\u202e")
        self.assertIn("\\u{1b}]0;title\\u{7}\\n\\u{202e}", process.stderr.decode())
        self.assertEqual(process.stderr.count(b"\n"), 1)
        self.assertTrue(process.stderr.isascii())

    def test_file_names_cannot_command_the_terminal(self):
        self.check("dump", "\x1b[31m\u0085\u2066\n.sdb",
                   stderr="souris-cli: \\u{1b}[31m\\u{85}\\u{2066}\\n.sdb: input or output failed "
                          "(open: No such file or directory)\n", status=2)
        self.check("dump", b"\x9b\xff.sdb",
                   stderr="souris-cli: \\x9b\\xff.sdb: input or output failed "
                          "(open: No such file or directory)\n", status=2)
        self.put("a.json", "{}")
        self.check("pack", "a.json", "-o", "\x9b/\x7f.sdb",
                   stderr="souris-cli: \\u{9b}/\\u{7f}.sdb: input or output failed "
                          "(open directory: No such file or directory)\n", status=2)


class StandardOutput(cli.Case):
    """Standard output that cannot be written."""

    full = "souris-cli: standard output: input or output failed (write: No space left on device)\n"

    def check_full(self, *arguments):
        with open("/dev/full", "wb") as device:
            process = self.run_program(*arguments, stdout=device)
        self.assertEqual(process.stderr.decode(), self.full)
        self.assertEqual(process.returncode, 2)

    def test_full(self):
        self.put("a.json", '{"a": [1, 2]}')
        self.put("large.json", "[" + "12345678," * 100_000 + "0]")
        self.output("pack", "a.json", "-o", "a.sdb")
        self.output("pack", "large.json", "-o", "large.sdb")
        for name in "a.sdb", "large.sdb":
            for form in "tree", "tagged", "json":
                self.check_full("dump", "--format", form, name)
        self.check_full("pack", "a.json", "-o", "-")
        self.check_full("--help")
        self.check_full("--version")

    def test_closed(self):
        self.put("a.sdb", wire.store_v1(wire.empty_map))
        process = subprocess.run(["/bin/sh", "-c", '"$1" dump a.sdb >&-', "sh", cli.program],
                                 stderr=subprocess.PIPE, cwd=self.directory,
                                 timeout=cli.time_limit)
        self.assertEqual(process.stderr.decode(),
                         "souris-cli: standard output: input or output failed "
                         "(write: Bad file descriptor)\n")
        self.assertEqual(process.returncode, 2)

    def test_reader_goes_away(self):
        self.put("large.json", "[" + "12345678," * 100_000 + "0]")
        self.output("pack", "large.json", "-o", "large.sdb")
        process = subprocess.run(["/bin/sh", "-c", '"$1" dump large.sdb | head -n 2', "sh",
                                  cli.program], capture_output=True, cwd=self.directory,
                                 timeout=cli.time_limit)
        self.assertEqual(process.stdout.decode(), "map (1)\n  JSON  array (100001)\n")
        self.assertEqual(process.stderr.decode(), "")
