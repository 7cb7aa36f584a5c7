# SPDX-License-Identifier: MIT
"""The completion script for bash, run by bash."""

import shutil
import subprocess

import cli
import completion


class Bash(completion.Case):
    def complete(self, *words):
        """The words that bash offers to complete the last one."""
        self.put("script", self.output("completion", "bash"))
        line = ('source ./script; compopt() { :; }; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); '
                '_souris_cli; echo "${COMPREPLY[*]}"')
        process = subprocess.run(["bash", "-c", line, "bash", "souris-cli", *words],
                                 capture_output=True, cwd=self.directory, timeout=cli.time_limit)
        self.assertEqual(process.stderr.decode(), "")
        return process.stdout.decode().split()

    def complete_in(self, *words):
        """As `complete`, for words that may contain spaces. Also returns the arguments of compopt."""
        self.put("script", self.output("completion", "bash"))
        line = ('source ./script; compopt() { said+="$*;"; }; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); '
                '_souris_cli; printf "%s\\n" "${COMPREPLY[@]}"; echo "$said"')
        process = subprocess.run(["bash", "-c", line, "bash", cli.program, *words],
                                 capture_output=True, cwd=self.directory, timeout=cli.time_limit)
        self.assertEqual(process.stderr.decode(), "")
        *replies, said = process.stdout.decode().splitlines()
        return replies, said

    def test_names_and_choices(self):
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
                # Paths are completed by bash itself.
                (["dump", ""], []),
                (["pack", "-o", ""], []),
                (["pack", "--max-key", ""], [])]:
            with self.subTest(words=words):
                self.assertEqual(self.complete(*words), offered)

    def test_after_global_options(self):
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

    def test_commands_of_two_words(self):
        self.need_logs()
        for words, offered in [
                (["lo"], ["log"]), (["append"], []), (["log", "app"], ["append"]),
                (["log", "--out"], ["--output"]), (["log", "append", "--sy"], ["--sync"]),
                (["--output", "json", "log", "cat", "--form"], ["--format"]),
                (["log", "cat", "--format", ""], ["tagged", "json"]),
                (["log", "cat", "--last", "2", "a.log", "--ra"], ["--range"]),
                (["cat", "--ra"], []), (["help", "lo"], ["log"]), (["help", "log", "sp"], ["split"])]:
            with self.subTest(words=words):
                self.assertEqual(self.complete(*words), offered)

    def test_pointers(self):
        self.put_tree()
        shutil.copy(self.directory / "a.sdb", self.directory / "my file.sdb")
        for words, offered in [
                (["get", "a.sdb", "/us"], ["/users", "/usage"]), (["get", "a.sdb", "/x", "/", "/usa"], ["/usage"]),
                (["get", "a.sdb", "/users/0/"], ["/users/0/name", "/users/0/age"]),
                (["--output", "json", "get", "--format", "json", "-r", "a.sdb", "/users/0/n"], ["/users/0/name"]),
                (["keys", "--max-key", "5", "a.sdb", "/use"], ["/users"]),
                (["set", "a.sdb", "/usa"], ["/usage"]), (["rm", "--", "a.sdb", "/usa"], ["/usage"]),
                (["get", "my\\ file.sdb", "/usa"], ["/usage"]), (["get", "'my file.sdb'", "/usa"], ["/usage"]),
                # bash splits words at colons; only the last part is replaced.
                (["get", "a.sdb", "/x", ":"], ["y"]), (["get", "a.sdb", "/x", ":", "y/z"], ["y/z=1"]),
                (["get", "a.sdb", "/a"], ["/a\\ b"]), (["get", "a.sdb", "'/a"], ["/a b"]),
                (["get", "a.sdb", "/\\$"], ["/\\$\\(touch\\ pwned\\)"]), (["get", "a.sdb", "/`"], ["/\\`touch\\ pwned\\`"]),
                # Within quotes, only what is special there is escaped.
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
        # No files are offered, and no space follows a container.
        self.assertEqual(self.complete_in("get", "a.sdb", "/usa"), (["/usage"], "+o default;"))
        self.assertEqual(self.complete_in("get", "a.sdb", "/use"), (["/users"], "+o default;-o nospace;"))
