# SPDX-License-Identifier: MIT
"""annotate: the meaning of each byte of a file, exactly once."""

import json

import cli
import wire


class Annotate(cli.Case):
    def test_columns_stand_by_display_width(self):
        keys = ["a", "日本語", "e\u0301", "\U0001F600", "日" * 15]
        store = wire.store_v1(wire.map_of(*[(key, wire.string("日" * 30)) for key in keys]))
        self.put("a.sdb", store)
        lines = self.output("annotate", "a.sdb").decode().splitlines()
        paths = [line for line in lines if "/" in line]
        self.assertEqual(len(paths), len(keys))
        self.assertEqual({cli.display_width(line.partition("/")[0]) for line in paths},
                         {len("00000011  ") + 49 + 46})
        # Text is cut between characters.
        self.assertIn('"' + "日" * 20 + '" ...', "\n".join(lines))

    def test_stored(self):
        store = wire.store_v2(wire.map_of(
            ("name", wire.string("Ada \x1b")), ("list", wire.array(wire.integer_value(300), b"\x91")),
            ("t", b"\x60\xf1\xe8\x07\x0a\x1e\x0c\x22\x38\x00"), ("b", b"\x20\x12" + bytes(18))))
        self.put("a.sdb", store)
        self.check("annotate", "a.sdb", stdout="""\
00000000  53 4f 55 52 49 53 44 42                          magic "SOURISDB"
00000008  00                                               header 0x00: layout v2, stored
00000009  3e                                               length 62
0000000a  88                                               map (4)
0000000b  10                                                 key
0000000c  04                                                   length 4
0000000d  6e 61 6d 65                                          "name"
00000011  10                                                 string                                      /name
00000012  05                                                   length 5
00000013  41 64 61 20 1b                                       "Ada \\u{1b}"
00000018  10                                                 key
00000019  04                                                   length 4
0000001a  6c 69 73 74                                          "list"
0000001e  b4                                                 array (2)                                   /list
0000001f  40                                                   integer                                   /list/0
00000020  f1 2c 01                                               300
00000023  91                                                   null                                      /list/1
00000024  10                                                 key
00000025  01                                                   length 1
00000026  74                                                   "t"
00000027  60                                                 timestamp                                   /t
00000028  f1 e8 07                                             year 2024
0000002b  0a                                                   month 10
0000002c  1e                                                   day 30
0000002d  0c                                                   hour 12
0000002e  22                                                   minute 34
0000002f  38                                                   second 56
00000030  00                                                   nanosecond 0
00000031  10                                                 key
00000032  01                                                   length 1
00000033  62                                                   "b"
00000034  20                                                 binary, stored                              /b
00000035  12                                                   length 18
00000036  00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00      bytes, 18 bytes
00000046  00 00
""")

    def test_packed_and_coded(self):
        table = b"\x00\x62\x63"  # 'a' 1, 'b' 0
        body = table + wire.map_of(("x", b"\x11\x02\x01"))
        pairs = b"".join(b"\x01" + body[i:i + 1] for i in range(len(body)))
        self.put("a.sdb", wire.magic + b"\x81" + wire.integer(len(pairs)) + pairs)
        text = self.output("annotate", "a.sdb").decode()
        self.assertIn("header 0x81: layout v2, run_length, text table\n"
                      "00000009  14                                               "
                      "size of the run lengths 20\n", text)
        self.assertTrue(text.endswith("""\

unpacked body: 10 bytes
00000000  00 62 63                                         text table, 2 leaves
00000003  82                                               map (1)
00000004  10                                                 key
00000005  01                                                   length 1
00000006  78                                                   "x"
00000007  11                                                 string, coded                               /x
00000008  02                                                   bit count 2
00000009  01                                                   bits 10000000 = "ab"
"""), text)

    def test_colour(self):
        self.put("a.sdb", wire.store_v1(wire.map_of(("a", wire.integer_value(1)))))
        text = self.output("annotate", "a.sdb", "--color", "always").decode()
        for painted in ('\x1b[2mmagic "SOURISDB"\x1b[0m', "\x1b[1mmap (1)\x1b[0m",
                        "\x1b[34m  key\x1b[0m", '\x1b[1;34m    "a"\x1b[0m', "\x1b[36m    1\x1b[0m"):
            self.assertIn(f"  {painted}", text)

    def test_damage(self):
        store = wire.store_v1(wire.map_of(("a", wire.null), ("b", b"\x43\x00\x01")))
        self.put("a.sdb", store)
        process = self.run_program("annotate", "a.sdb")
        self.assertTrue(process.stdout.decode().endswith(
            '00000010  62                                                   "b"\n'
            "00000011  43 00 01                                         not understood, 3 bytes\n"))
        self.assertEqual(process.stderr.decode(),
                         "souris-cli: a.sdb: invalid sign state at byte 17, in /b\n")
        self.assertEqual(process.returncode, 1)

    def test_json_has_every_byte_once(self):
        for name in "every_type.v1.sdb", "every_type.v2.sdb", "runs.v2.sdb":
            path = cli.vectors / name
            report = json.loads(self.output("annotate", str(path), "--output=json"))
            self.assertIsNone(report["damage"])
            ours = "".join(part["bytes"] for part in report["annotations"]
                           if part["offset_base"] == "input")
            self.assertEqual(bytes.fromhex(ours), path.read_bytes())
            ends = {"input": 0, "unpacked": 0}
            for part in report["annotations"]:
                self.assertEqual(part["offset"], ends[part["offset_base"]])
                self.assertEqual(2 * part["size"], len(part["bytes"]))
                ends[part["offset_base"]] += part["size"]

    def test_long_paths_and_many_values_take_linear_time(self):
        depth = 100_000
        self.put("deep", b"\xb2" * (depth - 1) + b"\xb0")
        text = self.output("annotate", "--bare", "deep", "--max-depth", str(depth))
        self.assertEqual(text.count(b"\n"), depth)
        self.assertLess(len(text), 250 * depth)
        self.assertTrue(text.splitlines()[-1].endswith(b"  .../0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0"
                                                       b"/0/0/0/0/0/0/0/0/0/0/0/0"))
