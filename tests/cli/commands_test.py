# SPDX-License-Identifier: MIT
"""The list of commands, and the options that all of them have."""

import json

import cli


class Commands(cli.Case):
    def test_help_leads_with_examples(self):
        for option in "--help", "-h":
            text = self.output(option).decode()
            self.assertEqual(text.splitlines()[0], "Examples:")
            self.assertIn("\n  souris-cli pack ", text)
            self.assertTrue(text.splitlines()[1].startswith("  souris-cli dump "))
            self.assertIn("Exit status: 0 done; 1 the data is bad", text)
        for command in "dump", "get", "keys", "check", "pack", "repack", "convert":
            self.assertIn(f"Usage: souris-cli {command} ", self.output(command, "--help").decode())

    def test_an_option_of_a_command_hides_that_of_all_commands(self):
        self.put("a.json", "{}")
        # Before the command, --output is the option of all commands; after pack, its own.
        process = self.run_program("--output", "json", "pack", "missing", "-o", "b")
        self.assertEqual(json.loads(process.stderr)["error"]["file"], "missing")
        process = self.run_program("pack", "missing", "--output", "json")
        self.assertTrue(process.stderr.startswith(b"souris-cli: missing: "))
        process = self.run_program("pack", "a.json", "--output", "json", "--what")
        self.assertTrue(process.stderr.startswith(b"souris-cli: "))
