# SPDX-License-Identifier: MIT
"""JSON that commands write: on several lines or one, with sorted keys; NDJSON."""

import json
import os
import random

import cli

VALUE = {"b": [1, {"y": [], "x": {}}], "a": "é", "c": None}
TEXT = json.dumps(VALUE, separators=(",", ":"), ensure_ascii=False) + "\n"
PRETTY = json.dumps(VALUE, indent=2, ensure_ascii=False) + "\n"
SORTED = json.dumps(VALUE, separators=(",", ":"), sort_keys=True, ensure_ascii=False) + "\n"


class Layout(cli.Case):
    def setUp(self):
        super().setUp()
        self.put("a.json", TEXT)
        self.check("pack", "a.json", "-o", "a.sdb")

    def commands(self):
        return [["dump", "--format", "json", "a.sdb"], ["dump", "--format", "tagged", "a.sdb"],
                ["get", "a.sdb", ""], ["get", "-r", "a.sdb", ""], ["get", "--format", "json", "a.sdb", ""],
                ["convert", "a.sdb", "-", "--to", "json"], ["convert", "a.sdb", "-", "--to", "tagged"]]

    def test_one_line_or_several(self):
        for command in self.commands():
            with self.subTest(command=command):
                self.check(*command, stdout=TEXT)
                self.assertEqual(self.on_terminal("stdout", *command), PRETTY)
                for option in "--compact", "-c", "--indent=0":
                    self.check(*command, option, stdout=TEXT)
                    self.assertEqual(self.on_terminal("stdout", *command, option), TEXT)
                for option in "--pretty", "--indent=2":
                    self.check(*command, option, stdout=PRETTY)
                self.check(*command, "--indent", "4",
                           stdout=json.dumps(VALUE, indent=4, ensure_ascii=False) + "\n")
                self.check(*command, "--pretty", "--indent", "1",
                           stdout=json.dumps(VALUE, indent=1, ensure_ascii=False) + "\n")

    def test_sorted_keys(self):
        for command in self.commands():
            for option in "--sort-keys", "-S":
                self.check(*command, option, stdout=SORTED)
        self.check("dump", "-S", "a.sdb", stdout="map (3)\n  a  string  \"é\"\n  b  array (2)\n"
                   "    0  integer    1\n    1  map (2)\n      x  map (0)\n      y  array (0)\n"
                   "  c  null\n".replace("  a  string  ", "  a  string     "))
        self.check("convert", "-S", "a.sdb", "b.cbor")
        self.check("convert", "b.cbor", "-", "--to", "json", stdout=SORTED)

    def test_files_are_compact(self):
        self.check("convert", "a.sdb", "b.json")
        self.assertEqual((self.directory / "b.json").read_text(), TEXT)
        self.check("convert", "a.sdb", "b.json", "--pretty")
        self.assertEqual((self.directory / "b.json").read_text(), PRETTY)

    def test_scalars_and_what_is_empty(self):
        for text in "5", '"x"', "[]", "{}", "null":
            self.check("convert", "--from", "json", "-", "-", "--to", "json", "--pretty", stdin=text,
                       stdout=text + "\n")

    def test_what_is_deep_is_not_indented(self):
        deep = "[" * 65 + "1" + "]" * 65
        self.check("convert", "--from", "json", "-", "-", "--to", "json", "--pretty", stdin=deep,
                   stdout=deep + "\n")
        shallow = deep[1:-1]
        self.assertEqual(len(self.output("convert", "--from", "json", "-", "-", "--to", "json",
                                         "--pretty", stdin=shallow).splitlines()), 129)

    def test_wrong_usage(self):
        for arguments in [["dump", "--pretty", "a.sdb"], ["dump", "--indent", "2", "a.sdb"],
                          ["get", "--format", "tree", "--compact", "a.sdb", ""],
                          ["convert", "--pretty", "a.sdb", "b.cbor"],
                          ["convert", "--indent=2", "a.sdb", "-", "--to", "ndjson"]]:
            process = self.run_program(*arguments)
            self.assertEqual(process.returncode, 2, arguments)
            self.assertIn(": only of JSON", process.stderr.decode())
        for options in ["--pretty", "--compact"], ["--indent=2", "-c"], ["--indent=17"], ["--indent=x"]:
            self.assertEqual(self.run_program("dump", "--format", "json", *options, "a.sdb").returncode, 2)

    def test_repack_with_sorted_keys(self):
        source = random.Random(1)
        keys = [f"key number {i}" for i in range(30)]
        records = []
        for _ in range(300):
            source.shuffle(keys)
            records.append({key: 1 for key in keys})
        self.put("r.json", json.dumps({"records": records}))
        self.output("pack", "r.json", "-o", "r.sdb")
        before = os.path.getsize(self.directory / "r.sdb")
        self.output("repack", "--sort-keys", "r.sdb", "s.sdb")
        self.assertLess(os.path.getsize(self.directory / "s.sdb"), before / 5)
        self.check("diff", "r.sdb", "s.sdb")
        self.output("pack", "--sort-keys", "r.json", "-o", "p.sdb")
        self.assertEqual((self.directory / "p.sdb").read_bytes(), (self.directory / "s.sdb").read_bytes())
        self.output("repack", "-S", "r.sdb", "r.sdb")
        self.assertEqual((self.directory / "r.sdb").read_bytes(), (self.directory / "s.sdb").read_bytes())


LINES = '{"a":1}\n[1,2]\nnull\n"x"\n{"b":{"c":[]}}\n'


class Lines(cli.Case):
    def setUp(self):
        super().setUp()
        self.put("a.ndjson", LINES)

    def array(self):
        return "[" + ",".join(LINES.splitlines()) + "]"

    def test_round_trip(self):
        self.check("pack", "--lines", "a.ndjson", "-o", "a.sdb")
        self.check("dump", "--format", "json", "a.sdb", stdout='{"lines":' + self.array() + "}\n")
        self.check("convert", "a.sdb", "b.ndjson")
        self.assertEqual((self.directory / "b.ndjson").read_text(), LINES)
        for name in "ndjson", "jsonl":
            self.check("convert", "a.sdb", "-", "--to", name, stdout=LINES)
        self.check("convert", "a.sdb", "-", "--to", "ndjson", "--key", "lines", stdout=LINES)

    def test_key(self):
        self.check("pack", "--lines", "--key", "a/b", "a.ndjson", "-o", "a.sdb")
        self.check("keys", "a.sdb", stdout="/a~1b\n")
        # The only entry.
        self.check("convert", "a.sdb", "-", "--to", "ndjson", stdout=LINES)
        self.check("set", "a.sdb", "/other", "[1]")
        self.check("convert", "a.sdb", "-", "--to", "ndjson", "--key", "a/b", stdout=LINES)
        self.check("convert", "a.sdb", "-", "--to", "ndjson", status=1,
                   stderr="souris-cli: a.sdb: no such key (--key names the array whose elements "
                          "become lines), in /lines\n")
        self.check("convert", "a.sdb", "-", "--to", "ndjson", "--key", "x", status=1,
                   stderr="souris-cli: a.sdb: no such key, in /x\n")
        self.check("pack", "--key", "x", "a.ndjson", "-o", "b.sdb", status=2,
                   stderr="souris-cli: --key requires --lines (--help tells more)\n")
        self.check("convert", "--key", "x", "a.sdb", "b.cbor", status=2,
                   stderr="souris-cli: --key: only of NDJSON (--help tells more)\n")

    def test_packed_and_bare(self):
        for option, name in ("--packed", "a.packed"), ("--bare", "a.bin"):
            self.check("pack", "--lines", option, "a.ndjson", "-o", name)
            self.check("convert", name, "-", "--to", "json", stdout=self.array() + "\n")
            self.check("convert", name, "-", "--to", "ndjson", stdout=LINES)
            self.check("pack", "--lines", option, "--key", "k", "a.ndjson", "-o", name)
            self.check("convert", name, "-", "--to", "json", stdout='{"k":' + self.array() + "}\n")

    def test_lines_in_columns(self):
        lines = "".join(f'{{"id":{i},"level":"{"info" if i % 7 else "warn"}"}}\n' for i in range(2000))
        self.put("b.ndjson", lines)
        for options in [], ["--packed"], ["--key", "k"]:
            with self.subTest(options=options):
                self.check("pack", "--lines", "--extended", *options, "b.ndjson", "-o", "b.sdb")
                packed = (self.directory / "b.sdb").read_bytes()
                self.assertLess(len(packed), len(lines) // 20)
                self.check("convert", "--from", "packed" if "--packed" in options else "sdb", "b.sdb",
                           "-", "--to", "ndjson", stdout=lines)
        # Both ways to make a store of lines make the same.
        self.output("pack", "--lines", "b.ndjson", "-o", "c.sdb")
        self.check("convert", "b.ndjson", "d.sdb")
        self.assertEqual((self.directory / "c.sdb").read_bytes(), (self.directory / "d.sdb").read_bytes())

    def test_blank_lines_and_line_ends(self):
        self.check("pack", "--lines", "-", "-o", "a.sdb",
                   stdin="\ufeff\r\n 1 \r\n\t\n\n2\r\n{\"a\" : [ ] }")
        self.check("convert", "a.sdb", "-", "--to", "ndjson", stdout='1\n2\n{"a":[]}\n')
        self.check("pack", "--lines", "-", "-o", "a.sdb", stdin="")
        self.check("convert", "a.sdb", "-", "--to", "ndjson", stdout="")
        self.check("dump", "--format", "json", "a.sdb", stdout='{"lines":[]}\n')

    def test_errors_have_the_number_of_the_line(self):
        for text, line in ('1\n\n{"a":}\n', 3), ("1 2\n", 1), ("1\n[1,\n2]\n", 2), ("1\r\n\r\nx", 3):
            process = self.run_program("pack", "--lines", "-", "-o", "a.sdb", stdin=text)
            self.assertEqual(process.returncode, 1)
            self.assertIn(f": line {line}, column ", process.stderr.decode())
            process = self.run_program("convert", "--from", "ndjson", "-", "a.sdb", stdin=text)
            self.assertIn(f": line {line}, column ", process.stderr.decode())
        self.assertFalse((self.directory / "a.sdb").exists())

    def test_convert_from_lines(self):
        self.put("b.jsonl", LINES)
        self.check("convert", "b.jsonl", "b.json")
        self.assertEqual((self.directory / "b.json").read_text(), self.array() + "\n")
        self.check("convert", "b.json", "-", "--to", "ndjson", stdout=LINES)
        self.check("convert", "b.jsonl", "b.sdb")
        self.check("dump", "--format", "json", "b.sdb", stdout='{"lines":' + self.array() + "}\n")
        self.check("convert", "b.jsonl", "b.sdb", "--key", "k")
        self.check("keys", "b.sdb", stdout="/k\n")
        self.check("convert", "b.jsonl", "b.cbor")
        self.check("convert", "b.cbor", "-", "--to", "ndjson", stdout=LINES)

    def test_types(self):
        tagged = '{"souris_type":0,"character":"x"}\n'
        self.check("pack", "--lines", "-", "-o", "a.sdb", stdin=tagged)
        self.check("convert", "a.sdb", "-", "--to", "ndjson", status=1,
                   stderr="souris-cli: a.sdb: value has no form here (no equivalent of a character), "
                          "in /lines/0\n")
        self.check("convert", "a.sdb", "-", "--to", "ndjson", "--tagged", stdout=tagged)
        self.check("convert", "a.sdb", "-", "--to", "ndjson", "--lossy", stdout='"x"\n',
                   stderr="souris-cli: a.sdb: 1 value lost something\n")
        self.check("convert", "--from", "ndjson", "--tagged", "-", "-", "--to", "tagged", stdin=tagged,
                   stdout="[" + tagged.strip() + "]\n")

    def test_what_is_no_array(self):
        self.put("n.json", "5")
        self.check("convert", "n.json", "-", "--to", "ndjson", status=1,
                   stderr="souris-cli: n.json: wrong type (found integer, wanted array)\n")
        self.put("n.json", '{"a":1,"b":[]}')
        process = self.run_program("convert", "n.json", "-", "--to", "ndjson")
        self.assertEqual(process.returncode, 1)
        self.assertIn("--key names the array", process.stderr.decode())

    def test_limits(self):
        text = "[1]\n" * 1000
        for option in "--max-nodes=2000", "--max-depth=1", "--max-input=1000":
            process = self.run_program("pack", "--lines", "--packed", option, "-", "-o", "a.packed",
                                       stdin=text)
            self.assertEqual(process.returncode, 1, option)
            self.assertIn("limit exceeded", process.stderr.decode())
        self.check("pack", "--lines", "--packed", "--max-nodes=2001", "-", "-o", "a.packed", stdin=text)

    def test_memory(self):
        line = json.dumps({"name": "x" * 50, "values": list(range(20))}) + "\n"
        text = (line * 20_000).encode()
        whole = ("[" + ",".join([line] * 20_000) + "]").encode()
        lines, status, _, _ = self.peak("pack", "--lines", "--profile=stored", "-", "-o", "a.sdb",
                                        stdin=text)
        self.assertEqual(status, 0)
        array, status, _, _ = self.peak("pack", "--profile=stored", "-", "-o", "a.sdb", stdin=whole)
        self.assertEqual(status, 0)
        if not cli.is_sanitized:
            self.assertLess(lines, 1.2 * array + cli.slack)

    def test_random_lines(self):
        source = random.Random(3)
        values = [source.choice([None, True, 1.5, -7, "x\n\u2028\"", [1, [2]], {"k": {"l": "m"}}])
                  for _ in range(500)]
        text = "".join(json.dumps(value) + "\n" for value in values)
        self.check("pack", "--lines", "-", "-o", "a.sdb", stdin=text)
        lines = self.output("convert", "a.sdb", "-", "--to", "ndjson").decode().split("\n")
        self.assertEqual([json.loads(line) for line in lines[:-1]], values)
