# SPDX-License-Identifier: MIT
"""What is made of the commands' tables besides the help: the manual, completions, docs/cli.md."""

import os
import pty
import re
import select
import shutil
import subprocess

import cli


class Zsh:
    """One that sits at a terminal, as completion wants it."""

    def __init__(self, folder):
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.chdir(folder)
            os.execvpe("zsh", ["zsh", "-f", "-i"], {**os.environ, "TERM": "dumb"})
        self.send("PS1='r''eady' fpath=($PWD $fpath); autoload -U compinit; compinit -u -D; unsetopt beep\n", "ready")

    def send(self, text, end):
        """What it shows until it shows `end`."""
        os.write(self.terminal, text.encode())
        shown = ""
        while end not in shown and select.select([self.terminal], [], [], cli.time_limit)[0]:
            shown += os.read(self.terminal, 4096).decode(errors="replace")
        return shown

    def complete(self, line, wanted):
        """What it shows after a tab, until it shows what is wanted."""
        shown = self.send(line + "\t", wanted)
        self.send("\x15\n", "ready")
        return shown

    def end(self):
        os.close(self.terminal)
        os.waitpid(self.process, 0)


class Manual(cli.Case):
    def commands(self):
        text = self.output("--help").decode()
        # CLI11 writes such headings in capitals from 2.5 on.
        listing = re.split(r"\nSubcommands:\n", text, flags=re.IGNORECASE)[1]
        return re.findall(r"^  (\w+) ", listing, re.MULTILINE)

    def test_every_command_and_option_is_told(self):
        manual = self.output("manual").decode().replace("\\-", "-")
        page = (cli.project / "docs" / "cli.md").read_text()
        commands = self.commands()
        self.assertIn("dump", commands)
        for command in commands:
            options = re.findall(r"^ +(?:-\w, *)?(--[\w-]+)", self.output(command, "--help").decode(),
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

    def complete_in(self, *words):
        """The same, beside the program, of words that may have spaces; and what it changed."""
        self.put("script", self.output("completion", "bash"))
        line = ('source ./script; compopt() { said+="$*;"; }; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); '
                '_souris_cli; printf "%s\\n" "${COMPREPLY[@]}"; echo "$said"')
        process = subprocess.run(["bash", "-c", line, "bash", cli.program, *words],
                                 capture_output=True, cwd=self.directory, timeout=cli.time_limit)
        self.assertEqual(process.stderr.decode(), "")
        *replies, said = process.stdout.decode().splitlines()
        return replies, said

    def test_bash_after_global_options(self):
        for words, offered in [
                (["--out"], ["--output"]), (["--col"], ["--color"]),
                (["--output", ""], ["text", "json"]), (["--output", "=", "j"], ["json"]),
                (["--color", "a"], ["auto", "always"]),
                (["--output", "json", "du"], ["dump"]),
                (["--output", "=", "json", "du"], ["dump"]),
                (["--color", "never", "--output", "text", "dump", "--form"], ["--format"]),
                (["--output", "json", "dump", "--format", "t"], ["tree", "tagged"]),
                (["--output", "json", "completion", "z"], ["zsh"]),
                (["dump", "a.sdb", "--color", ""], ["auto", "always", "never"])]:
            with self.subTest(words=words):
                self.assertEqual(self.complete(*words), offered)

    def put_tree(self):
        self.put("a.json", """{"users":[{"name":"Ada","age":36}],"usage":1,"a b":2,"x:y":{"z=1":3},
                               "$(touch pwned)":4,"`touch pwned`":5,"a\\nb":6,"日本":{},"it's":7,"b\\\\\\"":8}""")
        self.check("pack", "a.json", "-o", "a.sdb")

    def test_bash_completes_pointers(self):
        self.put_tree()
        shutil.copy(self.directory / "a.sdb", self.directory / "my file.sdb")
        for words, offered in [
                (["get", "a.sdb", "/us"], ["/users", "/usage"]),
                (["get", "a.sdb", "/users/0/"], ["/users/0/name", "/users/0/age"]),
                (["--output", "json", "get", "--format", "json", "-r", "a.sdb", "/users/0/n"], ["/users/0/name"]),
                (["keys", "--max-key", "5", "a.sdb", "/use"], ["/users"]),
                (["set", "a.sdb", "/usa"], ["/usage"]), (["rm", "--", "a.sdb", "/usa"], ["/usage"]),
                (["get", "my\\ file.sdb", "/usa"], ["/usage"]), (["get", "'my file.sdb'", "/usa"], ["/usage"]),
                # What stands before a colon stays.
                (["get", "a.sdb", "/x", ":"], ["y"]), (["get", "a.sdb", "/x", ":", "y/z"], ["y/z=1"]),
                (["get", "a.sdb", "/a"], ["/a\\ b"]), (["get", "a.sdb", "'/a"], ["/a b"]),
                (["get", "a.sdb", "/\\$"], ["/\\$\\(touch\\ pwned\\)"]), (["get", "a.sdb", "/`"], ["/\\`touch\\ pwned\\`"]),
                # In quotes, all is quoted that they do not.
                (["get", "a.sdb", '"/$'], ['/\\$(touch pwned)']), (["get", "a.sdb", '"/\\$'], ['/\\$(touch pwned)']),
                (["get", "a.sdb", '"/`'], ['/\\`touch pwned\\`']), (["get", "a.sdb", "'/$"], ["/$(touch pwned)"]),
                (["get", "a.sdb", "'/it"], ["/it'\\''s"]), (["get", "a.sdb", "'/it'\\''"], ["/it'\\''s"]),
                (["get", "a.sdb", '"/it'], ["/it's"]), (["get", "a.sdb", '"/b'], ['/b\\\\\\"']),
                (["get", "a.sdb", "/日"], ["/日本"]), (["get", "a.sdb", "/it"], ["/it\\'s"]),
                (["get", "a.sdb", "/none/"], []), (["get", "missing.sdb", "/"], []), (["get", "/dev/zero", "/"], []),
                (["get", "a.json", "/"], []), (["get", "$(touch pwned)", "/"], []), (["dump", "/us"], [])]:
            with self.subTest(words=words):
                self.assertEqual(self.complete_in(*words)[0], [] if offered is None else offered or [""])
        self.assertEqual(len(self.complete_in("get", "a.sdb", "")[0]), 9)
        self.assertFalse((self.directory / "pwned").exists())
        # Files are not offered; and what has something in it may go on.
        self.assertEqual(self.complete_in("get", "a.sdb", "/usa"), (["/usage"], "+o default;"))
        self.assertEqual(self.complete_in("get", "a.sdb", "/use"), (["/users"], "+o default;-o nospace;"))

    def test_fish_completes_pointers_and_global_options(self):
        if not shutil.which("fish"):
            self.skipTest("no fish")
        self.put_tree()
        self.put("script", self.output("completion", "fish"))
        os.symlink("a.sdb", self.directory / "a:-b.sdb")
        for line, offered in [
                ("get a.sdb /us", ["/usage", "/users"]), ("get a:-b.sdb /usa", ["/usage"]),
                ("--output json get -r a.sdb /users/0/n", ["/users/0/name"]),
                ("rm a.sdb /\\$", ["/$(touch pwned)"]), ("--color never du", ["dump"]), ("--outp", ["--output"]),
                ("--output te", ["text"]), ("get --format js", ["json"]), ("set a.sdb /x:", ["/x:y"])]:
            process = subprocess.run(
                ["fish", "--no-config", "-c", 'source script; complete -C "$argv"', f"{cli.program} {line}"],
                capture_output=True, cwd=self.directory, timeout=cli.time_limit)
            self.assertEqual(sorted(said.split("\t")[0] for said in process.stdout.decode().splitlines()), offered,
                             line)
        self.assertFalse((self.directory / "pwned").exists())

    def test_zsh_completes_pointers_and_global_options(self):
        if not shutil.which("zsh"):
            self.skipTest("no zsh")
        self.put_tree()
        self.put("_souris-cli", self.output("completion", "zsh"))
        os.symlink(cli.program, self.directory / "souris-cli")
        shell = Zsh(self.directory)
        self.addCleanup(shell.end)
        for line, offered in [
                ("get a.sdb /usa", "/usage"), ("--output json get -r a.sdb /users/0/n", "/users/0/name"),
                ("set a.sdb /a", "/a\\ b"), ("rm a.sdb /\\$", "/\\$\\(touch\\ pwned\\)"),
                ("--color never du", "--color never dump "), ("--output js", "--output json ")]:
            self.assertIn(offered, shell.complete("./souris-cli " + line, offered))
        self.assertFalse((self.directory / "pwned").exists())

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
