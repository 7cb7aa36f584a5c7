# SPDX-License-Identifier: MIT
"""The limit options."""

import cli
import wire

LIMITS = "depth", "input", "output", "memory", "nodes", "string", "key"


class Limits(cli.Case):
    def setUp(self):
        super().setUp()
        # Depth 3, 5 values, 300 bytes of text, keys of 4.
        self.json = '{"key4":[null,{},"' + "x" * 300 + '"]}'
        self.put("a.json", self.json)
        self.output("pack", "a.json", "-o", "a.sdb", "--profile", "stored")

    def refused(self, limit, command, *options):
        process = self.run_program(*command, *options)
        self.assertIn(f"limit exceeded (max_{limit})", (process.stdout + process.stderr).decode())
        self.assertEqual(process.returncode, 1)

    def test_each_limit_of_each_command(self):
        size = (self.directory / "a.sdb").stat().st_size
        body = 314
        lines = {"depth": 3, "nodes": 5, "string": 300, "key": 4, "input": size}
        for command in (["dump", "a.sdb"], ["dump", "--format", "json", "a.sdb"],
                        ["dump", "--format", "tagged", "a.sdb"], ["check", "a.sdb"],
                        ["get", "a.sdb", ""], ["keys", "a.sdb"],
                        ["repack", "a.sdb", "b.sdb", "--profile", "stored"],
                        ["pack", "a.json", "-o", "b.sdb", "--profile", "stored"],
                        ["pack", "a.json", "-o", "b.sdb", "--bare"],
                        ["pack", "a.json", "-o", "b.sdb", "--packed", "--profile", "stored"]):
            for limit, least in lines.items():
                with self.subTest(command=command, limit=limit):
                    if limit == "input" and command[0] == "pack":
                        # The limit applies to the document and to the file written.
                        least = max(size if "--bare" not in command else 0, len(self.json))
                        if "--packed" in command:
                            least = len(self.json)
                    if limit == "input" and least == 0:
                        continue
                    self.output(*command, f"--max-{limit}", str(least))
                    self.refused(limit, command, f"--max-{limit}", str(least - 1))
            with self.subTest(command=command):
                self.refused("memory", command, "--max-memory", "100")
                if "--bare" not in command:
                    self.output(*command, "--max-output", str(body))
                    self.refused("output", command, "--max-output", str(body - 1))

    def test_what_is_refused_is_not_written(self):
        self.put("b.sdb", "old")
        self.refused("depth", ["pack", "a.json", "-o", "b.sdb"], "--max-depth", "2")
        self.refused("depth", ["repack", "a.sdb", "b.sdb"], "--max-depth", "2")
        self.assertEqual((self.directory / "b.sdb").read_text(), "old")

    def test_hostile_stands_before_single_options(self):
        deep = wire.null
        for _ in range(99):
            deep = wire.array(deep)
        self.put("deep.sdb", wire.store_v1(wire.map_of(("a", deep))))
        self.output("dump", "deep.sdb")
        for command in "dump", "check":
            self.refused("depth", [command, "deep.sdb", "--hostile"])
            for options in (["--hostile", "--max-depth", "100"], ["--max-depth=100", "--hostile"]):
                self.output(command, *options, "deep.sdb")
                self.output(command, "deep.sdb", *options)
                self.refused("nodes", [command, "deep.sdb"], *options, "--max-nodes", "100")

    def test_sizes(self):
        self.put("b.json", '"' + "x" * 1020 + '"')
        self.check("pack", "b.json", "-o", "-", "--bare", "--max-input", "1K",
                   stdout=b"\x10\xf1\xfc\x03" + b"x" * 1020)
        self.refused("input", ["pack", "b.json", "-o", "b.sdb", "--bare"], "--max-input", "1023")
        process = self.run_program("dump", "a.sdb", "--max-key", "1T")
        self.assertEqual((process.stdout, process.returncode), (b"", 2))
        self.assertIn("--max-key: wanted bytes, or a number with K, M or G",
                      process.stderr.decode())
        process = self.run_program("dump", "a.sdb", "--max-depth", "1K")
        self.assertIn("--max-depth: wanted a number", process.stderr.decode())

    def test_help(self):
        for command in "dump", "check", "pack", "repack":
            text = self.output(command, "--help").decode()
            self.assertIn("\nLimits:\n", text)
            self.assertIn("bytes, or with K, M, G for powers of 1024", text)
            for limit in LIMITS:
                self.assertIn(f"--max-{limit} ", text)
            self.assertIn("--max-depth N [1024]", text)
            self.assertIn("--max-input SIZE [4G]", text)
            self.assertIn("--max-key SIZE [1M]", text)
