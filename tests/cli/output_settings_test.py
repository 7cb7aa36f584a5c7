# SPDX-License-Identifier: MIT
"""Colours: on terminals, unless the user decides otherwise."""

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
