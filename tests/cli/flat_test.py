# SPDX-License-Identifier: MIT
"""flat and unflat: a tree as lines, and back."""

import json
import os
import random
import shutil
import subprocess

import cli
import wire

JSON = """{"users":[{"name":"Ada","age":36},[]],"a = b":{"~/":1.5},"\\u001b":{},"":{"":null},
"digits":{"0":1,"1":2},"when":{"souris_type":6,"timestamp":"2024-10-30T12:34:56"}}"""
LINES = """/users/0/name = "Ada"
/users/0/age = 36
/users/1 = []
"/a = b/~0~1" = 1.5
"/\\u001b" = {}
// = null
"/digits\\/0" = 1
"/digits\\/1" = 2
/when = {"souris_type":6,"timestamp":"2024-10-30T12:34:56"}
"""


class Flat(cli.Case):
    def test_there_and_back(self):
        self.check("pack", "-", "-o", "a.sdb", stdin=JSON)
        self.check("flat", "a.sdb", stdout=LINES)
        self.check("unflat", "-", "-o", "b.sdb", stdin=LINES)
        self.assertEqual((self.directory / "b.sdb").read_bytes(),
                         (self.directory / "a.sdb").read_bytes())

    def test_every_vector(self):
        for path in cli.some_of(sorted(cli.vectors.glob("*.sdb"))):
            lines = self.output("flat", str(path))
            self.check("unflat", "-", "-o", "a.sdb", stdin=lines)
            self.check("diff", "a.sdb", str(path))

    def test_roots(self):
        for json in "5", "[]", '"x = y"', "{}":
            data = self.output("pack", "--packed", "-", "-o", "-", stdin=json)
            self.check("flat", "-", stdin=data, stdout=f"= {json}\n")
            self.assertEqual(self.output("unflat", "--packed", "-", "-o", "-", stdin=f"= {json}"), data)

    def test_lines_that_are_none(self):
        rows = [
            ("/a\n", "invalid JSON (line 1: wanted POINTER = JSON) at byte 0"),
            ("", "invalid JSON (wanted POINTER = JSON)"),
            ("/a = 1\n\n/a/b = 2\n", "wrong type (line 3) at byte 8, in /a/b"),
            ("/a/b = 2\n/a = 1\n", "wrong type (line 2) at byte 9, in /a"),
            ("/a = null\n/a/b = 2\n", "wrong type (line 2) at byte 10, in /a/b"),
            ("/a = []\n/a/b = 2\n", "wrong type (line 2) at byte 8, in /a/b"),
            ("/a/b = 2\n/a = []\n", "wrong type (line 2) at byte 9, in /a"),
            ("--\n--\n\n", "invalid JSON (wanted POINTER = JSON)"),
            ("/b = 1\n/a  = 1\n", "invalid JSON Pointer (line 2: one with spaces or anything but "
                                  "ASCII is a JSON string) at byte 7, in /a "),
            ("/a\t = 1\n", "invalid JSON Pointer (line 1: one with spaces or anything but "
                           "ASCII is a JSON string) at byte 0, in /a\\t"),
            ("/\u00a0 = 1\n", "invalid JSON Pointer (line 1: one with spaces or anything but "
                              "ASCII is a JSON string) at byte 0, in /\u00a0"),
            (" = 1\n", "invalid JSON (line 1: wanted POINTER = JSON) at byte 0"),
            ("/a = 1\n---\n", "invalid JSON (line 2: wanted POINTER = JSON) at byte 7"),
            ("a = 1\n", "invalid JSON Pointer (line 1) at byte 0, in a"),
        ]
        for text, message in rows:
            with self.subTest(text=text):
                self.check("unflat", "-", "-o", "a.sdb", stdin=text, status=1,
                           stderr=f"souris-cli: standard input: {message}\n")
        self.assertEqual(self.run_program("unflat", "-", "-o", "a.sdb", stdin="/a = {").returncode, 1)
        deep = self.run_program("unflat", "-", "-o", "a.sdb", stdin="/a" * 2000 + " = 1")
        self.assertIn("max_depth", deep.stderr.decode())
        self.assertEqual(deep.returncode, 1)


KEYS = ["0", "1", "2", "10", "11", "00", "01", "-1", "-", "a", "b c", "", "é", "~", "/", "x/0", "--",
        "secret", "18446744073709551615", "18446744073709551616"]
FILTERS = [
    "cat", "tac", "sort", "sort -r", "sort -R", "shuf", "shuf | sort -n", "sort | tac | uniq",
    "grep -v secret", "grep -v secret | sort | tac", "grep -v /0", "grep -v '/1 ' | tac", "grep 1",
    "grep -A1 a", "grep -B1 -A1 7 | tac", "grep -C1 2 | sort", "head -n 9", "tail -n 9",
    "tail -n +2 | shuf", "sed -n 'p;n'", "awk 'NR % 3 != 1'", "awk 'NR % 3 == 1' | tac",
    "grep -v '/0/' | sort -r", "sed 's/$/\\r/'", "sed G", "sort -u", "cat - lines | tac",
]


def random_value(source, depth):
    kind = source.choice("vvam" if depth else "am")
    if depth > 4 or kind == "v":
        return source.randrange(100)
    size = source.choice([0, 1, 2, 3, 12]) if depth < 3 else source.randrange(3)
    if kind == "a":
        return [random_value(source, depth + 1) for _ in range(size)]
    return {key: random_value(source, depth + 1) for key in source.sample(KEYS, size)}


def leaves_of(value):
    """The leaves of a tree in order, as pairs of container and token."""
    children = enumerate(value) if isinstance(value, list) else value.items()
    for token, child in children:
        if isinstance(child, (list, dict)) and child:
            yield from leaves_of(child)
        else:
            yield value, token


def part_of(value, kept):
    """The tree without the leaves that are not in `kept`, and whether anything is left."""
    if isinstance(value, list):
        children = [(None, part_of(child, kept) if isinstance(child, (list, dict)) and child
                     else (child, (id(value), index) in kept)) for index, child in enumerate(value)]
        part = [child for _, (child, is_left) in children if is_left]
    else:
        children = [(key, part_of(child, kept) if isinstance(child, (list, dict)) and child
                     else (child, (id(value), key) in kept)) for key, child in value.items()]
        part = {key: child for key, (child, is_left) in children if is_left}
    return part, bool(part)


class Filters(cli.Case):
    """Any subset of lines in any order keeps the values and types of its containers."""

    def filtered(self, value, command):
        """Runs a filter on the lines of a tree. Returns its output, the lines kept, and all lines."""
        self.put("a.json", json.dumps(value))
        self.check("convert", "a.json", "a.packed")
        lines = self.output("flat", "a.packed")
        self.put("lines", lines)
        process = subprocess.run(["bash", "-c", command], input=lines, capture_output=True,
                                 cwd=self.directory, env={**os.environ, "LC_ALL": "C.UTF-8"})
        kept = set(process.stdout.replace(b"\r", b"").split(b"\n"))
        return process.stdout, kept, lines.decode().splitlines()

    def check_filter(self, value, command):
        text, kept, lines = self.filtered(value, command)
        leaves = [(id(container), token) for container, token in leaves_of(value)]
        self.assertEqual(len(leaves), len(lines))
        part, is_left = part_of(value, {leaf for leaf, line in zip(leaves, lines)
                                        if line.encode() in kept})
        if not is_left:
            self.assertEqual(self.run_program("unflat", "--packed", "-", "-o", "b.packed",
                                              stdin=text).returncode, 1)
            return
        self.check("unflat", "--packed", "-", "-o", "b.packed", stdin=text)
        self.assertEqual(json.loads(self.output("dump", "--format", "json", "b.packed")), part)

    def test_arrays_with_holes(self):
        value = {"users": [{"name": "a", "secret": 1}, {"secret": 2}, {"name": "c"}, "secret", [[]]],
                 "ports": {"0": 80, "2": 90}, "1": {"0": {"1": "secret"}}, "deep": [[[["x"], 2]]]}
        for command in FILTERS:
            with self.subTest(command=command):
                self.check_filter(value, command)
        # Every single line.
        for number in cli.some_of(range(1, 13)):
            self.check_filter(value, f"sed -n {number}p")

    def test_random_trees(self):
        source = random.Random(5)
        for number in cli.some_of(range(60)):
            value = random_value(source, 0)
            if not value:
                continue
            command = FILTERS[number % len(FILTERS)]
            with self.subTest(command=command, value=value):
                self.check_filter(value, command)

    def test_lines_written_by_hand(self):
        for text, content in [
                # Another line decides the type of the container.
                ("/p = {}\n/p/0 = 1", '{"p":{"0":1}}'), ("/p/0 = 1\n/p = {}", '{"p":{"0":1}}'),
                ("/p/0 = 1\n/p/x = 2", '{"p":{"0":1,"x":2}}'), ("/p/x = 2\n/p/0 = 1", '{"p":{"x":2,"0":1}}'),
                ("/p = []\n/p/7 = 1\n/p/3 = 0", '{"p":[0,1]}'), ("/p/7 = 1\n/p = []", '{"p":[1]}'),
                ('"/p/0" = 1', '{"p":[1]}'), ('"\\/p\\u002f0" = 1', '{"p":[1]}'),
                ('"/p\\/0" = 1\n/p/1 = 2', '{"p":{"0":1,"1":2}}'),
                # The last of two lines counts.
                ("/a = 1\n/a = 2", '{"a":2}'), ("/a = {}\n/a = 1", '{"a":1}'),
                # A container with content stands for its lines.
                ('/a = {"b":[1,2]}\n/a/c = 3', '{"a":{"b":[1,2],"c":3}}'),
                ('/a/b/5 = 3\n/a = {"b":[1,{"x":[]}]}', '{"a":{"b":[1,{"x":[]},3]}}'),
                ('/a = [[1,[2]],{}]\n/a/0/1/9 = 3', '{"a":[[1,[2,3]],{}]}')]:
            with self.subTest(text=text):
                self.check("unflat", "--packed", "-", "-o", "a.packed", stdin=text)
                self.check("dump", "--format", "json", "a.packed", stdout=content + "\n")


class Salvage(cli.Case):
    def test_what_can_be_read_is_printed(self):
        store = wire.store_v1(wire.map_of(("a", wire.null), ("b", wire.array(wire.null, b"\x43"))))
        self.put("bad.sdb", store)
        damage = "souris-cli: bad.sdb: invalid sign state at byte 19, in /b/1\n"
        self.check("flat", "bad.sdb", status=1, stderr=damage)
        self.check("flat", "--salvage", "bad.sdb", stdout="/a = null\n/b/0 = null\n", stderr=damage)
        self.put("none.sdb", "version https://git-lfs.github.com/spec/v1\n")
        self.check("flat", "--salvage", "none.sdb",
                   stderr="souris-cli: none.sdb: not a Souris store at byte 0\n")
        self.check("flat", "--salvage", "missing.sdb", status=2,
                   stderr="souris-cli: missing.sdb: input or output failed "
                          "(open: No such file or directory)\n")

    def git(self, *arguments):
        environment = {name: value for name, value in os.environ.items() if name[:4] != "GIT_"}
        environment.update(HOME=str(self.directory), GIT_CONFIG_NOSYSTEM="1",
                           GIT_AUTHOR_NAME="A", GIT_AUTHOR_EMAIL="a@example.org",
                           GIT_COMMITTER_NAME="A", GIT_COMMITTER_EMAIL="a@example.org",
                           PATH=os.path.dirname(cli.program) + ":" + os.environ["PATH"])
        return subprocess.run(["git", *arguments], cwd=self.directory, capture_output=True,
                              env=environment)

    def test_git_shows_the_history_of_what_is_damaged_for_a_while(self):
        if not shutil.which("git"):
            self.skipTest("no git")
        page = (cli.project / "docs" / "cli.md").read_text()
        recipe = page.partition("git config --global diff.souris.textconv '")[2].partition("'")[0]
        self.assertTrue(recipe.startswith("souris-cli flat"))
        self.git("init", "-q")
        self.git("config", "diff.souris.textconv", recipe)
        self.put(".gitattributes", "*.sdb diff=souris\n")
        sound = wire.store_v1(wire.map_of(("a", wire.integer_value(1)), ("b", wire.null)))
        other = wire.store_v1(wire.map_of(("a", wire.integer_value(2)), ("b", wire.null)))
        for number, content in enumerate([sound, other[:-1], b"", b"no store", other]):
            self.put("a.sdb", content)
            self.git("add", "-A")
            self.git("commit", "-q", "-m", f"version {number}")
        process = self.git("log", "-p", "--reverse", "--", "a.sdb")
        self.assertEqual(process.returncode, 0, process.stderr)
        text = process.stdout.decode()
        self.assertEqual(text.count("\n    version "), 5)
        self.assertIn("\n-/a = 1\n-/b = null\n+/a = 2\n", text)
        self.assertIn("\n+/a = 2\n+/b = null\n", text)
