# SPDX-License-Identifier: MIT
"""log cat: the records of a log, of a part of it, of a damaged one, and of one that grows."""

import os
import re

import logs


class LogCat(logs.Case):
    def test_records(self):
        self.append(logs.lines(0, 1000))
        self.assertEqual(os.listdir(self.directory), ["a.log"])
        self.assertEqual(self.cat(), logs.lines(0, 1000))
        self.append(logs.lines(1000, 1300), "--profile", "stored", "--block-size", "1K")
        self.put("more", "\ufeff" + logs.lines(1300, 1400).replace("\n", "\r\n\n"))
        self.append("", "more", "--profile", "smallest")
        self.append("")
        self.assertEqual(self.cat(), logs.lines(0, 1400))
        for options, begin, end in [
                (["--from", "1390"], 1390, 1400), (["--from", "1400"], 0, 0), (["--to", "3"], 0, 3),
                (["--from", "999", "--to", "1002"], 999, 1002), (["--from", "7", "--to", "7"], 0, 0),
                (["--last", "5"], 1395, 1400), (["--last", "0"], 0, 0), (["--last", "9999"], 0, 1400),
                (["--last", "5", "--to", "1397"], 1395, 1397)]:
            with self.subTest(options=options):
                self.assertEqual(self.cat(*options), logs.lines(begin, end))

    def test_some(self):
        self.append(logs.lines(0, 1000))
        self.append(logs.lines(1000, 1100), "--profile", "stored")

        def some(is_wanted):
            return "".join(logs.record(i) + "\n" for i in range(1100) if is_wanted(i))
        for options, expected in [
                (["--where", "/number = 990"], some(lambda i: i == 990)),
                (["--where", "/number >= 990", "--where", "/number < 1010.5"],
                 some(lambda i: 990 <= i <= 1010)),
                (["--where", '/message > "mouse 6"'], some(lambda i: i % 7 == 6)),
                (["--where", '/message > "mouse 6"', "--from", "500", "--to", "1050"],
                 some(lambda i: 500 <= i < 1050 and i % 7 == 6)),
                (["--where", '/message > "mouse 6"', "--last", "2"],
                 some(lambda i: i in (1091, 1098))),
                (["--where", "/number > 990", "--last", "5000"], some(lambda i: i > 990)),
                (["--where", "/message = 1"], ""), (["--where", "/other = null"], "")]:
            with self.subTest(options=options):
                self.assertEqual(self.cat(*options), expected)
        self.assertEqual(self.cat("--where", "/number = 1", "--select", "/number"), '{"number":1}\n')

    def test_types(self):
        tagged = '{"b":{"souris_type":6,"timestamp":"2024-10-30T12:34:56"},"a":1}\n'
        self.append(tagged + '"x"\n340282366920938463463374607431768211455\n[]\n')
        self.assertEqual(self.cat("--to", "1"), tagged)
        self.assertEqual(self.cat("--to", "1", "--format", "json", "-S"),
                         '{"a":1,"b":{"timestamp":"2024-10-30T12:34:56"}}\n')
        process = self.run_program("log", "cat", "a.log", "--format", "json", "--from", "1")
        self.assertEqual(process.stdout, b'"x"\n[]\n')
        self.assertRegex(process.stderr.decode(), r"\Asouris-cli: a\.log: .*record 2.*\n\Z")
        self.assertEqual(process.returncode, 1)
        self.check("log", "append", "b.log", stdin=self.cat())
        self.assertEqual(self.output("log", "cat", "b.log").decode(), self.cat())

    def test_beside_a_writer(self):
        process = self.start("append", "a.log", "--sync", "1")
        process.stdin.write(logs.lines(0, 2).encode())
        process.stdin.flush()
        self.assertEqual(process.stdout.readline() + process.stdout.readline(), b"synced 1\nsynced 2\n")
        self.assertEqual(self.cat(), logs.lines(0, 2))
        self.assertEqual(self.report("stat")["tail_records"], 2)
        other = self.run_program("log", "append", "a.log", stdin="1\n")
        self.assertIn(b"souris-cli: a.log: ", other.stderr)
        self.assertNotEqual(other.returncode, 0)
        reader = self.start("cat", "a.log", "--follow", "--from", "1", "--to", "4")
        self.assertEqual(reader.stdout.readline().decode(), logs.lines(1, 2))
        process.stdin.write(logs.lines(2, 5).encode())
        process.stdin.close()
        self.assertEqual(reader.stdout.read().decode(), logs.lines(2, 4))
        self.assertEqual((process.wait(), reader.wait()), (0, 0))
        self.assertEqual(self.cat(), logs.lines(0, 5))

    def test_damage(self):
        for place in self.damage_anywhere():
            process = self.run_program("log", "cat", "a.log")
            self.assertEqual(process.returncode, 1)
            said = process.stderr.decode()
            self.assertEqual(said.count("\n"), 1)
            begin, end, first, last = map(int, re.search(
                r"\Asouris-cli: a\.log: .*bytes (\d+) to (\d+), records (\d+) to (\d+)", said).groups())
            self.assertTrue(begin <= place <= end, said)
            self.assertEqual(process.stdout.decode(), logs.lines(0, first) + logs.lines(last + 1, 400))
            # What is not asked for is not read.
            self.assertEqual(self.cat("--to", str(first)), logs.lines(0, first))
            self.assertEqual(self.cat("--from", str(last + 1)), logs.lines(last + 1, 400))
            self.append(logs.lines(400, 410))
            process = self.run_program("log", "cat", "a.log")
            self.assertTrue(process.stdout.decode().endswith(logs.lines(max(399, last + 1), 410)))
