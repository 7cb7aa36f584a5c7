# SPDX-License-Identifier: MIT
"""Every command on damaged files: a documented status, and nothing that commands the terminal."""

import os
import unittest.mock

import cli
import wire

# Commands; the file replaces @.
COMMANDS = [
    ["dump", "@"], ["dump", "--format", "tagged", "@"], ["dump", "@", "--color=always"],
    ["get", "@", ""], ["get", "@", "/a"], ["keys", "@"], ["keys", "@", "--output=json"],
    ["check", "@"], ["check", "@", "--output=json"],
    ["stat", "@"], ["stat", "@", "--output=json"],
    ["annotate", "@"], ["annotate", "@", "--output=json"], ["annotate", "--bare", "@"],
    ["repack", "@", "out"], ["repack", "@", "out", "--output=json"],
    ["convert", "--from", "sdb", "@", "out", "--to", "cbor"],
    ["pack", "@", "-o", "out"],
    ["diff", "@", "sound.json"], ["diff", "sound.json", "@", "--output=json", "--color=always"],
    ["diff", "--patch", "@", "sound.json"],
    ["set", "@", "/a", "1"], ["rm", "@", "/a", "--output=json"],
    ["merge", "@", "sound.json", "-o", "out"], ["merge", "sound.sdb", "@"],
    ["edit", "@"],
    ["flat", "@"], ["flat", "@", "--output=json"], ["unflat", "@", "-o", "out"],
    ["patch", "@", "sound.json", "-o", "out"], ["patch", "sound.sdb", "@", "--output=json"],
]


def controls(text):
    """Characters that could command a terminal, except line breaks and colours."""
    for own in "\x1b[0m", "\x1b[1m", "\x1b[2m", "\x1b[1;34m", "\x1b[31m", "\x1b[32m", "\x1b[33m", "\x1b[35m", "\x1b[36m":
        text = text.replace(own, "")
    return [c for c in text if (ord(c) < 0x20 and c != "\n") or 0x7F <= ord(c) < 0xA0
            or c in "\u202e\u2066\u2028\ufeff"]


class Damaged(cli.Case):
    def setUp(self):
        super().setUp()
        editor = unittest.mock.patch.dict(os.environ, {"VISUAL": "true"})
        editor.start()
        self.addCleanup(editor.stop)

    def look(self, data, is_damaged=True):
        self.put("sound.json", "[]")
        for command in COMMANDS:
            with self.subTest(command=command, data=data[:64].hex()):
                # Some change these.
                self.put("\x1b[31m.sdb", data)
                self.put("sound.sdb", wire.store_v1(wire.map_of()))
                process = self.run_program(*("\x1b[31m.sdb" if word == "@" else word
                                             for word in command))
                # diff returns 2 for trouble.
                self.assertIn(process.returncode, (0, 1, 2) if command[0] == "diff" else (0, 1))
                if is_damaged and command[0] == "diff":
                    self.assertEqual(process.returncode, 2)
                if is_damaged and command[0] in ("check", "stat", "dump", "set", "rm", "edit", "flat"):
                    self.assertEqual(process.returncode, 1)
                if process.returncode == 1:
                    self.assertNotEqual(process.stdout + process.stderr, b"")
                text = (process.stdout + process.stderr).decode()
                self.assertEqual(controls(text), [])
                self.assertTrue(text == "" or text.endswith("\n"))

    def test_vectors(self):
        for name in "every_type.v1.sdb", "every_type.v2.sdb":
            data = (cli.vectors / name).read_bytes()
            self.look(data[:len(data) * 2 // 3])
            flipped = bytearray(data)
            flipped[len(data) // 2] ^= 0x40
            # A flipped bit without a checksum may make another sound file.
            self.look(bytes(flipped), is_damaged=False)

    def test_what_is_hostile_in_itself(self):
        text = "\x1b]0;title\x07\u009b\u202e\ufeff\x7f\x00"
        self.look(wire.store_v1(wire.map_of((text, wire.string(text)), ("b", b"\x43"))))
        self.look(b"\x1b[31m\x07\x9b not a store")
