# SPDX-License-Identifier: MIT
"""The completion script for zsh, run by zsh where it is installed."""

import os
import pty
import select
import shutil
import unittest

import cli
import completion


class Zsh:
    """zsh on a terminal, which completion requires."""

    def __init__(self, folder):
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.chdir(folder)
            os.execvpe("zsh", ["zsh", "-f", "-i"], {**os.environ, "TERM": "dumb"})
        self.send("PS1='r''eady' fpath=($PWD $fpath); autoload -U compinit; compinit -u -D; unsetopt beep\n", "ready")

    def send(self, text, end):
        """Types `text` and returns the output up to `end`."""
        os.write(self.terminal, text.encode())
        shown = ""
        while end not in shown and select.select([self.terminal], [], [], cli.time_limit)[0]:
            shown += os.read(self.terminal, 4096).decode(errors="replace")
        return shown

    def complete(self, line, wanted):
        """Types `line` and a tab, and returns the output up to `wanted`."""
        shown = self.send(line + "\t", wanted)
        self.send("\x15\n", "ready")
        return shown

    def end(self):
        os.close(self.terminal)
        os.waitpid(self.process, 0)


@unittest.skipUnless(shutil.which("zsh"), "no zsh")
class ZshCompletion(completion.Case):
    def test_pointers_and_global_options(self):
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

    def test_commands_of_two_words(self):
        self.need_logs()
        self.put("_souris-cli", self.output("completion", "zsh"))
        os.symlink(cli.program, self.directory / "souris-cli")
        shell = Zsh(self.directory)
        self.addCleanup(shell.end)
        for line, offered in [
                ("log app", "log append "), ("log append --sy", "--sync="),
                ("--output json log cat --format j", "--format json "), ("lo", "log ")]:
            self.assertIn(offered, shell.complete("./souris-cli " + line, offered))
