# SPDX-License-Identifier: MIT
"""Shared by the tests of record logs."""

import json
import subprocess

import cli


def record(number):
    return f'{{"number":{number},"message":"mouse {number % 7} took the cheese of day {number * number % 1009}"}}'


def lines(begin, end):
    return "".join(record(number) + "\n" for number in range(begin, end))


class Case(cli.Case):
    """A test with the log a.log."""

    def setUp(self):
        super().setUp()
        self.need_logs()

    def append(self, text, *options):
        self.check("log", "append", "a.log", *options, stdin=text)

    def cat(self, *options):
        return self.output("log", "cat", "a.log", *options).decode()

    def report(self, command, status=0):
        """The report of a command for programs."""
        process = self.run_program("log", command, "a.log", "--output", "json")
        self.assertEqual((process.stderr, process.returncode), (b"", status))
        return json.loads(process.stdout)

    def start(self, *arguments):
        process = subprocess.Popen([cli.program, "log", *arguments], cwd=self.directory,
                                   stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for stream in process.stdin, process.stdout, process.stderr:
            self.addCleanup(stream.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        return process

    def damage_anywhere(self):
        """Damages a log of 400 records at one place after another. Yields the place."""
        self.append(lines(0, 400), "--block-size", "1000")
        sound = (self.directory / "a.log").read_bytes()
        for place in range(60, len(sound), len(sound) // 9):
            damaged = bytearray(sound)
            damaged[place] ^= 0x10
            self.put("a.log", damaged)
            yield place
        self.put("a.log", sound)
