# SPDX-License-Identifier: MIT
"""stat: where bytes go, and that they add up."""

import json
import os

import cli
import wire


class Stat(cli.Case):
    def test_stored(self):
        users = wire.array(wire.map_of(("id", wire.integer_value(1))),
                           wire.map_of(("id", wire.integer_value(300))))
        self.put("a.sdb", wire.store_v1(wire.map_of(("users", users), ("n", b"\x91"))) + b"\x00")
        self.check("stat", "a.sdb", stdout="""\
a.sdb: 39 bytes
  form         store, layout v1
  values       7, depth 3
  entries      4 in 3 maps
  compression  none
  text coding  none

  file, by type: 39 bytes
          18   46.2 %  ##############                  keys (4)
           9   23.1 %  #######                         framing
           6   15.4 %  #####                           integer (2)
           3    7.7 %  ##                              map (3)
           1    2.6 %  #                               bytes after the end
           1    2.6 %  #                               null (1)
           1    2.6 %  #                               array (1)

  file, by path: 39 bytes
          14   35.9 %  ###########                     /users/*/id (2)
           8   20.5 %  ######                          /users (1)
           4   10.3 %  ###                             /n (1)
           2    5.1 %  ##                              /users/* (2)
           1    2.6 %  #                               (root) (1)
           9   23.1 %  #######                         (framing)
           1    2.6 %  #                               (bytes after the end)
""")

    def test_packed(self):
        text = '{"words":[' + ",".join(f'"the quick brown mouse {i}"' for i in range(50)) + "]}"
        self.put("a.json", text)
        self.output("pack", "a.json", "-o", "a.sdb", "--profile", "fast")
        report = json.loads(self.output("stat", "a.sdb", "--output", "json"))
        size = os.path.getsize(self.directory / "a.sdb")
        self.assertEqual(report["size"], size)
        self.assertEqual(sum(row["bytes"] for row in report["by_part"]), size)
        for table in "by_type", "by_path":
            self.assertEqual(sum(row["bytes"] for row in report[table]), report["unpacked_size"])
        self.assertEqual(report["by_path"][0]["name"], "/words/*")
        self.assertEqual(report["by_path"][0]["count"], 50)
        packed = next(row["bytes"] for row in report["by_part"] if row["name"] == "packed body")
        self.assertGreater(report["saved_by_compression"], report["unpacked_size"] - packed - 10)
        lines = self.output("stat", "a.sdb").decode()
        self.assertIn(f"\n  compression  lz4: {report['unpacked_size']} bytes as ", lines)
        self.put("cut.sdb", (self.directory / "a.sdb").read_bytes()[:-20])
        cut = self.run_program("stat", "cut.sdb").stdout.decode()
        self.assertIn("\n  compression  lz4, cannot be unpacked\n", cut)

    def test_every_table_of_every_vector_adds_up(self):
        for path in cli.some_of(sorted(cli.vectors.glob("*.sdb"))):
            report = json.loads(self.output("stat", str(path), "--output=json", "--top", "3"))
            whole = report["unpacked_size"] or report["size"]
            self.assertEqual(report["size"], os.path.getsize(path))
            for table, total in (("by_part", report["size"]), ("by_type", whole),
                                 ("by_path", whole)):
                if report[table] is not None:
                    self.assertEqual(sum(row["bytes"] for row in report[table]), total, path)

    def test_text_coding(self):
        sample = json.loads(self.output("stat", str(cli.samples / "sample.sdb"), "--output=json"))
        self.assertEqual((sample["coded_texts"], sample["saved_by_text_coding"]), (37, 44))
        self.assertEqual(sample["saved_by_compression"], 39)

    def test_damage(self):
        store = wire.store_v1(wire.map_of(("a", wire.null), ("b", b"\x43\x00")))
        self.put("a.sdb", store)
        process = self.run_program("stat", "a.sdb")
        self.assertEqual(process.returncode, 1)
        self.assertEqual(process.stderr.decode(),
                         "souris-cli: a.sdb: invalid sign state at byte 17, in /b\n")
        self.assertIn("  values       2, depth 1, up to the damage\n", process.stdout.decode())
        self.assertIn("           2   10.5 %  ###                             not understood\n",
                      process.stdout.decode())
        process = self.run_program("stat", "a.sdb", "--output", "json")
        self.assertEqual(process.stderr, b"")
        self.assertEqual(json.loads(process.stdout)["damage"]["path"], "/b")
