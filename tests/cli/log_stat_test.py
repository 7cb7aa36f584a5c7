# SPDX-License-Identifier: MIT
"""log stat: what is in a log, in numbers."""

import logs


class LogStat(logs.Case):
    def test_counts(self):
        for begin in 0, 5, 8:
            self.append(logs.lines(begin, begin + 3))
        size = (self.directory / "a.log").stat().st_size
        found = self.report("stat")
        self.assertEqual(found, {"file": "a.log", "size": size, "records": 9, "record_bytes": found["record_bytes"],
                                 "blocks": 3, "tail_records": 0, "damage_count": 0})
        self.assertEqual(self.output("log", "stat", "a.log").decode(),
                         f"a.log: {size} bytes\n  records    9: {found['record_bytes']} bytes\n"
                         "  blocks     3\n  tail       0 records\n")
        # Text takes its length at least, and one byte of it.
        self.check("log", "append", "b.log", stdin='"0123456789"\n' * 1000)
        found = self.output("log", "stat", "b.log").decode()
        self.assertRegex(found, r"\n  records    1000: 1[12]000 bytes\n")

    def test_damage(self):
        for _ in self.damage_anywhere():
            found = self.report("stat", status=1)
            self.assertEqual(found["damage_count"], 1)
            self.assertLess(found["records"], 400)
            self.assertIn("  damage     1 places; what is there is counted\n",
                          self.run_program("log", "stat", "a.log").stdout.decode())
        self.assertEqual(self.report("stat")["records"], 400)
