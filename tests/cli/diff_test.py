# SPDX-License-Identifier: MIT
"""diff: differences as text and JSON, and as patches that patch applies."""

import json
import random

import cli

BEFORE = '{"users":[{"name":"Ada","age":36},{"name":"Bob"}],"a b":1,"old":[]}'
AFTER = '{"users":[{"name":"Ada","age":37},{"name":"Eve"},{"name":"Zoe"}],"a b":1.0,"new\\u001b":{"x":null}}'
TEXT = """- /users/0/age = 36
+ /users/0/age = 37
- /users/1/name = "Bob"
+ /users/1/name = "Eve"
+ /users/2 = {"name":"Zoe"}
- "/a b" = 1
+ "/a b" = 1.0
- /old = []
+ "/new\\u001b" = {"x":null}
"""
PATCH = """[{"op":"replace","path":"/users/0/age","value":37},
{"op":"replace","path":"/users/1/name","value":"Eve"},
{"op":"add","path":"/users/2","value":{"name":"Zoe"}},
{"op":"replace","path":"/a b","value":1.0},
{"op":"remove","path":"/old"},
{"op":"add","path":"/new\\u001b","value":{"x":null}}]
"""


def random_value(source, depth=0):
    kinds = ["number", "text", "float", "date", "null"] + ["array", "map"] * (3 if depth < 4 else 0)
    match source.choice(kinds):
        case "number":
            return source.randrange(4)
        case "text":
            return source.choice(["", "a", "~/\x1b", "é" * 30])
        case "float":
            return 0.5
        case "date":
            return {"souris_type": 6, "timestamp": "2024-10-30T12:34:56"}
        case "null":
            return None
        case "array":
            return [random_value(source, depth + 1) for _ in range(source.randrange(6))]
    return {source.choice("abc/~ ") * source.randrange(3): random_value(source, depth + 1)
            for _ in range(source.randrange(5))}


def changed(value, source):
    """A copy with random changes."""
    if source.randrange(8) == 0:
        return random_value(source, 3)
    if isinstance(value, list):
        elements = [changed(element, source) for element in value if source.randrange(6)]
        if source.randrange(3) == 0:
            elements.insert(source.randrange(len(elements) + 1), 7)
        return elements
    if isinstance(value, dict) and "souris_type" not in value:
        return {key: changed(inner, source) for key, inner in value.items() if source.randrange(6)}
    return value


class Diff(cli.Case):
    def setUp(self):
        super().setUp()
        self.put("a.json", BEFORE)
        self.put("b.json", AFTER)
        self.check("pack", "a.json", "-o", "a.sdb")
        self.check("pack", "b.json", "-o", "b.sdb", "--layout", "v1")

    def test_text(self):
        self.check("diff", "a.sdb", "b.sdb", stdout=TEXT, status=1)
        self.check("diff", "a.sdb", "b.json", stdout=TEXT, status=1)
        self.check("diff", "a.sdb", "a.json")
        self.check("diff", "-", "-", status=2, stderr="souris-cli: A, B: only one of them can be "
                   "standard input (--help tells more)\n")
        colored = self.run_program("diff", "--color=always", "a.sdb", "-", stdin=AFTER).stdout.decode()
        self.assertTrue(colored.startswith("\x1b[31m- /users/0/age = 36\x1b[0m\n\x1b[32m+ "))

    def test_json(self):
        process = self.run_program("diff", "--output=json", "a.sdb", "b.sdb")
        self.assertEqual(process.returncode, 1)
        told = json.loads(process.stdout)
        self.assertEqual((told["before"], told["after"], told["verdict"]),
                         ("a.sdb", "b.sdb", "different"))
        self.assertEqual([change["kind"] for change in told["changes"]],
                         ["changed", "changed", "added", "changed", "removed", "added"])
        self.assertEqual(told["changes"][0], {"kind": "changed", "path_before": "/users/0/age",
                                              "path_after": "/users/0/age", "before": 36, "after": 37})
        self.check("diff", "--output=json", "a.sdb", "a.sdb",
                   stdout='{"before":"a.sdb","after":"a.sdb","changes":[],"verdict":"same"}\n')

    def test_trouble_is_another_status(self):
        self.put("bad.sdb", b"SOURISDB\x00\x02\x82\x10")
        self.check("diff", "bad.sdb", "a.sdb", status=2,
                   stderr="souris-cli: bad.sdb: truncated at byte 10\n")
        error = json.loads(self.run_program("diff", "--output=json", "a.sdb", "bad.sdb").stderr)
        self.assertEqual(error["error"]["exit_status"], 2)
        self.assertEqual(self.run_program("diff", "a.sdb", "none.sdb").returncode, 2)

    def test_patch_of_diff(self):
        self.check("diff", "--patch", "a.sdb", "b.sdb", stdout=PATCH, status=1)
        self.put("p.json", PATCH)
        self.check("patch", "a.sdb", "p.json")
        self.check("diff", "a.sdb", "b.sdb")

    def test_random_trees(self):
        source = random.Random(5)
        for i in range(6):
            before = {"x": [random_value(source) for _ in range(40)]}
            after = changed(before, source) if i else before
            self.put("x.json", json.dumps(before))
            self.put("y.json", json.dumps(after))
            self.output("pack", "x.json", "-o", "x.sdb")
            patch = self.run_program("diff", "--patch", "x.sdb", "y.json")
            self.assertIn(patch.returncode, (0, 1))
            self.check("patch", "x.sdb", "-", stdin=patch.stdout)
            self.check("diff", "x.sdb", "y.json")
