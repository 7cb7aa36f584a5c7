# SPDX-License-Identifier: MIT
"""Colours: on terminals, unless the user decides otherwise."""

import os
import unittest.mock

import cli
import wire


class OutputSettings(cli.Case):
    def test_colour_is_for_terminals(self):
        self.put("a.sdb", wire.store_v1(wire.empty_map))
        dump = "dump", "a.sdb"
        self.assertEqual(self.on_terminal("stdout", *dump), "\x1b[2mmap\x1b[0m (0)\n")
        for environment in {"NO_COLOR": "1"}, {"TERM": "dumb"}:
            self.assertEqual(self.on_terminal("stdout", *dump, **environment), "map (0)\n")
        self.assertEqual(self.on_terminal("stdout", *dump, "--color=always", NO_COLOR="1"),
                         "\x1b[2mmap\x1b[0m (0)\n")
        self.assertEqual(self.on_terminal("stdout", *dump, "--color", "never"), "map (0)\n")

    def test_colour_can_be_forced(self):
        self.put("a.sdb", wire.store_v1(wire.empty_map))
        plain, coloured = b"map (0)\n", b"\x1b[2mmap\x1b[0m (0)\n"
        for environment, options, shown in [
                ({}, [], plain),
                ({"CLICOLOR_FORCE": "1"}, [], coloured),
                ({"CLICOLOR_FORCE": "1", "TERM": "dumb"}, [], coloured),
                ({"CLICOLOR_FORCE": "0"}, [], plain),
                ({"CLICOLOR_FORCE": ""}, [], plain),
                ({"CLICOLOR_FORCE": "1", "NO_COLOR": "1"}, [], plain),
                ({"CLICOLOR_FORCE": "1"}, ["--color", "never"], plain)]:
            with self.subTest(environment=environment), unittest.mock.patch.dict(os.environ, environment):
                self.assertEqual(self.output("dump", "a.sdb", *options), shown)
        # Where it is set to 0 there are colours on a terminal.
        self.assertEqual(self.on_terminal("stdout", "dump", "a.sdb", CLICOLOR_FORCE="0"), coloured.decode())
