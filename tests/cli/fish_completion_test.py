# SPDX-License-Identifier: MIT
"""The completion script for fish, run by fish where it is installed."""

import os
import shutil
import subprocess
import unittest

import cli
import completion


@unittest.skipUnless(shutil.which("fish"), "no fish")
class Fish(completion.Case):
    def test_pointers_and_global_options(self):
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

    def test_commands_of_two_words(self):
        self.need_logs()
        self.put("script", self.output("completion", "fish"))
        for line, offered in [
                ("lo", ["log"]), ("log app", ["append"]), ("log append --sy", ["--sync"]),
                ("--output json log cat --la", ["--last"]), ("log cat --format j", ["json"]),
                ("append --sy", []), ("help log sp", ["split"])]:
            process = subprocess.run(
                ["fish", "--no-config", "-c", 'source script; complete -C "$argv"', f"souris-cli {line}"],
                capture_output=True, cwd=self.directory, timeout=cli.time_limit)
            self.assertEqual([said.split("\t")[0] for said in process.stdout.decode().splitlines()],
                             offered, line)

    def test_names_and_choices(self):
        self.put("script", self.output("completion", "fish"))
        for line, offered in ("du", "dump"), ("dump --form", "--format"), ("get --format tr", "tree"):
            process = subprocess.run(
                ["fish", "--no-config", "-c", f"source script; complete -C 'souris-cli {line}'"],
                capture_output=True, cwd=self.directory)
            self.assertTrue(process.stdout.decode().startswith(offered), process)
