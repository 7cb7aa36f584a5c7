# SPDX-License-Identifier: MIT
"""completion: a script for each shell, which that shell can parse."""

import shutil
import subprocess

import cli


class Completion(cli.Case):
    def test_zsh_and_fish_parse_their_scripts(self):
        for shell in "zsh", "fish":
            script = self.output("completion", shell).decode()
            self.assertIn("souris-cli", script.splitlines()[0])
            for word in "dump", "format", "tagged", "For scripts", "max-depth":
                self.assertIn(word, script)
            if shutil.which(shell):
                process = subprocess.run([shell, "-n", self.put("script", script)],
                                         capture_output=True, cwd=self.directory)
                self.assertEqual((process.returncode, process.stderr), (0, b""))

    def test_shell_must_be_known(self):
        process = self.run_program("completion", "csh")
        self.assertIn("{bash,zsh,fish}", process.stderr.decode())
        self.assertEqual(process.returncode, 2)
