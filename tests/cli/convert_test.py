# SPDX-License-Identifier: MIT
"""convert: from every format to every other, and the losses."""

import json
import os

import cli
from dump_test import parse

FORMATS = {"sdb": "a.sdb", "packed": "a.packed", "bare": "a.bin", "json": "a.json",
           "tagged": "a.tagged.json", "cbor": "a.cbor", "msgpack": "a.msgpack"}


class Convert(cli.Case):
    def test_every_format_from_every_other(self):
        text = '{"a":[1,-2.5,"x",null,true],"b":{"c":{},"souris_type":1}}'
        self.put("in.json", text)
        contents = {}
        for form, name in FORMATS.items():
            with self.subTest(form=form):
                self.check("convert", "in.json", name)
                self.check("convert", name, "out.json")
                self.assertEqual((self.directory / "out.json").read_text(), text + "\n")
                contents[form] = (self.directory / name).read_bytes()
        # Formats given by options, through standard streams.
        for first in FORMATS:
            for second in FORMATS:
                with self.subTest(first=first, second=second):
                    self.check("convert", "--from", first, "--to", second, "-", "-",
                               stdin=contents[first], stdout=contents[second])

    def test_bytes(self):
        for form, data in [("cbor", b"\xa1\x61a\x82\x01\xf6"), ("msgpack", b"\x81\xa1a\x92\x01\xc0"),
                           ("bare", b"\x82\x10\x01a\xb4\x40\x01\x90"),
                           ("tagged", b'{"a":[1,null]}\n')]:
            self.check("convert", "-", "-", "--from", "json", "--to", form,
                       stdin='{"a":[1,null]}', stdout=data)
        self.put("a.mp", b"\x01")
        self.check("convert", "a.mp", "-", "--to=json", stdout="1\n")

    def test_canonical(self):
        # Equal data give equal bytes, whatever they come from.
        one = '{"b":{"y":1.5,"x":[1,2]},"a":"text","longer":1.1,"c":-0.0}'
        other = '{ "c":-0.0,"longer":11e-1, "a" : "text", "b":{"x":[1,2],"y":15e-1}}'
        for form in "sdb", "packed", "bare", "cbor":
            with self.subTest(form=form):
                files = {self.output("convert", "--canonical", "--from", "json", "--to", form,
                                     "-", "-", stdin=text) for text in (one, other)}
                for source in "sdb", "packed", "bare", "cbor", "msgpack":
                    data = self.output("convert", "--from", "json", "--to", source, "-", "-",
                                       stdin=other)
                    files.add(self.output("convert", "--canonical", "--from", source, "--to", form,
                                          "-", "-", stdin=data))
                self.assertEqual(len(files), 1)
                data = files.pop()
                self.assertEqual(data, self.output("convert", "--canonical", "--from", form, "--to",
                                                   form, "-", "-", stdin=data))
        self.assertEqual(data, b"\xa4\x61a\x64text\x61b\xa2\x61x\x82\x01\x02\x61y\xf9\x3e\x00"
                               b"\x61c\xf9\x80\x00\x66longer\xfb\x3f\xf1\x99\x99\x99\x99\x99\x9a")
        for form in "json", "tagged", "ndjson", "msgpack":
            self.check("convert", "--canonical", "--from", "json", "--to", form, "-", "-",
                       stdin=one, status=2,
                       stderr=f"souris-cli: --canonical: {form} has no canonical form (--help tells more)\n")

    def test_width_is_no_type_in_canonical_cbor(self):
        single = '{"souris_type":15,"single":1.5}'
        convert = ("convert", "--canonical", "--from", "tagged", "--to", "cbor", "-", "-")
        self.check(*convert, stdin=single, status=1,
                   stderr="souris-cli: standard input: value has no form here (no equivalent of an f32)\n")
        self.check(*convert, "--lossy", stdin=single, stdout=b"\xf9\x3e\x00",
                   stderr="souris-cli: standard input: 1 value lost something\n")
        # Numbers of other programs have no such type.
        self.check("convert", "--canonical", "--from", "cbor", "--to", "cbor", "-", "-",
                   stdin=b"\x82\xfa\x3f\xc0\x00\x00\xf9\x3e\x00",
                   stdout=b"\x82\xf9\x3e\x00\xf9\x3e\x00")

    def test_every_type_comes_back(self):
        # In one run: starting the program takes longer than its work.
        texts = [path.read_text() for path in sorted(cli.vectors.glob("*.json"))]
        self.assertGreater(len(texts), 10)
        self.put("all.tagged.json", "[" + ",".join(texts) + "]")
        self.check("convert", "all.tagged.json", "a.packed")
        expected = parse(self.output("dump", "--format", "tagged", "a.packed").decode())
        for name in "a.cbor", "a.msgpack", "a.bin", "a.tagged.json":
            with self.subTest(name=name):
                self.check("convert", "--tagged", "a.packed", name)
                self.check("convert", "--tagged", name, "b.tagged.json")
                shown = parse((self.directory / "b.tagged.json").read_text())
                for before, after in zip(expected, shown, strict=True):
                    self.assertEqual(after, before)

    def test_what_a_format_cannot_say(self):
        character = '{"souris_type":0,"character":"x"}'
        cases = [
            ('{"a":[' + character + "]}", "cbor", "no equivalent of a character", "/a/0"),
            ('{"a":[' + character + "]}", "msgpack", "no equivalent of a character", "/a/0"),
            ('{"a":[' + character + "]}", "json", "no equivalent of a character", "/a/0"),
            ('[{"souris_type":15,"single":0.5}]', "json", "no equivalent of an f32", "/0"),
            ("[18446744073709551616]", "msgpack",
             "no equivalent of an integer outside of 64 bits", "/0"),
        ]
        for text, form, reason, path in cases:
            with self.subTest(text=text, form=form):
                arguments = ["convert", "--from", "tagged", "-", "out", "--to", form]
                self.check(*arguments, stdin=text, status=1,
                           stderr="souris-cli: standard input: value has no form here "
                                  f"({reason}), in {path}\n")
                self.assertEqual(os.listdir(self.directory), [])
        self.check("convert", "--from", "json", "-", "a.sdb", stdin="[1]", status=1,
                   stderr="souris-cli: standard input: value has no form here "
                          "(a store's root is a map)\n")

    def test_lossy(self):
        text = ('{"a":[{"souris_type":0,"character":"x"},1,'
                '{"souris_type":12,"timezone":"Europe/London"}],"b":340282366920938463463374607431}')
        for form, count, expected in [
                ("cbor", 2, '{"a":["x",1,"Europe/London"],"b":340282366920938463463374607431}'),
                ("msgpack", 3, '{"a":["x",1,"Europe/London"],"b":3.402823669209385e+29}'),
                ("json", 3, '{"a":["x",1,{"timezone":"Europe/London"}],'
                            '"b":3.402823669209385e+29}')]:
            with self.subTest(form=form):
                self.check("convert", "--lossy", "--from", "tagged", "-", "out", "--to", form,
                           stdin=text,
                           stderr=f"souris-cli: standard input: {count} values lost something\n")
                self.assertEqual(parse(self.output("convert", "--from", form, "out", "-",
                                                   "--to", "tagged").decode()),
                                 parse(self.output("convert", "--from", "json", "-", "-",
                                                   "--to", "tagged", stdin=expected).decode()))
        # Losses while reading.
        self.check("convert", "--lossy", "--from", "cbor", "-", "-", "--to", "json",
                   stdin=b"\xa1\x01\xf7", stdout='{"1":null}\n',
                   stderr="souris-cli: standard input: 2 values lost something\n")
        self.check("convert", "--lossy", "--from", "json", "-", "a.sdb", stdin="[1]",
                   stderr="souris-cli: standard input: 1 value lost something\n")
        self.check("convert", "a.sdb", "-", "--to", "json", stdout='{"JSON":[1]}\n')
        self.check("convert", "--lossy", "a.sdb", "b.cbor")

    def test_what_is_dropped_is_counted_and_named(self):
        for form, data, lost, dropped in [
                ("cbor", b"\xa2\x01\x61a\x611\x61b", 2, "1 value dropped, as the key came again: /1"),
                ("cbor", b"\xa1\x61m\x81\xa3\xf5\x01\x64true\x02\xf5\x03", 4,
                 "2 values dropped, as the key came again: /m/0/true, /m/0/true"),
                ("msgpack", b"\x83\x01\xa1a\xa11\xa1b\xc0\x05", 3, "1 value dropped, as the key came again: /1")]:
            with self.subTest(form=form, data=data):
                self.put("in", data)
                arguments = ["convert", "--lossy", "--from", form, "in", "out.sdb"]
                self.check(*arguments, stderr=f"souris-cli: in: {lost} value{'s' * (lost != 1)} lost something\n"
                                              f"souris-cli: in: {dropped}\n")
                report = json.loads(self.output(*arguments, "--output", "json"))
                self.assertEqual(report["losses"], lost)
                self.assertEqual(report["dropped"], {"count": int(dropped[0]),
                                                     "paths": dropped.partition(": ")[2].split(", ")})
        # Without --lossy the last one counts as well, with the same message.
        self.check("convert", "--from", "cbor", "-", "-", "--to", "json", stdin=b"\xa2\x61a\x01\x61a\x02",
                   stdout='{"a":2}\n', stderr="souris-cli: standard input: 1 value lost something\n"
                   "souris-cli: standard input: 1 value dropped, as the key came again: /a\n")
        # All are counted, only some are listed.
        self.put("many.json", "{" + ",".join('"a":1' for _ in range(1001)) + "}")
        report = json.loads(self.output("convert", "many.json", "a.sdb", "--output=json"))
        self.assertEqual(report["dropped"], {"count": 1000, "paths": ["/a"] * 16})

    def test_bad_input(self):
        for form, data, message in [
                ("cbor", b"\xa1\x01\x02", "expected a string (as a map's key) at byte 1"),
                ("cbor", b"\x82\x01\xf7", "no equivalent (simple value 23) at byte 2, in /1"),
                ("cbor", b"\x82\x01", "truncated at byte 0"),
                ("msgpack", b"\x91\xc1",
                 "malformed item (the byte that is never used) at byte 1, in /0"),
                ("msgpack", b"\x01\x02", "bytes after the end at byte 1"),
                ("bare", b"\x90\x90", "bytes after the end at byte 1")]:
            with self.subTest(form=form, data=data):
                self.put("in", data)
                self.check("convert", "--from", form, "in", "out.json", status=1,
                           stderr=f"souris-cli: in: {message}\n")
                self.assertFalse((self.directory / "out.json").exists())
        self.put("a.cbor", b"\x81\x81\x01")
        self.check("convert", "--max-depth", "1", "a.cbor", "out.json", status=1,
                   stderr="souris-cli: a.cbor: limit exceeded (max_depth) at byte 1, in /0\n")

    def test_output_is_replaced_whole_or_not_at_all(self):
        self.put("a.cbor", "something else")
        self.put("b.cbor", b"\xf7")
        self.assertEqual(self.run_program("convert", "b.cbor", "a.cbor").returncode, 1)
        self.assertEqual((self.directory / "a.cbor").read_bytes(), b"something else")
        self.check("convert", "missing.cbor", "a.cbor", status=2,
                   stderr="souris-cli: missing.cbor: input or output failed "
                          "(open: No such file or directory)\n")
        self.put("c.cbor", b"\x01")
        self.check("convert", "c.cbor", "missing/a.cbor", status=2,
                   stderr="souris-cli: missing/a.cbor: input or output failed "
                          "(open directory: No such file or directory)\n")

    def test_names_that_tell_no_format(self):
        self.put("a.json", "1")
        for arguments, option in [(["a.json", "out"], "--to"), (["a.json", "-"], "--to"),
                                  (["-", "b.json"], "--from"), (["a.txt", "b.json"], "--from")]:
            with self.subTest(arguments=arguments):
                self.check("convert", *arguments, status=2,
                           stderr=f"souris-cli: {option}: the name of the file tells no format "
                                  "(--help tells more)\n")
