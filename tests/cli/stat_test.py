# SPDX-License-Identifier: MIT
"""stat: where bytes go, and that they add up."""

import json
import os
import struct

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

    def records(self):
        return [{"id": 1000 + i, "level": ["info", "warn"][i % 7 == 0], "x/y": i % 10 + 0.25,
                 "at": f"2024-02-29 12:{i % 3600 // 60:02}:{i % 60:02}"} for i in range(2000)]

    def test_columns(self):
        self.put("a.ndjson", "".join(json.dumps(record) + "\n" for record in self.records()))
        for options, prefix in ([], "/lines/*"), (["--packed"], "/*"):
            for profile in "fast", "balanced", "smallest":
                with self.subTest(options=options, profile=profile):
                    self.output("pack", "--lines", "--extended", "--profile", profile, *options,
                                "a.ndjson", "-o", "a.sdb")
                    report = json.loads(self.output("stat", "a.sdb", "--output", "json"))
                    self.assertEqual(report["compression"], "columns")
                    rows = {row["name"]: row for row in report["by_column"]}
                    body = next(row for row in report["by_part"] if row["name"] == "packed body")
                    self.assertEqual(sum(row["bytes"] for row in rows.values()), body["bytes"])
                    number = rows[prefix + "/id"]
                    self.assertEqual((number["count"], number["types"], number["least"],
                                      number["greatest"]), (2000, ["integer"], 1000, 2999))
                    self.assertIn("delta", number["codings"])
                    self.assertEqual(rows[prefix + "/level"]["types"], ["string"])
                    self.assertIn("dictionary", rows[prefix + "/level"]["codings"])
                    self.assertIsNone(rows[prefix + "/level"]["least"])
                    self.assertEqual(rows[prefix + "/x~1y"]["greatest"], 9.25)
                    self.assertIn("pattern", rows[prefix + "/at"]["codings"])
                    self.assertIn("(directory and heads)", rows)
                    text = self.output("stat", "a.sdb").decode()
                    self.assertIn(f"\n  packed body, by column: {body['bytes']} bytes\n", text)
                    self.assertRegex(text, rf"  {prefix}/id \(2000\)  integer; delta.*; 1000 to 2999\n"
                                     .replace("*", r"\*", 1))

    def test_only_some_columns(self):
        self.put("a.ndjson", "".join(json.dumps(record) + "\n" for record in self.records()))
        self.output("pack", "--lines", "--extended", "--packed", "a.ndjson", "-o", "a.packed")
        whole = json.loads(self.output("stat", "a.packed", "--output", "json"))["by_column"]
        some = json.loads(self.output("stat", "a.packed", "--output", "json", "--top", "1"))
        first, others, rest = some["by_column"]
        self.assertEqual(first, whole[0])
        self.assertEqual((others["name"], rest), ("(5 other columns)", whole[-1]))
        self.assertEqual(sum(row["bytes"] for row in whole),
                         sum(row["bytes"] for row in some["by_column"]))

    def test_bounds_that_are_no_json(self):
        value = [{"f": 0.3 * i if i else float("inf")} for i in range(2000)]
        self.put("a.cbor", b"\x99\x07\xd0" + b"".join(
            b"\xa1\x61f\xfb" + struct.pack(">d", record["f"]) for record in value))
        self.output("convert", "a.cbor", "a.packed")
        self.output("repack", "--extended", "--packed", "a.packed", "b.packed")
        report = json.loads(self.output("stat", "b.packed", "--output", "json"))
        row = next(row for row in report["by_column"] if row["name"] == "/*/f")
        self.assertEqual((row["least"], row["greatest"]), (0.3, None))
        self.assertIn("; 0.3 to inf\n", self.output("stat", "b.packed").decode())

    def test_no_columns(self):
        sample = json.loads(self.output("stat", str(cli.samples / "sample.sdb"), "--output=json"))
        self.assertIsNone(sample["by_column"])

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
