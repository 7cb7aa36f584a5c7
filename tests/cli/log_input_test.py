# SPDX-License-Identifier: MIT
"""What the commands about logs do with other files, wrong options and wrong names."""

import os

import logs


class LogInput(logs.Case):
    def test_what_is_no_log(self):
        self.put("a.json", logs.lines(0, 3))
        for command in ["append", "a.json"], ["cat", "a.json"], ["stat", "a.json"], ["check", "a.json"], \
                       ["split", "a.json", "--parts", "2"]:
            process = self.run_program("log", *command, stdin="1\n")
            self.assertRegex(process.stderr.decode(), r"\Asouris-cli: a\.json: .*\n\Z")
            self.assertEqual((process.stdout, process.returncode), (b"", 1), command)
        self.assertEqual((self.directory / "a.json").read_text(), logs.lines(0, 3))
        self.check("log", "cat", "missing", status=2, stderr="souris-cli: missing: input or output failed "
                                                             "(open: No such file or directory)\n")
        self.check("log", "append", "b.log", "missing", status=2,
                   stderr="souris-cli: missing: input or output failed (open: No such file or directory)\n")
        self.assertEqual(os.listdir(self.directory), ["a.json"])

    def test_wrong_usage(self):
        self.append("1\n")
        for arguments, message in [
                ([], "A subcommand is required"), (["append"], "FILE"), (["cat", "-"], "a log is a file"),
                (["append", "a.log", "--sync", "0"], "wanted a number from 1"),
                (["append", "a.log", "--block-size", "65M"], "from 1 to 64M"),
                (["append", "a.log", "--block-size", "0"], "from 1 to 64M"),
                (["split", "a.log"], "--parts"), (["split", "a.log", "--parts", "0"], "wanted a number from 1"),
                (["cat", "a.log", "--range", "5-4"], "wanted two numbers"),
                (["cat", "a.log", "--range", "0-", "--from", "1"], "--range"),
                (["cat", "a.log", "--last", "1", "--from", "1"], "--last"), (["cat", "a.log", "b.log"], "b.log"),
                (["tail", "a.log"], "there is no command log tail, but log cat"),
                (["apend", "a.log"], "there is no command log apend, but log append"),
                (["frobnicate"], "there is no command log frobnicate")]:
            with self.subTest(arguments=arguments):
                process = self.run_program("log", *arguments)
                self.assertRegex(process.stderr.decode(), r"\Asouris-cli: .+ \(--help tells more\)\n\Z")
                self.assertIn(message, process.stderr.decode())
                self.assertEqual((process.stdout, process.returncode), (b"", 2))
        self.assertEqual(self.cat(), "1\n")

    def test_help(self):
        self.assertEqual(self.output("help", "log"), self.output("log", "--help"))
        self.assertEqual(self.output("help", "log", "cat"), self.output("log", "cat", "--help"))
        self.assertIn(b"Usage: souris-cli log cat ", self.output("log", "cat", "--help"))
        for words in ["get", "cat"], ["log", "frobnicate"], ["log", "cat", "append"]:
            process = self.run_program("help", *words)
            self.assertEqual((process.stdout, process.returncode), (b"", 2), words)
        # The names of others are files here.
        self.check("log", "append", "cat", stdin="1\n")
        self.check("log", "cat", "cat", stdout="1\n")
