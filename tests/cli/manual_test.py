# SPDX-License-Identifier: MIT
"""What is made of the commands' tables besides the help: the manual, completions, docs/cli.md."""

import re
import shutil
import subprocess

import cli


class Manual(cli.Case):
    def commands(self):
        text = self.output("--help").decode()
        return re.findall(r"^  (\w+) ", text.partition("\nSubcommands:\n")[2], re.MULTILINE)

    def test_every_command_and_option_is_told(self):
        manual = self.output("manual").decode().replace("\\-", "-")
        page = (cli.project / "docs" / "cli.md").read_text()
        commands = self.commands()
        self.assertIn("dump", commands)
        for command in commands:
            options = re.findall(r"^ +(?:-\w,)?(--[\w-]+)", self.output(command, "--help").decode(),
                                 re.MULTILINE)
            self.assertIn("--help", options)
            for text in manual, page:
                self.assertIn(f"souris-cli {command} ", text)
                for option in options:
                    self.assertIn(option, text, command)

    def test_examples_of_the_page_say_what_it_says(self):
        page = (cli.project / "docs" / "cli.md").read_text()
        examples = re.findall(r"^    \$ (.*)\n((?:(?:    .*)?\n)*)", page, re.MULTILINE)
        self.assertGreater(len(examples), 1)
        for line, said in examples:
            process = subprocess.run(["bash", "-c", 'souris-cli() { "$0" "$@"; }; ' + line,
                                      cli.program], capture_output=True, cwd=cli.project)
            shown = "".join(f"    {text}\n" if text else "\n"
                            for text in process.stdout.decode().splitlines())
            self.assertEqual(shown.strip("\n"), said.strip("\n"), line)

    def test_troff_has_nothing_to_warn_of(self):
        if not shutil.which("groff"):
            self.skipTest("no groff")
        process = subprocess.run(["groff", "-man", "-Tutf8", "-ww", "-P-cbou"],
                                 input=self.output("manual"), capture_output=True)
        self.assertEqual(process.stderr.decode(), "")
        text = process.stdout.decode()
        self.assertIn("souris-cli dump [OPTION]... FILE", text)
        self.assertIn("\nEXIT STATUS\n", text)
        # Debian's groff shows any apostrophe as it is; others make a quotation mark of it.
        self.assertNotIn("'", self.output("manual").decode())
        self.assertIn("such as /users/3/name; \"\" is all", text)


class Completion(cli.Case):
    def complete(self, *words):
        """What bash offers for the last of the words."""
        self.put("script", self.output("completion", "bash"))
        line = ('source ./script; compopt() { :; }; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); '
                '_souris_cli; echo "${COMPREPLY[*]}"')
        process = subprocess.run(["bash", "-c", line, "bash", "souris-cli", *words],
                                 capture_output=True, cwd=self.directory, timeout=cli.time_limit)
        self.assertEqual(process.stderr.decode(), "")
        return process.stdout.decode().split()

    def test_bash(self):
        for words, offered in [
                (["du"], ["dump"]),
                (["--ver"], ["--version"]),
                (["dump", "--form"], ["--format"]),
                (["dump", "--format", ""], ["tree", "tagged", "json"]),
                (["dump", "--format", "t"], ["tree", "tagged"]),
                (["dump", "--format", "=", "ta"], ["tagged"]),
                (["dump", "--format", "="], ["tree", "tagged", "json"]),
                (["dump", "a.sdb", "--ba"], ["--bare"]),
                (["get", "--r"], ["--raw"]),
                (["completion", ""], ["bash", "zsh", "fish"]),
                # Paths are bash's own.
                (["dump", ""], []),
                (["pack", "-o", ""], []),
                (["pack", "--max-key", ""], [])]:
            with self.subTest(words=words):
                self.assertEqual(self.complete(*words), offered)

    def test_zsh_and_fish_can_read_theirs(self):
        for shell in "zsh", "fish":
            script = self.output("completion", shell).decode()
            self.assertIn("souris-cli", script.splitlines()[0])
            for word in "dump", "format", "tagged", "For scripts", "max-depth":
                self.assertIn(word, script)
            if shutil.which(shell):
                process = subprocess.run([shell, "-n", self.put("script", script)],
                                         capture_output=True, cwd=self.directory)
                self.assertEqual((process.returncode, process.stderr), (0, b""))
        if not shutil.which("fish"):
            return
        for line, offered in ("du", "dump"), ("dump --form", "--format"), ("get --format tr", "tree"):
            process = subprocess.run(
                ["fish", "--no-config", "-c", f"source script; complete -C 'souris-cli {line}'"],
                capture_output=True, cwd=self.directory)
            self.assertTrue(process.stdout.decode().startswith(offered), process)

    def test_shell_must_be_known(self):
        process = self.run_program("completion", "csh")
        self.assertIn("{bash,zsh,fish}", process.stderr.decode())
        self.assertEqual(process.returncode, 2)
