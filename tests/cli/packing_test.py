# SPDX-License-Identifier: MIT
"""The options that say how a file is packed."""

import cli

TEXT = '{"words":[' + ",".join(f'"the quick brown mouse {i}"' for i in range(50)) + "]}"
PROFILES = "stored", "fast", "balanced", "smallest"
TRAILER = 12


class Packing(cli.Case):
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

    def test_extensions_only_on_demand(self):
        for profile in PROFILES[1:]:
            self.assertIn(self.pack("--profile", profile, "--extended")[8], (4, 5, 6))
            self.assertLess(self.pack("--profile", profile)[8] & 0x7F, 4)

    def test_canonical(self):
        # Whatever form the file has on the way.
        texts = '{"b":[1,2.5],"a":"text"}', '{"a":"text", "b":[1, 25e-1]}'
        for form in [], ["--packed"]:
            files = set()
            for number, text in enumerate(texts):
                self.put("a.json", text)
                self.check("pack", "a.json", "-o", "a.sdb", "--profile", PROFILES[number])
                files.add(self.run_program("repack", "a.sdb", "-", "--canonical", *form).stdout)
                files.add(self.output("pack", "a.json", "-o", "-", "--canonical", *form))
            self.assertEqual(len(files), 1)
            self.output("check", "--canonical", "-", stdin=files.pop())
        bare = {self.output("pack", "--bare", "--canonical", "-", "-o", "-", stdin=text)
                for text in texts}
        self.assertEqual(len(bare), 1)
        for option in (["--profile", "fast"], ["--extended"], ["--layout", "v1"]):
            process = self.run_program("pack", "a.json", "-o", "-", "--canonical", *option)
            self.assertEqual(process.returncode, 2)

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
                (("--extended", "--layout", "v1"), "layout v1 has no Brotli, zstd or columns"),
                (("--packed", "--layout", "v1"), "a packed value has layout v2"),
                (("--packed", "--bare"), "excludes"),
                (("--profile", "tiny"), "{stored,fast,balanced,smallest}")]:
            with self.subTest(options=options):
                process = self.run_program("pack", "a.json", "-o", "a.sdb", *options)
                self.assertIn(message, process.stderr.decode())
                self.assertEqual(process.returncode, 2)
                self.assertFalse((self.directory / "a.sdb").exists())
