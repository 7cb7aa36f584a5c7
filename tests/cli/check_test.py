# SPDX-License-Identifier: MIT
"""check: its report on sound, non-canonical and damaged files."""

import os

import cli
import wire

has_zones = os.path.exists("/usr/share/zoneinfo/UTC")

# A text table in which 'a' has the code 1 and 'b' 0.
table = b"\x00\x62\x63"


class Check(cli.Case):
    def check_file(self, content, text, *options, status=0):
        """Checks the report: `text` is its lines without the file's name and the indentation."""
        self.put("a.sdb", content)
        lines = [f"a.sdb: {text[0]}", *(f"  {line}" for line in text[1:])]
        self.check("check", "a.sdb", *options, stdout="\n".join(lines) + "\n", status=status)

    def test_sample(self):
        path = cli.samples / "sample.sdb"
        zones = "1" if has_zones else "1, not looked up: this system has no database"
        self.check("check", str(path), stdout=f"""\
{path}: sound
  form           store, layout v2
  size           461 bytes
  body           lz4, 440 bytes; unpacked 479, 1.09 times
  text table     35 leaves
  checksum       right
  values         38
  depth          4
  time zones     {zones}
  non-canonical  none
""")

    def test_non_canonical(self):
        # Reserved bits, padding, a non-minimal integer, a repeated key, bytes after both ends.
        body = table + wire.map_of(("x", b"\x9f"), ("y", b"\x11\x02\x05"), ("z", b"\x40\xf0\x05"),
                                   ("x", wire.null), ("x", wire.array(*[b"\x91"] * 6))) + b"\x00"
        non_canonical = wire.store_v2(body, True) + b"\x00\x00"
        report = [
            "form           store, layout v2", f"size           {len(non_canonical)} bytes",
            f"body           stored, {len(body) + 1} bytes; unpacked {len(body)}, 0.97 times",
            "text table     2 leaves", "checksum       none", "values         12", "depth          2",
            "non-canonical  13",
            "  reserved bits are set: 7",
            "    at byte 17, in /x",
            "    at byte 38, in /x/0",
            "    at byte 39, in /x/1",
            "    at byte 40, in /x/2",
            "    at byte 41, in /x/3",
            "    and 2 more",
            "  padding bits are set: 1",
            "    at byte 23, in /y",
            "  integer longer than it needs to be: 1",
            "    at byte 28, in /z",
            "  duplicate key: 2",
            "    at byte 30, in /x",
            "    at byte 34, in /x",
            "  bytes after the end: 2",
            "    at byte 44",
            "    at byte 45"]
        self.check_file(non_canonical, ["sound, but non-canonical", *report])
        self.check_file(non_canonical, ["sound, but non-canonical", *report], "--strict", status=1)
        self.check_file(wire.store_v1(wire.empty_map),
                        ["sound", "form           store, layout v1", "size           10 bytes",
                         "body           as it is", "checksum       none", "values         1",
                         "depth          1", "non-canonical  none"], "--strict")

    def test_canonical(self):
        self.put("a.json", '{"b":[1,-2.5],"a":"x"}')
        self.check("convert", "--canonical", "a.json", "a.sdb")
        size = (self.directory / "a.sdb").stat().st_size
        report = ["form           store, layout v2", f"size           {size} bytes",
                  "body           stored, 23 bytes; unpacked 22, 0.96 times",
                  "checksum       none", "values         5", "depth          2"]
        canonical = (self.directory / "a.sdb").read_bytes()
        self.check_file(canonical, ["sound", *report, "canonical      yes",
                                    "non-canonical  none"], "--canonical")
        # Where not, and why.
        store = wire.store_v2(wire.map_of(("b", wire.null), ("a", b"\x41\x05")), False)
        self.check_file(
            store,
            ["sound, but non-canonical", *report[:1], f"size           {len(store)} bytes",
             "body           stored, 11 bytes; unpacked 10, 0.91 times", "checksum       none",
             "values         3", "depth          1", "canonical      no", "non-canonical  2",
             "  key out of order: 1", "    at byte 15, in /a",
             "  sign state 1: 1", "    at byte 18, in /a"],
            "--canonical", status=1)
        self.check_file(store, ["sound", *report[:1], f"size           {len(store)} bytes",
                                "body           stored, 11 bytes; unpacked 10, 0.91 times",
                                "checksum       none", "values         3", "depth          1",
                                "non-canonical  none"], "--strict")
        # What sourisdb makes of a value is not of its form.
        self.put("a.tagged.json", '{"a":{"souris_type":6,"timestamp":"-0044-03-15T00:00:00"}}')
        self.check("convert", "--canonical", "a.tagged.json", "b.sdb")
        self.assertIn(b"canonical      yes", self.output("check", "--canonical", "b.sdb"))
        self.put("damaged.sdb", canonical[:-1])
        process = self.run_program("check", "--canonical", "damaged.sdb")
        self.assertEqual(process.returncode, 1)
        self.assertIn(b"canonical      no", process.stdout)

    def test_zones(self):
        store = wire.store_v1(wire.map_of(("a", b"\xc0" + wire.string("UTC")),
                                          ("b", b"\xc0" + wire.string("No/Where"))))
        head = ["form           store, layout v1", f"size           {len(store)} bytes",
                "body           as it is", "checksum       none", "values         3", "depth          1"]
        if has_zones:
            text = ["sound, but non-canonical", *head, "time zones     2", "non-canonical  1",
                    "  unknown time zone: 1", "    at byte 22, in /b"]
        else:
            text = ["sound", *head, "time zones     2, not looked up: this system has no database",
                    "non-canonical  none"]
        self.check_file(store, text)
        self.check_file(store, text, "--strict", status=1 if has_zones else 0)

    def test_damage(self):
        tail = ["non-canonical  none"]
        nothing = ["values         0, up to the damage", "depth          0, up to the damage", *tail]
        self.check_file(b"", ["damaged", "damage         truncated at byte 0", "form           unknown",
                              "size           0 bytes", *nothing], status=1)
        self.check_file(b"PK\x03\x04", [
            "damaged", "damage         not a Souris store at byte 0", "form           unknown",
            "size           4 bytes", *nothing], status=1)
        self.check_file(wire.magic + b"\x07", [
            "damaged", "damage         unknown compression at byte 8",
            "form           store, layout v2", "size           9 bytes", "body           unknown",
            "checksum       none", *nothing], status=1)
        self.check_file(wire.magic + b"\x02\x06\x06\x50hello", [
            "damaged", "damage         block does not unpack to its declared size at byte 9", "form           store, layout v2",
            "size           17 bytes", "body           lz4, cannot be unpacked", "checksum       none",
            *nothing], status=1)
        self.check_file(wire.store_v1(b"\x62" + b"\x82\x11\x00\x90", 1), [
            "damaged", "damage         coded text under a table of one character lost its length at byte 12",
            "form           store, layout v1", "size           14 bytes", "body           as it is",
            "text table     1 leaf: no text can be coded by it", "checksum       none",
            "values         1, up to the damage", "depth          1, up to the damage", *tail], status=1)
        self.check_file(wire.store_v2(wire.map_of(("a", b"\x9f"), ("b", b"\x43"))), [
            "damaged", "damage         invalid sign state at byte 18, in /b",
            "form           store, layout v2", "size           19 bytes",
            "body           stored, 10 bytes; unpacked 9, 0.90 times", "checksum       none",
            "values         2, up to the damage", "depth          1, up to the damage", "non-canonical  1",
            "  reserved bits are set: 1", "    at byte 14, in /a"], status=1)

    def test_checksum(self):
        self.put("a.json", '{"a":[1,2]}')
        self.output("pack", "a.json", "-o", "a.sdb")
        sound = (self.directory / "a.sdb").read_bytes()
        head = ["form           store, layout v2", f"size           {len(sound)} bytes",
                "body           stored, 10 bytes; unpacked 9, 0.90 times"]
        self.check_file(sound, ["sound", *head, "checksum       right", "values         4",
                                "depth          2", "non-canonical  none"])
        changed = bytearray(sound)
        changed[16] ^= 3
        self.check_file(changed, [
            "damaged", f"damage         checksum mismatch at byte {len(sound) - 12}", *head,
            "checksum       wrong: changed since it was written", "values         4, up to the damage",
            "depth          2, up to the damage", "non-canonical  none"], status=1)
        changed[15] = 0x43
        self.check_file(changed, [
            "damaged", "damage         invalid sign state at byte 15, in /a/0", *head,
            "checksum       wrong: changed since it was written", "values         2, up to the damage",
            "depth          2, up to the damage", "non-canonical  none"], status=1)

    def test_standard_input(self):
        store = wire.store_v1(wire.empty_map)
        text = self.output("check", "-", stdin=store).decode()
        self.assertTrue(text.startswith("standard input: sound\n"))

    def test_what_cannot_be_read(self):
        self.check("check", "missing.sdb", status=2,
                   stderr="souris-cli: missing.sdb: input or output failed "
                          "(open: No such file or directory)\n")
        self.put("a.sdb", wire.store_v1(wire.empty_map))
        with open("/dev/full", "wb") as device:
            process = self.run_program("check", "a.sdb", stdout=device)
        self.assertEqual(process.returncode, 2)

    def test_nothing_commands_the_terminal(self):
        hostile = "\x1b[31m\u009b\x07\u202e\n"
        escaped = "\\u{1b}[31m\\u{9b}\\u{7}\\u{202e}\\n"
        store = wire.store_v1(wire.map_of((hostile, b"\x91"), (hostile, b"\x43")))
        process = self.run_program("check", "-", stdin=store)
        text = process.stdout.decode()
        self.assertIn(f"in /{escaped}\n", text)
        self.assertEqual([c for c in text if c < " " and c != "\n"], [])
        name = "\x1b[31m"
        self.put(name, wire.store_v1(wire.empty_map))
        self.assertTrue(self.output("check", name).startswith(b"\\u{1b}[31m: sound\n"))

    def test_vectors_and_samples_are_sound(self):
        for path in cli.some_of(sorted(cli.vectors.glob("*.sdb"))):
            text = self.output("check", str(path)).decode()
            self.assertTrue(text.splitlines()[0].endswith((": sound", ": sound, but non-canonical")))
            self.assertNotIn("damage", text)
