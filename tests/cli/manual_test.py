# SPDX-License-Identifier: MIT
"""manual: the man page, and whether docs/cli.md is complete."""

import re
import shutil
import subprocess

import cli


class Manual(cli.Case):
    def commands(self, *group):
        """The words of each command's name."""
        text = self.output(*group, "--help").decode()
        # CLI11 2.5 and later write headings in capitals.
        _, *listing = re.split(r"\nSubcommands:\n", text, flags=re.IGNORECASE)
        if not listing:
            return [group]
        return [command for name in re.findall(r"^  (\w+) ", listing[0], re.MULTILINE)
                for command in self.commands(*group, name)]

    def test_every_command_and_option_is_told(self):
        manual = self.output("manual").decode().replace("\\-", "-")
        page = (cli.project / "docs" / "cli.md").read_text()
        commands = self.commands()
        self.assertIn(("dump",), commands)
        for command in commands:
            options = re.findall(r"^ +(?:-\w, *)?(--[\w-]+)", self.output(*command, "--help").decode(),
                                 re.MULTILINE)
            self.assertIn("--help", options)
            for text in manual, page:
                self.assertIn(f"souris-cli {' '.join(command)} ", text)
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
        # Only Debian's groff keeps apostrophes; others turn them into quotation marks.
        self.assertNotIn("'", self.output("manual").decode())
        self.assertIn("such as /users/3/name; \"\" is all", text)
