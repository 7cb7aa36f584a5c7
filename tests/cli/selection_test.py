# SPDX-License-Identifier: MIT
"""What log cat --select prints."""

import logs


class Selection(logs.Case):
    def test_places(self):
        self.append('{"a":{"b":1,"c":[2,{"d":3}]},"e,f":4,"g/h":5}\n{"a":6}\n7\n')
        for pointers, expected in [
                ("/a/b", ['{"a":{"b":1}}', "{}", "{}"]),
                ("/g~1h,/a", ['{"g/h":5,"a":{"b":1,"c":[2,{"d":3}]}}', '{"a":6}', "{}"]),
                ("/a/c/1/d,/a/b", ['{"a":{"c":{"1":{"d":3}},"b":1}}', "{}", "{}"]),
                ("/e,f,/x", ['{"e,f":4}', "{}", "{}"]),
                ("/a,/a/c/0", ['{"a":{"b":1,"c":[2,{"d":3}]}}', '{"a":6}', "{}"]),
                ("/a/b,/a", ['{"a":{"b":1,"c":[2,{"d":3}]}}', '{"a":6}', "{}"])]:
            with self.subTest(pointers=pointers):
                self.assertEqual(self.cat("--select", pointers).splitlines(), expected)

    def test_bad(self):
        self.append("1\n")
        for pointers in ["", "a", "/a,b~2", "/~"]:
            with self.subTest(pointers=pointers):
                process = self.run_program("log", "cat", "a.log", "--select", pointers)
                self.assertEqual((process.stdout, process.returncode), (b"", 2))
                self.assertIn(b"wanted pointers", process.stderr)
