# SPDX-License-Identifier: MIT
"""Inputs forged to exhaust the reader: each is refused quickly and in little memory."""

import resource
import time

import cli
import wire

most_memory = 512 << 20
most_seconds = 5
huge = wire.integer(2**128 - 1)
claim = wire.integer(2**40 - 1)
terabyte = wire.integer(2**40)
million = 1_000_000
# Tags of binary values by compression id.
stored, run_length, lz4, huffman = b"\x20", b"\x21", b"\x22", b"\x23"


class Forged(cli.Case):
    @classmethod
    def setUpClass(cls):
        # A sanitizer reserves terabytes of address space.
        case = cls()
        case.directory = None
        cls.memory = most_memory
        if case.run_program("--version", memory=cls.memory).returncode != 0:
            cls.memory = None

    def refuse(self, content, message, *options):
        self.put("forged", content)
        begin = time.monotonic()
        process = self.run_program("dump", *options, "forged", memory=self.memory)
        seconds = time.monotonic() - begin
        self.assertRegex(process.stderr.decode(), r"\Asouris-cli: forged: " + message + r"\n\Z")
        # The part read before.
        self.assertLess(len(process.stdout), 100_000)
        self.assertEqual(process.returncode, 1)
        self.assertLess(seconds, most_seconds)
        # Peak of all child processes so far, in KiB.
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        self.assertLess(peak << 10, most_memory)

    def test_counts(self):
        for tag in b"\x81", b"\xb1":
            for count in huge, claim:
                self.refuse(tag + count + wire.null * 100,
                            "(length exceeds the input|truncated) at byte [01]", "--bare")
        for count in huge, claim:
            self.refuse(wire.store_v1(b"\x81" + count),
                        "(length exceeds the input|truncated) at byte (9|10)")
            self.refuse(wire.store_v2(b"\x81" + count),
                        "(length exceeds the input|truncated) at byte 1[01]")

    def test_lengths(self):
        for tag in b"\x10", stored, run_length, b"\x70\x10":
            for length in huge, claim:
                self.refuse(tag + length + b"x" * 100,
                            "(length exceeds the input|truncated|limit exceeded \\(.*\\)) "
                            "at byte [012]", "--bare")
        for length in huge, claim:
            self.refuse(wire.magic + b"\x00" + length + b"\x80" * 100,
                        "(length exceeds the input|truncated) at byte 9")
            # Coded text, with a table of two letters.
            table = b"\x00" + wire.integer(ord("a") + 1) + wire.integer(ord("b") + 1)
            self.refuse(wire.store_v1(table + b"\x82\x11" + length + b"x" * 100, header=1),
                        "(length exceeds the input|truncated) at byte 1[0-9]")

    def test_deep_arrays(self):
        refused = r"limit exceeded \(max_depth\) at byte {}, in (/0){{100}} \.\.\. (/0){{100}}"
        self.refuse(b"\xb2" * (10 * million), refused.format(1024), "--bare")
        self.refuse(b"\xb1\x01" * (10 * million), refused.format(2048), "--bare")

    def test_deep_maps(self):
        self.refuse(wire.store_v1(b"\x82\x10\x01a" * (10 * million)),
                    r"limit exceeded \(max_depth\) at byte \d+, in (/a){100} \.\.\. (/a){100}")

    def test_deep_tables(self):
        self.refuse(wire.store_v1(bytes(million), header=1), r".+ at byte \d+")
        self.refuse(wire.store_v2(bytes(million), has_text_table=True), r".+ at byte \d+")
        self.refuse(huffman + b"\x02" + bytes(million), r".+ at byte \d+", "--bare")
        self.refuse(wire.magic + b"\x03\x02" + bytes(million), r".+ at byte \d+")

    def test_claims_of_blocks(self):
        block = wire.integer(10) + bytes(10)
        refused = r"(length exceeds the input|limit exceeded \(max_output\)) at byte {}"
        for size in terabyte, huge:
            self.refuse(lz4 + size + block, refused.format(1), "--bare")
            self.refuse(wire.magic + b"\x02" + size + block, refused.format(9))
            self.refuse(huffman + b"\x01" + size + b"x", refused.format(1), "--bare")
            self.refuse(wire.magic + b"\x03\x01" + size + b"x", refused.format(9))
        # Within the limit, but more than ten bytes of LZ4 can produce.
        self.refuse(lz4 + wire.integer(1 << 29) + block, r".+ at byte 1", "--bare")
        self.refuse(lz4 + wire.integer(10) + claim, r".+ at byte 1", "--bare")

    def test_many_small_values(self):
        """An array of a megabyte of nulls whose count is one too high."""
        self.refuse(b"\xb1" + wire.integer(million + 1) + wire.null * million,
                    r"(length exceeds the input|truncated) at byte .*", "--bare")
