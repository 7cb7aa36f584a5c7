# SPDX-License-Identifier: MIT
"""The conditions of log cat --where."""

import logs


class RecordCondition(logs.Case):
    def test_values(self):
        self.append('{"a":1}\n{"a":1.5}\n{"a":"x = y"}\n{"a":null}\n{"a":true}\n{"b/c d":2}\n3\n')
        for condition, expected in [
                ("/a = 1", '{"a":1}\n'), ("/a <= 1.5", '{"a":1}\n{"a":1.5}\n'),
                ("/a > 1", '{"a":1.5}\n'), ('/a = "x = y"', '{"a":"x = y"}\n'),
                ("/a = null", '{"a":null}\n'), ("/a >= false", '{"a":true}\n'),
                ("/b~1c d < 3", '{"b/c d":2}\n'), (" = 3", "3\n"), ("/a = 2", "")]:
            with self.subTest(condition=condition):
                self.assertEqual(self.cat("--where", condition), expected)

    def test_bad(self):
        self.append("1\n")
        for condition in ["", "/a", "/a=1", "/a = x", "a = 1", "/a~2 = 1", "/a = [1]", "/a = {}", "/a =",
                          "/a != 1", "/a = 1 2"]:
            with self.subTest(condition=condition):
                process = self.run_program("log", "cat", "a.log", "--where", condition)
                self.assertEqual((process.stdout, process.returncode), (b"", 2))
                self.assertIn(b"wanted a condition", process.stderr)
