# SPDX-License-Identifier: MIT
"""log check: whether a log is sound, and what is lost."""

import logs


class LogCheck(logs.Case):
    def test_sound(self):
        self.append(logs.lines(0, 10))
        self.assertEqual(self.output("log", "check", "a.log").decode(),
                         "a.log: sound\n  records    10\n  blocks     1\n  tail       0 records\n")

    def test_damage(self):
        for place in self.damage_anywhere():
            found = self.report("check", status=1)
            damage, = found["damages"]
            self.assertTrue(damage["begin"] <= place < damage["end"])
            lost = damage["end_record"] - damage["first_record"]
            self.assertGreater(lost, 0)
            self.assertEqual(found, {
                "file": "a.log", "verdict": "damaged", "records": 400 - lost, "blocks": found["blocks"],
                "tail_records": 0, "damage_count": 1, "damages": [damage], "bad_record_count": 0,
                "bad_record": None})
            process = self.run_program("log", "check", "a.log")
            self.assertIn(f"  lost       bytes {damage['begin']} to {damage['end'] - 1}, records "
                          f"{damage['first_record']} to {damage['end_record'] - 1}\n", process.stdout.decode())
            self.assertTrue(process.stdout.startswith(b"a.log: damaged\n"))
            self.assertEqual((process.stderr, process.returncode), (b"", 1))
        self.assertEqual(self.report("check")["blocks"], found["blocks"] + 1)
