# SPDX-License-Identifier: MIT
"""dump: valid stores, and the messages for bad ones."""

import json
import os
import subprocess

import cli
import wire


def parse(text):
    """Parses JSON so that 1, 1.0 and -0.0 are three different values."""
    return json.loads(text, parse_float=lambda number: ("float", float(number).hex()),
                      parse_int=lambda number: ("integer", number))


class Tree(cli.Case):
    def test_sample(self):
        self.check("dump", str(cli.samples / "sample.sdb"), stdout=SAMPLE)

    def test_columns_stand_by_display_width(self):
        keys = ["a", "日本語", "한국어", "e\u0301e\u0301", "\U0001F600", "ｆｕｌｌ", "ｶﾅ", "नमस्ते", "👍🏽", "⌚", "ไทย",
                "\u200b", "日" * 12, "日" * 13]
        self.put("a.json", json.dumps({key: 1 for key in keys}))
        self.output("pack", "a.json", "-o", "a.sdb")
        lines = self.output("dump", "a.sdb").decode().splitlines()[1:]
        self.assertEqual(len(lines), len(keys))
        for key, line in zip(keys, lines):
            name, gap, rest = line.partition("  integer")
            # Longer names shift only their own line.
            width = cli.display_width(name)
            self.assertEqual(max(width, 2 + 24), width if cli.display_width(key) > 22 else 26, line)
            self.assertEqual(rest, "    1")

    def test_nothing_commands_the_terminal(self):
        hostile = "\x1b[31m\u009b\x07\x7f\u202e\u2066\u2028\ufeff\n"
        escaped = ("\\u{1b}[31m\\u{9b}\\u{7}\\u{7f}\\u{202e}\\u{2066}\\u{2028}\\u{feff}\\n")
        json_text = b"\x70" + wire.string('"\u009b\u202e"')
        store = wire.store_v1(wire.map_of((hostile, wire.string(hostile)), ("j", json_text)))
        self.check("dump", self.put("a.sdb", store), stdout=f"""\
map (2)
  "{escaped}"  string     "{escaped}"
  {"j":24}  json       "\\u{{9b}}\\u{{202e}}"
""")
        for form in "tagged", "json":
            text = self.output("dump", "--format", form, "a.sdb")
            self.assertEqual([byte for byte in text[:-1] if byte < 0x20 or byte == 0x7F], [])
            for character in "\u009b\u202e\u2066\u2028\ufeff":
                self.assertNotIn(character.encode(), text)
            plain = {hostile: hostile, "j": "\u009b\u202e"}
            tagged = {**plain, "j": {"souris_type": 7, "json": "\u009b\u202e"}}
            self.assertEqual(json.loads(text), plain if form == "json" else tagged)

    def test_depth_and_head(self):
        self.put("a.json", '{"a":[1,2,3],"b":{"c":{"d":[]}},"long name":{},"e":5}')
        self.output("pack", "a.json", "-o", "a.sdb")
        self.check("dump", "a.sdb", "--depth", "1", "--head", "3", stdout="""\
map (4)
  a            array (3) ...
  b            map (1) ...
  "long name"  map (0)
  ... 1 more
""")
        for option in "--depth", "--head":
            self.check("dump", "a.sdb", option, "1", "--format", "json", status=2,
                       stderr=f"souris-cli: {option}: only of a tree (--help tells more)\n")
            process = self.run_program("dump", "a.sdb", option, "x")
            self.assertIn(f"{option}: wanted a number", process.stderr.decode())

    def test_a_hundred_thousand_levels(self):
        depth = 100_000
        self.put("deep", b"\xb2" * (depth - 1) + b"\xb0")
        text = self.output("dump", "--bare", "deep", "--max-depth", str(depth))
        self.assertTrue(text.endswith(b"\n(level 99999) 0  array (0)\n"))
        self.assertLess(len(text), 100 * depth)
        text = self.output("dump", "--bare", "--format", "json", "deep", "--max-depth", str(depth))
        self.assertEqual(text, b"[" * depth + b"]" * depth + b"\n")

    def test_what_is_shown_of_a_packed_store_that_is_cut(self):
        self.put("a.json", '{"numbers":[' + ",".join(map(str, range(1000))) + "]}")
        for profile in "stored", "fast", "balanced", "smallest":
            self.output("pack", "a.json", "-o", "a.sdb", "--profile", profile)
            bytes = (self.directory / "a.sdb").read_bytes()
            self.put("cut.sdb", bytes[:len(bytes) * 3 // 4])
            process = self.run_program("dump", "cut.sdb")
            self.assertEqual(process.stderr, b"souris-cli: cut.sdb: truncated at byte 9\n")
            self.assertEqual(process.returncode, 1)
            title, array, *numbers = process.stdout.decode().splitlines()
            self.assertEqual(title, "map (1)")
            self.assertEqual(array, f"  numbers  array ({len(numbers)} of 1000)")
            self.assertGreater(len(numbers), 500)
            for number, line in enumerate(numbers):
                self.assertEqual(line.split(), [str(number), "integer", str(number)])

    def test_colour(self):
        self.put("a.json", '{"a":"\\u001bx","b":[null,true,1]}')
        self.output("pack", "a.json", "-o", "a.sdb")
        painted = ("\x1b[2mmap\x1b[0m (2)\n"
                   '  \x1b[1;34ma\x1b[0m  \x1b[2mstring\x1b[0m     \x1b[32m"\\u{1b}x"\x1b[0m\n'
                   "  \x1b[1;34mb\x1b[0m  \x1b[2marray\x1b[0m (3)\n"
                   "    \x1b[1;34m0\x1b[0m  \x1b[2mnull\x1b[0m\n"
                   "    \x1b[1;34m1\x1b[0m  \x1b[2mboolean\x1b[0m    \x1b[35mtrue\x1b[0m\n"
                   "    \x1b[1;34m2\x1b[0m  \x1b[2minteger\x1b[0m    \x1b[36m1\x1b[0m\n")
        self.check("dump", "--color", "always", "a.sdb", stdout=painted)
        self.check("--color=always", "dump", "a.sdb", stdout=painted)
        plain = self.output("dump", "a.sdb")
        self.assertNotIn(b"\x1b", plain)
        self.check("dump", "--color", "never", "a.sdb", stdout=plain)


class Json(cli.Case):
    def test_forms(self):
        self.put("a.json", SMALL)
        self.output("pack", "a.json", "-o", "a.sdb")
        self.check("dump", "--format", "tagged", "a.sdb", stdout=SMALL + "\n")
        self.check("dump", "--format", "json", "a.sdb", stdout='{"n":1,"f":1.5,"s":"é",'
                   '"t":{"timestamp":"2024-01-01T00:00:00"},"c":"x","a":[127,0,0,1],'
                   '"j":{"k": [1.0]},"l":[null,true,{}]}\n')

    def test_what_plain_json_cannot_say(self):
        for value, path, detail in [
                ('{"souris_type":4,"integer":"18446744073709551616"}', "/a/0",
                 "integer outside of 64 bits"),
                ('{"souris_type":10,"bits":"7ff0000000000000"}', "/a/0", None)]:
            self.put("a.json", '{"a": [' + value + "]}")
            self.output("pack", "a.json", "-o", "a.sdb")
            process = self.run_program("dump", "--format", "json", "a.sdb")
            self.assertRegex(process.stderr.decode(),
                             r"\Asouris-cli: a\.sdb: value has no form here \(.+\), in "
                             + path + r"\n\Z")
            if detail:
                self.assertIn(detail, process.stderr.decode())
            self.assertEqual(process.stdout, b"")
            self.assertEqual(process.returncode, 1)

    def test_vectors(self):
        stores = sorted(cli.vectors.glob("*.sdb"))
        self.assertGreater(len(stores), 20)
        for store in cli.some_of(stores):
            with self.subTest(store=store.name):
                expected = parse((cli.vectors / (store.name.split(".")[0] + ".json")).read_text())
                self.assertEqual(parse(self.output("dump", "--format", "tagged", str(store))),
                                 expected)

    def test_values(self):
        """One row of values.jsonl per type."""
        seen = {}
        for line in (cli.vectors / "values.jsonl").read_text().splitlines():
            row = json.loads(line)
            seen.setdefault(int(row["v1"][0], 16), (parse(line)["value"], row["v1"], row["v2"]))
        self.assertEqual(len(seen), 16)
        for expected, v1, v2 in seen.values():
            for layout, digits in ("v1", v1), ("v2", v2):
                text = self.output("dump", "--bare", "--layout", layout, "--format", "tagged", "-",
                                   stdin=bytes.fromhex(digits))
                self.assertEqual(parse(text), expected)


class Input(cli.Case):
    def test_standard_input(self):
        store = wire.store_v1(wire.map_of(("a", wire.null)))
        self.check("dump", "-", stdin=store, stdout="map (1)\n  a  null\n")
        self.check("dump", "-", stdin=store[:-1], stdout="map (0 of 1)\n",
                   stderr="souris-cli: standard input: truncated at byte 13, in /a\n", status=1)

    def test_options_stand_anywhere(self):
        store = wire.store_v1(wire.map_of(("a", wire.null)))
        self.put("a.sdb", store)
        for arguments in (["--format=json", "a.sdb"], ["a.sdb", "--format", "json"],
                          ["--format", "json", "--", "a.sdb"]):
            self.check("dump", *arguments, stdout='{"a":null}\n')

    def test_what_is_no_file(self):
        os.mkdir(self.directory / "folder")
        for name, why in [
                ("missing.sdb", "input or output failed (open: No such file or directory)"),
                ("folder", "not a regular file"),
                ("", "input or output failed (open: No such file or directory)")]:
            with self.subTest(name=name):
                self.check("dump", name, stderr=f"souris-cli: {name}: {why}\n", status=2)

    def test_store_that_is_cut_inside_a_name(self):
        users = wire.array(*[wire.map_of(("name", wire.string("Ada")))] * 3,
                           wire.map_of(("name", wire.string("Grace"))))
        store = wire.store_v1(wire.map_of(("comment", wire.string("x" * 737)), ("users", users)))
        for size in 812, len(store) - 1:
            self.put("a.sdb", store[:size])
            self.check("dump", "a.sdb", stdout=f"""\
map (2)
  comment  string     "{"x" * 737}"
  users    array (4)
    0  map (1)
      name  string     "Ada"
    1  map (1)
      name  string     "Ada"
    2  map (1)
      name  string     "Ada"
    3  map (0 of 1)
""",
                       stderr="souris-cli: a.sdb: truncated at byte 812, in /users/3/name\n",
                       status=1)

    def test_bad_data(self):
        cases = [
            (b"", "truncated at byte 0"),
            (b"SOURIS", "truncated at byte 6"),
            (b"SOURISDB", "truncated at byte 8"),
            (b"PK\x03\x04 something else", "not a Souris store at byte 0"),
            (wire.store_v1(wire.map_of(("a", b"\x4f\x00"))),
             "invalid sign state at byte 13, in /a", "map (0 of 1)\n"),
            (wire.store_v2(wire.string("text")), "expected a map (found string) at byte 10"),
            (wire.store_v1(wire.map_of(("a", wire.string(b"\xff")))),
             "invalid UTF-8 at byte 14, in /a", "map (0 of 1)\n"),
            (wire.store_v1(wire.map_of(("\x1b\n~/", b"\x40"))),
             "truncated at byte 17, in /\\u{1b}\\n~0~1", "map (0 of 1)\n"),
            (wire.magic + b"\x07", "unknown compression at byte 8"),
        ]
        for content, message, *shown in cases:
            with self.subTest(message=message):
                self.put("a.sdb", content)
                self.check("dump", "a.sdb", stdout="".join(shown),
                           stderr=f"souris-cli: a.sdb: {message}\n", status=1)
                self.check("dump", "--format", "json", "a.sdb",
                           stderr=f"souris-cli: a.sdb: {message}\n", status=1)

    def test_damage_is_found(self):
        self.put("a.json", '{"a": 1}')
        self.output("pack", "a.json", "-o", "a.sdb")
        store = bytearray((self.directory / "a.sdb").read_bytes())
        store[-1] ^= 1
        self.put("a.sdb", store)
        self.check("dump", "a.sdb", status=1, stdout="map (1)\n  a  integer    1\n",
                   stderr=f"souris-cli: a.sdb: checksum mismatch at byte {len(store) - 12}\n")


SMALL = ('{"n":1,"f":1.5,"s":"é","t":{"souris_type":6,"timestamp":"2024-01-01T00:00:00"},'
         '"c":{"souris_type":0,"character":"x"},"a":{"souris_type":13,"octets":[127,0,0,1]},'
         '"j":{"souris_type":7,"json":{"k": [1.0]}},"l":[null,true,{}]}')

SAMPLE = """\
map (10)
  game       string     "The Pantry"
  saved      timestamp  2026-03-14T18:05:09.250
  timezone   timezone   Europe/Paris
  finished   boolean    false
  seed       integer    340282366920938463463374607431768211455
  player     map (9)
    name       string     "Minette la souris"
    initial    character  "é" U+00E9
    level      integer    7
    score      integer    -120
    position   map (2)
      x  float64    12.5
      y  float64    -3.0
    speed      float32    1.5
    heading    complex    1.0 * e^(0.7853981633974483i)
    impulse    complex    3-4i
    companion  null
  inventory  array (3)
    0  map (3)
      item    string     "brie"
      count   integer    3
      weight  float64    0.25
    1  map (3)
      item    string     "string"
      count   integer    1
      weight  float64    0.02
    2  map (3)
      item   string     "old map"
      count  integer    1
      notes  array (2)
        0  string     "cellar"
        1  string     "third barrel from the left"
  servers    array (2)
    0  ipv4       192.0.2.17
    1  ipv6       2001:db8::1
  thumbnail  binary     8 bytes: 89 50 4e 47 0d 0a 1a 0a
  mod        json       {"id": "more-cheese", "enabled": true}
"""
