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


class Equality(cli.Case):
    def compare(self, before, after, *options, stdout="", status=0):
        self.put("x.json", before)
        self.put("y.json", after)
        self.check("diff", *options, "x.json", "y.json", stdout=stdout, status=status)

    def test_order(self):
        option = "--ignore-order"
        self.compare("[1,2,3]", "[3,1,2]", option)
        self.compare("[1,2,3]", "[3,1,2]", stdout="+ /0 = 3\n- /2 = 3\n", status=1)
        self.compare('{"a":[{"x":[1,2]},[3]]}', '{"a":[[3],{"x":[2,1]}]}', option)
        self.compare("[1,1,2]", "[1,2,2]", option, stdout="- /1 = 1\n+ /2 = 2\n", status=1)
        self.compare('{"a":[{"n":1,"m":2},5],"b":1}', '{"a":[7,{"n":1,"m":3},5],"b":2}', option,
                     stdout='- /a/0 = {"n":1,"m":2}\n+ /a/0 = 7\n+ /a/1 = {"n":1,"m":3}\n'
                            "- /b = 1\n+ /b = 2\n", status=1)
        self.compare("[[1,2],[3]]", "[[1],[2,3]]", option,
                     stdout="- /0 = [1,2]\n- /1 = [3]\n+ /0 = [1]\n+ /1 = [2,3]\n", status=1)
        self.compare("[]", "{}", option, stdout="- = []\n+ = {}\n", status=1)
        process = self.run_program("diff", option, "--output=json", "x.json", "y.json")
        self.assertEqual(json.loads(process.stdout)["verdict"], "different")
        self.put("x.json", "[1,2]")
        self.put("y.json", "[2,3]")
        process = self.run_program("diff", option, "--output=json", "x.json", "y.json")
        self.assertEqual([(c["kind"], c["path_before"], c["path_after"])
                          for c in json.loads(process.stdout)["changes"]],
                         [("removed", "/0", "/-"), ("added", "/-", "/1")])

    def test_a_patch_needs_the_order(self):
        self.put("x.json", "[]")
        process = self.run_program("diff", "--ignore-order", "--patch", "x.json", "x.json")
        self.assertEqual(process.returncode, 2)
        self.assertRegex(process.stderr.decode(), "--patch.*--ignore-order|--ignore-order.*--patch")

    def test_tolerance(self):
        self.compare('{"a":1.0,"b":[2,3.25]}', '{"a":1.25,"b":[2.0,3]}', "--tolerance", "0.25")
        self.compare('{"a":1.0,"b":2}', '{"a":1.25,"b":2.5}', "--tolerance", "0.25",
                     stdout="- /b = 2\n+ /b = 2.5\n", status=1)
        self.compare("1", "1.0", "--tolerance=0")
        self.compare('{"a":1.01,"b":[2.2]}', '{"a":1,"b":[2.1]}', "--tolerance=0.1")
        self.compare("1", "1.0", stdout="- = 1\n+ = 1.0\n", status=1)
        self.compare("0.30000000000000004", "0.3", "--tolerance=1e-9")
        self.compare("100000000000000000000000000000000001", "100000000000000000000000000000000003",
                     "--tolerance=2")
        self.compare("9007199254740993", "9007199254740995", "--tolerance=1", status=1,
                     stdout="- = 9007199254740993\n+ = 9007199254740995\n")
        self.compare('"1"', "1", "--tolerance=5", stdout='- = "1"\n+ = 1\n', status=1)
        # An insertion moves elements that are nearly equal.
        self.compare("[1.01,5.02,9.99]", "[7.0,1.0,5.0,10.0]", "--tolerance=0.05",
                     stdout="+ /0 = 7.0\n", status=1)

    def test_tolerance_and_order(self):
        options = ["--ignore-order", "--tolerance", "0.01"]
        self.compare("[1,2.005,3]", "[3.005,1,2]", *options)
        self.compare("[1,2.005,3]", "[3.005,1,2.5]", *options, stdout="- /1 = 2.005\n+ /2 = 2.5\n",
                     status=1)
        self.compare('[{"id":1,"x":0.5},{"id":2,"x":0.5}]', '[{"id":2,"x":0.501},{"x":0.499,"id":1}]',
                     *options)

    def test_patch_within_a_tolerance(self):
        self.put("x.json", '{"a":1.0,"b":[1,2,3]}')
        self.put("y.json", '{"a":1.001,"b":[1,2.001,7]}')
        self.check("diff", "--patch", "--tolerance=0.01", "x.json", "y.json", status=1,
                   stdout='[{"op":"replace","path":"/b/2","value":7}]\n')

    def test_wrong_usage(self):
        self.put("x.json", "1")
        for text in "-1", "x", "", "inf", "nan", "1 ", "-0":
            process = self.run_program("diff", "--tolerance=" + text, "x.json", "x.json")
            self.assertEqual(process.returncode, 2, text)

    def test_large_arrays_take_no_longer(self):
        count = 100_000
        numbers = list(range(count))
        random.Random(1).shuffle(numbers)
        self.put("x.json", json.dumps(numbers))
        self.put("y.json", json.dumps([n + 0.25 for n in reversed(numbers)]))
        self.check("diff", "--ignore-order", "--tolerance=0.25", "x.json", "y.json")
        self.put("x.json", "[" + "1," * count + "2]")
        self.put("y.json", "[2" + ",1" * count + "]")
        self.check("diff", "--ignore-order", "x.json", "y.json")
