# SPDX-License-Identifier: MIT
"""Warnings of files that sourisdb refuses."""

import json

import cli


class Portability(cli.Case):
    def test_what_sourisdb_cannot_read(self):
        refused = ("souris-cli: warning: sourisdb will refuse this file for JSON with a number "
                   "beyond f64 or nested 128 deep; check tells where\n")
        text = '{"a":{"souris_type":7,"json":%s}}'
        time = '{"a":[{"souris_type":6,"timestamp":"%s-01-01T00:00:00"}]}'
        deep = "[" * 128 + "]" * 128
        for stored, said, kind in [(text % "1e400", refused, "unportable_json"),
                                   (text % deep, refused, "unportable_json"),
                                   (text % deep[1:-1], "", None),
                                   (text % "1e308", "", None),
                                   (time % "-0001", "", "negative_year"),
                                   (time % "0000", "", None)]:
            self.check("pack", "-", "-o", "a.sdb", stdin=stored, stderr=said)
            report = json.loads(self.output("check", "a.sdb", "--output", "json"))
            found = report["non_canonical"]["by_kind"]
            self.assertEqual([name for name, count in found.items() if count],
                             [kind] if kind else [])
            self.check("set", "a.sdb", "/b", "1", stderr=said)
            # sourisdb does not read packed values at all, so there is no warning.
            self.check("pack", "-", "-o", "a.packed", "--packed", stdin=stored)
