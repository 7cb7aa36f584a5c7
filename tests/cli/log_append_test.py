# SPDX-License-Identifier: MIT
"""log append: lines of JSON become records, whatever ends the command."""

import json
import os
import random
import re
import signal

import logs


class LogAppend(logs.Case):
    def test_bad_line(self):
        process = self.run_program("log", "append", "a.log", stdin="1\n\n2\n{bad}\n4\n")
        self.assertRegex(process.stderr.decode(), r"\Asouris-cli: standard input, line 4: invalid JSON .*\n\Z")
        self.assertEqual((process.stdout, process.returncode), (b"", 1))
        self.assertEqual(self.cat(), "1\n2\n")
        process = self.run_program("log", "append", "a.log", "--output", "json", stdin="3\n[")
        self.assertEqual(json.loads(process.stdout), {"file": "a.log", "appended": 1, "records": 3})
        self.assertEqual(json.loads(process.stderr)["error"]["file"], "standard input, line 2")
        process = self.run_program("log", "append", "a.log", "--max-input", "100", stdin='"' + "x" * 200_000)
        self.assertIn(b"standard input, line 1: ", process.stderr)
        self.assertEqual(process.returncode, 1)
        self.assertEqual(self.cat(), "1\n2\n3\n")

    def test_what_is_told(self):
        self.assertEqual(self.output("log", "append", "a.log", "--sync", "2", stdin=logs.lines(0, 5)).decode(),
                         "synced 2\nsynced 4\nsynced 5\n")
        said = self.output("--output", "json", "log", "append", "a.log", "--sync", "2", stdin=logs.lines(5, 8))
        self.assertEqual([json.loads(line) for line in said.splitlines()],
                         [{"file": "a.log", "synced": 7}, {"file": "a.log", "appended": 3, "records": 8}])
        said = self.output("log", "--output", "json", "append", "a.log", stdin=logs.lines(8, 10))
        self.assertEqual(json.loads(said), {"file": "a.log", "appended": 2, "records": 10})

    def test_killed_at_any_moment(self):
        """Nothing that was told to be synced is lost, nothing is doubled, and appending goes on."""
        chance = random.Random(5)
        count = 0
        told = 0
        for _ in range(12):
            process = self.start("append", "a.log", "--sync", "20", "--block-size", "2K")
            process.stdin.write(logs.lines(count, count + chance.randrange(2000)).encode())
            process.stdin.flush()
            for _ in range(chance.randrange(1, 9)):
                # At most every 20th line has come.
                if said := re.match(rb"synced (\d+)\n", process.stdout.readline()):
                    told = int(said[1])
                    break
            process.send_signal(signal.SIGKILL)
            process.wait()
            for said in re.findall(rb"synced (\d+)\n", process.stdout.read()):
                told = int(said)
            process = self.run_program("log", "cat", "a.log")
            self.assertEqual((process.stderr, process.returncode), (b"", 0))
            count = process.stdout.count(b"\n")
            self.assertGreaterEqual(count, told)
            self.assertEqual(process.stdout.decode(), logs.lines(0, count))
            self.assertEqual(self.report("stat")["records"], count)
            self.assertEqual(self.report("check")["verdict"], "sound")
        self.assertGreater(told, 0)
        self.append(logs.lines(count, count + 100))
        self.assertEqual(self.cat(), logs.lines(0, count + 100))
        self.assertEqual(os.listdir(self.directory), ["a.log"])
