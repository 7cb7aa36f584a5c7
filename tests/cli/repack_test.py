# SPDX-License-Identifier: MIT
"""pack's profiles, packed values, and repack."""

import fcntl
import json
import os
import pty
import re
import select
import subprocess
import time

import cli

TEXT = '{"words":[' + ",".join(f'"the quick brown mouse {i}"' for i in range(50)) + "]}"
PROFILES = "stored", "fast", "balanced", "smallest"
TRAILER = 12


class Profiles(cli.Case):
    def pack(self, *options):
        self.put("a.json", TEXT)
        self.check("pack", "a.json", "-o", "a.sdb", *options)
        data = (self.directory / "a.sdb").read_bytes()
        self.check("dump", "--format", "json", "a.sdb", stdout=TEXT + "\n")
        return data

    def test_profiles(self):
        sizes = [len(self.pack("--profile", profile)) for profile in PROFILES]
        self.assertEqual(sizes, sorted(sizes, reverse=True))
        self.assertGreater(sizes[0], 2 * sizes[1])
        self.assertEqual(self.pack(), self.pack("--profile", "balanced"))

    def test_smallest_leaves_the_checksum_out(self):
        for profile in PROFILES:
            data = self.pack("--profile", profile)
            self.assertEqual(data[-TRAILER:-8] == b"SDBC", profile != "smallest")

    def test_brotli_only_on_demand(self):
        for profile in PROFILES[1:]:
            self.assertEqual(self.pack("--profile", profile, "--extended")[8], 4)
            self.assertLess(self.pack("--profile", profile)[8] & 0x7F, 4)

    def test_packed(self):
        for text in "null", "[1,2.5]", '"x"', TEXT, '{"souris_type":13,"octets":[127,0,0,1]}':
            self.put("a.json", text)
            for options in (), ("--extended",), ("--profile", "smallest"):
                self.check("pack", "--packed", "a.json", "-o", "a.packed", *options)
                self.check("dump", "--format", "tagged", "a.packed", stdout=text + "\n")
        self.check("pack", "--packed", "-", "-o", "-", stdin="null", stdout=b"\x00\x01\x90")

    def test_bare_values_are_packed_as_the_profile_says(self):
        binary = '{"souris_type":2,"bytes":[' + "5," * 99 + "5]}"
        self.check("pack", "--bare", "-", "-o", "-", "--profile", "stored", stdin=binary,
                   stdout=b"\x20\x64" + b"\x05" * 100)

    def test_contradictions(self):
        self.put("a.json", "1")
        for options, message in [
                (("--extended", "--layout", "v1"), "layout v1 has no Brotli"),
                (("--packed", "--layout", "v1"), "a packed value has layout v2"),
                (("--packed", "--bare"), "excludes"),
                (("--profile", "tiny"), "{stored,fast,balanced,smallest}")]:
            with self.subTest(options=options):
                process = self.run_program("pack", "a.json", "-o", "a.sdb", *options)
                self.assertIn(message, process.stderr.decode())
                self.assertEqual(process.returncode, 2)
                self.assertFalse((self.directory / "a.sdb").exists())


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
        for path in sorted(cli.vectors.glob("*.sdb")):
            self.output("repack", str(path), "0", "--layout", "v2", "--extended")
            self.output("repack", "0", "1", "--packed", "--profile", "fast")
            last = "1"
            # To search the larger ones takes seconds where memory is watched.
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


class Progress(cli.Case):
    """A document that takes some seconds, with standard error on a terminal and off it."""

    def setUp(self):
        super().setUp()
        state = 1
        numbers = []
        for _ in range(15_000 if cli.is_sanitized else 100_000):
            state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
            numbers.append(str(state >> 50))
        self.put("a.json", '{"a":[' + ",".join(numbers) + "]}")
        self.arguments = ["pack", "a.json", "-o", "a.sdb", "--profile", "smallest", "--extended"]

    def said_on_a_terminal(self, *arguments, words, statuses=(0,)):
        """Holds what is said against what may be, and returns it: `words`, and for how long."""
        ours, theirs = pty.openpty()
        started = time.monotonic()
        with subprocess.Popen([cli.program, *arguments], stderr=theirs, stdout=subprocess.DEVNULL,
                              cwd=self.directory) as process:
            os.close(theirs)
            said = b""
            while True:
                select.select([ours], [], [])
                try:
                    said += os.read(ours, 4096)
                except OSError:  # The other end is closed.
                    break
        os.close(ours)
        self.assertIn(process.returncode, statuses)
        if process.returncode == 2:
            said = re.sub(rb"souris-cli: .*\r\n", b"", said)
        self.assertEqual(re.sub(rf"\r\x1b\[K(({words}): \d+ s)?", "", said.decode()), "")
        return said.decode(), time.monotonic() - started

    def test_on_a_terminal(self):
        said, seconds = self.said_on_a_terminal(*self.arguments, words=r"packing a\.json")
        if seconds > 2:
            self.assertRegex(said, r"^\r\x1b\[Kpacking a\.json: 1 s")
        # Quick, unless memory is watched; then some of it must be shown.
        for arguments, words in [
                (["dump", "a.sdb"], r"reading a\.sdb"),
                (["flat", "a.sdb"], r"reading a\.sdb"),
                (["check", "a.sdb"], r"checking a\.sdb"),
                (["stat", "a.sdb"], r"counting the bytes of a\.sdb"),
                (["annotate", "a.sdb"], r"annotating a\.sdb"),
                (["annotate", "a.sdb", "--html", "a.html"], r"annotating a\.sdb"),
                (["diff", "a.sdb", "a.json"], r"reading a\.(sdb|json)|comparing with a\.json"),
                (["set", "a.sdb", "/a/0", "1"], r"(reading|packing) a\.sdb")]:
            with self.subTest(arguments=arguments):
                said, seconds = self.said_on_a_terminal(*arguments, words=words)
                if seconds > 6:
                    self.assertRegex(said, f"({words}): 1 s")

    def test_of_changes(self):
        # Half a million small things to do.
        count = 30_000 if cli.is_sanitized else 250_000
        self.check("pack", "a.json", "-o", "a.sdb", "--profile", "fast")
        self.put("patch.json", "[" + ",".join(
            [f'{{"op":"add","path":"/a/0","value":{i}}},{{"op":"move","from":"/a/{i}","path":"/a/-"}}'
             for i in range(count)]) + "]")
        self.put("merge.json", json.dumps({str(i): {"a": [i, str(i)]} for i in range(2 * count)}))
        for arguments, words in [
                (["patch", "a.sdb", "patch.json", "-o", "b.sdb", "--profile", "fast"],
                 r"reading patch\.json|(reading|patching|packing) a\.sdb"),
                (["merge", "a.sdb", "merge.json", "-o", "b.sdb", "--profile", "fast"],
                 r"merging merge\.json|(reading|packing) a\.sdb"),
                (["diff", "merge.json", "patch.json"],
                 r"reading (merge|patch)\.json|comparing with patch\.json")]:
            with self.subTest(arguments=arguments):
                said, seconds = self.said_on_a_terminal(*arguments, words=words, statuses=(0, 1))
                if seconds > 5:
                    self.assertRegex(said, f"({words}): 1 s")

    def test_of_waiting(self):
        self.check("pack", "a.json", "-o", "a.sdb", "--profile", "fast")
        with open(self.directory / "a.sdb", "rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            words = r"waiting for others that change a\.sdb"
            said, _ = self.said_on_a_terminal("set", "a.sdb", "/a/0", "1", "--lock-timeout", "2",
                                              words=words, statuses=(2,))
        self.assertIn("waiting for others that change a.sdb: 1 s", said)

    def test_before_a_pager(self):
        self.check("pack", "a.json", "-o", "a.sdb", "--profile", "fast")
        ours, theirs = pty.openpty()
        os.set_blocking(ours, False)
        for command in "annotate", "dump", "flat":
            with self.subTest(command=command), subprocess.Popen(
                    [cli.program, command, "a.sdb"], stderr=theirs, stdout=subprocess.PIPE,
                    cwd=self.directory) as process:
                # It waits for whoever looks at the first page.
                process.stdout.read(1)
                time.sleep(1.5)
                process.stdout.read()
                self.assertEqual(process.wait(), 0)
                with self.assertRaises(BlockingIOError):
                    os.read(ours, 4096)
        os.close(ours)
        os.close(theirs)

    def test_elsewhere(self):
        self.check(*self.arguments)
