# SPDX-License-Identifier: MIT
"""The progress line on a terminal."""

import fcntl
import json
import os
import pty
import re
import select
import subprocess
import time

import cli


class Progress(cli.Case):
    """Commands that take some seconds, with and without a terminal as standard error."""

    def setUp(self):
        super().setUp()
        state = 1
        numbers = []
        for _ in range(15_000 if cli.is_sanitized else 100_000):
            state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
            numbers.append(str(state >> 50))
        self.put("a.json", '{"a":[' + ",".join(numbers) + "]}")
        self.arguments = ["pack", "a.json", "-o", "a.sdb", "--profile", "smallest", "--extended"]

    def said_on_a_terminal(self, *arguments, words, statuses=(0,)):
        """Checks that nothing but progress lines of `words` is shown. Returns them and the seconds."""
        ours, theirs = pty.openpty()
        started = time.monotonic()
        with subprocess.Popen([cli.program, *arguments], stderr=theirs, stdout=subprocess.DEVNULL,
                              cwd=self.directory) as process:
            os.close(theirs)
            said = b""
            while True:
                select.select([ours], [], [])
                try:
                    said += os.read(ours, 4096)
                except OSError:  # The process has closed its end.
                    break
        os.close(ours)
        self.assertIn(process.returncode, statuses)
        if process.returncode == 2:
            said = re.sub(rb"souris-cli: .*\r\n", b"", said)
        self.assertEqual(re.sub(rf"\r\x1b\[K(({words}): \d+ s)?", "", said.decode()), "")
        return said.decode(), time.monotonic() - started

    def test_on_a_terminal(self):
        said, seconds = self.said_on_a_terminal(*self.arguments, words=r"packing a\.json")
        if seconds > 2:
            self.assertRegex(said, r"^\r\x1b\[Kpacking a\.json: 1 s")
        # Fast without sanitizers; progress is required only where a command takes long.
        for arguments, words in [
                (["dump", "a.sdb"], r"reading a\.sdb"),
                (["flat", "a.sdb"], r"reading a\.sdb"),
                (["check", "a.sdb"], r"checking a\.sdb"),
                (["stat", "a.sdb"], r"counting the bytes of a\.sdb"),
                (["annotate", "a.sdb"], r"annotating a\.sdb"),
                (["annotate", "a.sdb", "--html", "a.html"], r"annotating a\.sdb"),
                (["diff", "a.sdb", "a.json"], r"reading a\.(sdb|json)|comparing with a\.json"),
                (["set", "a.sdb", "/a/0", "1"], r"(reading|packing) a\.sdb")]:
            with self.subTest(arguments=arguments):
                said, seconds = self.said_on_a_terminal(*arguments, words=words)
                if seconds > 6:
                    self.assertRegex(said, f"({words}): 1 s")

    def test_of_changes(self):
        # Half a million small operations.
        count = 30_000 if cli.is_sanitized else 250_000
        self.check("pack", "a.json", "-o", "a.sdb", "--profile", "fast")
        self.put("patch.json", "[" + ",".join(
            [f'{{"op":"add","path":"/a/0","value":{i}}},{{"op":"move","from":"/a/{i}","path":"/a/-"}}'
             for i in range(count)]) + "]")
        self.put("merge.json", json.dumps({str(i): {"a": [i, str(i)]} for i in range(2 * count)}))
        for arguments, words in [
                (["patch", "a.sdb", "patch.json", "-o", "b.sdb", "--profile", "fast"],
                 r"reading patch\.json|(reading|patching|packing) a\.sdb"),
                (["merge", "a.sdb", "merge.json", "-o", "b.sdb", "--profile", "fast"],
                 r"merging merge\.json|(reading|packing) a\.sdb"),
                (["diff", "merge.json", "patch.json"],
                 r"reading (merge|patch)\.json|comparing with patch\.json")]:
            with self.subTest(arguments=arguments):
                said, seconds = self.said_on_a_terminal(*arguments, words=words, statuses=(0, 1))
                if seconds > 5:
                    self.assertRegex(said, f"({words}): 1 s")

    def test_of_waiting(self):
        self.check("pack", "a.json", "-o", "a.sdb", "--profile", "fast")
        with open(self.directory / "a.sdb", "rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            words = r"waiting for others that change a\.sdb"
            said, _ = self.said_on_a_terminal("set", "a.sdb", "/a/0", "1", "--lock-timeout", "2",
                                              words=words, statuses=(2,))
        self.assertIn("waiting for others that change a.sdb: 1 s", said)

    def test_before_a_pager(self):
        self.check("pack", "a.json", "-o", "a.sdb", "--profile", "fast")
        ours, theirs = pty.openpty()
        os.set_blocking(ours, False)
        for command in "annotate", "dump", "flat":
            with self.subTest(command=command), subprocess.Popen(
                    [cli.program, command, "a.sdb"], stderr=theirs, stdout=subprocess.PIPE,
                    cwd=self.directory) as process:
                # The program is blocked while the first page is viewed.
                process.stdout.read(1)
                time.sleep(1.5)
                process.stdout.read()
                self.assertEqual(process.wait(), 0)
                with self.assertRaises(BlockingIOError):
                    os.read(ours, 4096)
        os.close(ours)
        os.close(theirs)

    def test_elsewhere(self):
        self.check(*self.arguments)
