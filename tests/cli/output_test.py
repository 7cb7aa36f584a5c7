# SPDX-License-Identifier: MIT
"""Output of all commands: reports and errors as JSON, terminals, closed pipes."""

import json
import os
import signal
import subprocess

import cli
import wire


class Json(cli.Case):
    def setUp(self):
        super().setUp()
        self.put("a.json", '{"a":[1,2]}')
        self.check("pack", "a.json", "-o", "a.sdb")
        self.size = os.path.getsize(self.directory / "a.sdb")

    def report(self, *arguments, status=0, stdin=b""):
        """The single JSON object written to standard output or standard error."""
        process = self.run_program(*arguments, "--output", "json", stdin=stdin)
        self.assertEqual(process.returncode, status, process.stderr)
        text = process.stdout + process.stderr
        self.assertEqual(text.count(b"\n"), 1)
        return json.loads(text)

    def test_reports(self):
        self.assertEqual(self.report("check", "a.sdb"), {
            "file": "a.sdb", "verdict": "sound", "damage": None, "form": "store", "layout": "v2",
            "size": self.size, "compression": "stored", "packed_size": 10, "unpacked_size": 9,
            "table_leaves": None, "checksum": "right", "values": 4, "depth": 2, "time_zones": 0,
            "has_zone_database": os.path.exists("/usr/share/zoneinfo/UTC"), "canonical": None,
            "non_canonical": {"count": 0, "by_kind": {
                "reserved_bits": 0, "nonzero_padding": 0, "non_minimal_integer": 0,
                "duplicate_key": 0, "trailing_bytes": 0, "unknown_zone": 0,
                "negative_year": 0, "unportable_json": 0}, "places": []}})
        self.assertEqual(self.report("keys", "a.sdb"),
                         {"file": "a.sdb", "path": "", "type": "map", "keys": ["a"]})
        self.assertEqual(self.report("keys", "a.sdb", "/a"),
                         {"file": "a.sdb", "path": "/a", "type": "array", "keys": [0, 1]})
        self.assertEqual(self.report("repack", "a.sdb", "b.packed", "--packed"), {
            "input": {"file": "a.sdb", "size": self.size, "form": "store", "layout": "v2"},
            "output": {"file": "b.packed", "size": 11, "form": "packed_value", "layout": "v2"}})
        self.assertEqual(self.report("convert", "a.sdb", "a.cbor"), {
            "input": {"file": "a.sdb", "format": "sdb", "size": self.size},
            "output": {"file": "a.cbor", "format": "cbor", "size": 6}, "losses": 0})

    def test_errors(self):
        self.assertEqual(self.report("get", "a.sdb", "/a/7", status=1), {"error": {
            "file": "a.sdb", "code": "index_out_of_range", "kind": "misuse",
            "message": "no such element, in /a/7", "offset": None, "offset_base": "input",
            "path": "/a/7", "detail": None, "line": None, "column": None,
            "hint": "keys lists what is there",
            "exit_status": 1}})
        error = self.report("get", "a.sdb", b"/\xff", status=1)["error"]
        self.assertEqual(error["path"], "/\\xff")
        error = self.report("dump", "--format", "json", "-", "--max-depth", "1", status=1,
                            stdin=(self.directory / "a.sdb").read_bytes())["error"]
        self.assertEqual((error["file"], error["code"], error["detail"], error["hint"]),
                         ("standard input", "limit_exceeded", "max_depth",
                          "--max-depth changes this limit"))
        error = self.report("dump", "missing", status=2)["error"]
        self.assertEqual((error["kind"], error["exit_status"]), ("system", 2))

    def test_data_is_escaped_as_json_alone(self):
        # Pairs of keys that look the same once they are escaped.
        keys = ["a\nb", "a\\nb", "\x1b", "\\u{1b}", "\u202e", "\\", '"', "é", "/~", "x" * 100]
        for name in "f\n", "f\\n", "\x1b.sdb", "\\u{1b}.sdb", "é\u202e":
            self.put("t.json", json.dumps({key: [key] for key in keys} | {"odd\n": "?"}))
            self.check("pack", "--profile", "stored", "t.json", "-o", name)
            paths = ["/" + key.replace("~", "~0").replace("/", "~1") for key in keys]
            told = [part["path"] for part in self.report("annotate", name)["annotations"]
                    if part.get("type") == "array"]
            self.assertEqual(told, paths)
            self.assertLessEqual(set(paths), {row["name"] for row in self.report(
                "stat", name, "--top", "100")["by_path"]})
            self.assertEqual(self.report("keys", name)["keys"], [*keys, "odd\n"])
            for command in (["annotate", name], ["stat", name], ["keys", name], ["check", name],
                            ["set", name, "/new", "1"], ["rm", name, "/new"], ["merge", name, "t.json"]):
                with self.subTest(command=command):
                    self.assertEqual(self.report(*command)["file"], name)
            self.assertEqual(self.report("repack", name, name)["output"]["file"], name)
            self.assertEqual(self.report("convert", "--from", "sdb", name, "x.json")["input"]["file"], name)
            self.assertEqual(self.report("diff", name, "t.json")["before"], name)
            for pointer in "/a\nb/7", "/a\\nb/7", "/\x1b/7":
                error = self.report("get", name, pointer, status=1)["error"]
                self.assertEqual((error["file"], error["path"]), (name, pointer))
            non_canonical = wire.store_v1(wire.map_of(("a\nb", b"\x9f"), ("a\\nb", b"\x9f"), ("\x1b", b"\x43")))
            self.put(name, non_canonical)
            report = self.report("check", name, status=1)
            self.assertEqual([place["path"] for place in report["non_canonical"]["places"]], ["/a\nb", "/a\\nb"])
            self.assertEqual(report["damage"]["path"], "/\x1b")
            for command in ["annotate"], ["stat"]:
                self.assertEqual(self.report(*command, name, status=1)["damage"]["path"], "/\x1b")
            self.assertEqual(self.report("dump", name + "!", status=2)["error"]["file"], name + "!")
        # JSON can contain only UTF-8, so other names are escaped.
        self.assertEqual(self.report("dump", b"\xff\n", status=2)["error"]["file"], "\\xff\\n")
        # Long paths are cut to their last tokens.
        deep = "{" + "".join(f'"{"日" * 40}{i}":{{' for i in range(9))[:-1] + "1" + "}" * 9
        self.check("pack", "--profile", "stored", "-", "-o", "deep.sdb", stdin=deep)
        path = self.report("annotate", "deep.sdb")["annotations"][-4]["path"]
        self.assertRegex(path, r"\A\.\.\.(/日{40}\d){1,}\Z")
        self.assertLessEqual(len(path.encode()), 203)

    def test_wrong_usage(self):
        for arguments in (["dump"], ["dump", "a.sdb", "--format", "xml"], ["show"],
                          ["convert", "a.sdb", "b"], []):
            error = self.report(*arguments, status=2)["error"]
            self.assertEqual((error["code"], error["exit_status"]), ("usage", 2))


class Terminal(cli.Case):
    def test_raw_text_is_escaped_on_terminals_alone(self):
        self.check("pack", "-", "-o", "t.sdb", stdin='{"a":"\\u001b]0;t\\u0007"}')
        self.check("get", "-r", "t.sdb", "/a", stdout="\x1b]0;t\x07\n")
        for options in (), ("--color=always",):
            self.assertEqual(self.on_terminal("stdout", "get", "-r", "t.sdb", "/a", *options),
                             "\\u{1b}]0;t\\u{7}\n")

    def test_hints_are_for_people(self):
        self.put("a.cbor", b"\xa0")
        self.assertEqual(
            self.on_terminal("stderr", "dump", "a.cbor"),
            "souris-cli: a.cbor: not a Souris store at byte 0\n"
            "souris-cli: hint: convert reads JSON, CBOR and MessagePack; dump --bare a value "
            "without a store\n")
        self.check("dump", "a.cbor", status=1,
                   stderr="souris-cli: a.cbor: not a Souris store at byte 0\n")


class ClosedPipe(cli.Case):
    def test_dies_in_silence_even_if_told_to_ignore_the_signal(self):
        self.put("large.json", "[" + "12345678," * 100_000 + "0]")
        self.output("pack", "large.json", "-o", "large.sdb")
        for ignored in signal.SIG_DFL, signal.SIG_IGN:
            with subprocess.Popen(
                    [cli.program, "dump", "large.sdb"], cwd=self.directory, stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE, restore_signals=False,
                    preexec_fn=lambda: signal.signal(signal.SIGPIPE, ignored)) as process:
                process.stdout.readline()
                process.stdout.close()
                self.assertEqual(process.stderr.read(), b"")
                self.assertEqual(process.wait(), -signal.SIGPIPE)
