# SPDX-License-Identifier: MIT
"""repack: a file in another form."""

import os

import cli

TEXT = '{"words":[' + ",".join(f'"the quick brown mouse {i}"' for i in range(50)) + "]}"


class Repack(cli.Case):
    def setUp(self):
        super().setUp()
        self.put("a.json", TEXT)
        self.output("pack", "a.json", "-o", "a.sdb", "--profile", "stored")
        self.size = os.path.getsize(self.directory / "a.sdb")

    def test_shows_before_and_after(self):
        text = self.output("repack", "a.sdb", "b.sdb", "--profile", "smallest").decode()
        size = os.path.getsize(self.directory / "b.sdb")
        self.assertEqual(text, f"a.sdb: {self.size} bytes (store, layout v2)\n"
                               f"b.sdb: {size} bytes (store, layout v2), "
                               f"{100 * size / self.size:.1f} %\n")
        self.check("dump", "--format", "json", "b.sdb", stdout=TEXT + "\n")

    def test_from_standard_input_to_standard_output(self):
        data = (self.directory / "a.sdb").read_bytes()
        process = self.run_program("repack", "-", "-", "--packed", stdin=data)
        self.assertEqual(process.returncode, 0)
        self.assertIn(f"standard input: {self.size} bytes (store, layout v2)\n"
                      f"standard output: {len(process.stdout)} bytes (packed value), ",
                      process.stderr.decode())
        self.check("dump", "--format", "json", "-", stdin=process.stdout, stdout=TEXT + "\n")

    def test_layouts_and_forms_lose_nothing(self):
        for path in cli.some_of(sorted(cli.vectors.glob("*.sdb"))):
            self.output("repack", str(path), "0", "--layout", "v2", "--extended")
            self.output("repack", "0", "1", "--packed", "--profile", "fast")
            last = "1"
            # Searching takes seconds for larger files with a sanitizer.
            profile = "smallest" if path.stat().st_size < 4096 else "balanced"
            process = self.run_program("repack", "1", "2", "--layout", "v1", "--profile", profile)
            if process.returncode == 0:
                last = "2"
            else:
                self.assertIn("layout v1 loses the sign of a year", process.stderr.decode())
            self.check("diff", str(path), last)

    def test_a_packed_value_that_is_no_map_becomes_a_store(self):
        self.check("pack", "--packed", "-", "-o", "a.packed", stdin="[1]")
        self.output("repack", "a.packed", "b.sdb")
        self.check("dump", "--format", "json", "b.sdb", stdout='{"JSON":[1]}\n')

    def test_what_cannot_be_read_leaves_what_was_there(self):
        self.put("b.sdb", "old")
        self.put("c.sdb", b"SOURISDB\x00\x02\x82\x10")
        self.check("repack", "c.sdb", "b.sdb", status=1,
                   stderr="souris-cli: c.sdb: truncated at byte 10\n")
        self.assertEqual((self.directory / "b.sdb").read_text(), "old")

    def test_over_itself(self):
        self.output("repack", "a.sdb", "a.sdb")
        self.assertLess(os.path.getsize(self.directory / "a.sdb"), self.size)
        self.check("dump", "--format", "json", "a.sdb", stdout=TEXT + "\n")
