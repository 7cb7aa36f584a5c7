#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks that the source tree keeps its own rules; prints each violation, exits 1 if there is one.

    check_layers.py [ROOT]
    check_layers.py --self-test

- A public header belongs to one layer: the folder of the source or unit test of its name.
- What users include stands in include/souris, and in docs/reference.md; what those headers need, in
  include/souris/detail, and says at its top which of them it serves.
- Includes go to the same layer or to one before it, in the order of src/meson.build. The umbrella
  souris.hpp is above all: no header or source includes it. souris-cli sees public headers alone; its
  own folders have an order, too, in its meson.build.
- The umbrella reaches no header of another library but the one of results, and none that is slow to
  compile: users pay for what they ask for.
- What each system does in its own way stands in folders of a layer and of souris-cli, which include
  no other system's; nobody else includes what is in them.
- What the library declares stands in the inline namespace of its ABI's number (config.hpp).
- A fact of the format stands where docs/architecture.md says, and nowhere else.
- No table is hashed without a key: whoever makes a file could choose what collides.
- A source has a unit test of its name. What meson.build must list, it lists.
- Every source and script opens with its licence. In src, include and tools, none exceeds 500
  lines, and no C++ file 400.
"""

import pathlib
import re
import sys
import tempfile

UMBRELLA = "souris.hpp"
UMBRELLA_MAY_REACH = {"tl/expected.hpp"}
SYSTEMS = ("posix", "windows")
SLOW_HEADERS = {"filesystem", "iostream", "regex", "ranges", "format"}
ABI_VERSION = re.compile(r"#define SOURIS_ABI_VERSION (\d+)")
NAMESPACE = re.compile(r"^namespace (souris\b.*) \{$", re.MULTILINE)
HASH_WITHOUT_KEY = re.compile(
    r"std::hash<(?:std::(?!nullptr)\w+|int|long|unsigned)\b|"
    r"std::unordered_\w+<(?:std::(?:pmr::)?(?:u8)?string(?:_view)?|std::u?int\w+|char\w*|int)\b"
    r"(?![^;]*KeyedHash)")
FACTS = "docs/architecture.md"
REFERENCE = "docs/reference.md"
LICENCE = "SPDX-License-Identifier: MIT"
MOST_LINES = 500
MOST_LINES_OF_CPP = 400
CPP_SUFFIXES = {".cpp", ".hpp"}
SERVES = re.compile(r"// Internal: serves (.*)\.$")
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)
CODE_FOLDERS = ("src", "include", "tools")
ALL_FOLDERS = CODE_FOLDERS + ("docs", "tests", "fuzz", "bench", ".ci")
CODE_SUFFIXES = {".cpp", ".hpp", ".in", ".py", ".build"}
DATA_FOLDERS = {"data", "corpus", "__pycache__"}


class Tree:
    """The files of one checkout, and the layer that each belongs to."""

    def __init__(self, root):
        self.root = pathlib.Path(root)
        self.layers = self.listed("souris_layers", "src")

    def listed(self, name, folder):
        """The strings of a list in the meson.build of a folder."""
        listing = re.search(rf"{name} = \[(.*?)\]", self.text(f"{folder}/meson.build"), re.DOTALL)
        return re.findall(r"'(\w+)'", listing.group(1))

    def text(self, path):
        full = self.root / path
        return full.read_text(encoding="utf-8") if full.is_file() else ""

    def glob(self, pattern):
        return sorted(str(path.relative_to(self.root)) for path in self.root.glob(pattern))

    def header_layers(self, header):
        """The layers that claim include/souris/HEADER; it should be exactly one."""
        stem = pathlib.Path(header).stem
        return [layer for layer in self.layers
                if (self.root / f"src/{layer}/{stem}.cpp").is_file()
                or (self.root / f"tests/unit/{layer}/{stem}_test.cpp").is_file()]

    def public_headers(self):
        """Names of the headers that are installed, below include/souris, but the umbrella."""
        names = [path.removeprefix("include/souris/") for pattern in ("*.hpp", "detail/*.hpp")
                 for path in self.glob(f"include/souris/{pattern}")]
        return [name for name in names if name != UMBRELLA]

    def layer_files(self, layer):
        """Sources, private headers and public headers of a layer."""
        public = [f"include/souris/{name}" for name in self.public_headers()
                  if self.header_layers(name) == [layer]]
        folders = [f"src/{layer}", *(f"src/{layer}/{system}" for system in SYSTEMS)]
        return [path for folder in folders for path in self.glob(f"{folder}/*.[ch]pp")] + public

    def includes(self, path):
        """(quote, target) of each include directive."""
        return INCLUDE.findall(self.text(path))

    def code(self, folders):
        """Sources, build files and scripts below the folders, without test data."""
        for folder in folders:
            for path in sorted((self.root / folder).rglob("*")):
                relative = path.relative_to(self.root)
                if not path.is_file() or DATA_FOLDERS.intersection(relative.parts):
                    continue
                is_script = not path.suffix and path.read_bytes()[:2] == b"#!"
                if path.suffix in CODE_SUFFIXES or is_script:
                    yield str(relative)


def check_headers(tree):
    for name in tree.public_headers():
        claims = tree.header_layers(name)
        if not claims:
            yield f"include/souris/{name}: no layer has a source or unit test of this name"
        elif len(claims) > 1:
            yield f"include/souris/{name}: claimed by the layers {', '.join(claims)}"
    for path in tree.glob("include/**/*"):
        if (tree.root / path).is_dir() or path.endswith(".build"):
            continue
        if not re.fullmatch(r"include/souris/(detail/)?\w+\.hpp", path):
            yield f"{path}: only include/souris/*.hpp and its detail/*.hpp are expected here"
    for path in tree.glob("src/*/*"):
        if pathlib.Path(path).parts[1] not in tree.layers:
            yield f"{path}: not in a layer of src/meson.build"
        elif (tree.root / path).is_dir() and pathlib.Path(path).name not in SYSTEMS:
            yield f"{path}: a folder in a layer is one of a system: {', '.join(SYSTEMS)}"


def check_internal_headers(tree):
    """Users' headers are in the reference; the others name those that lead to them."""
    reference = tree.text(REFERENCE)
    for name in tree.public_headers():
        path = f"include/souris/{name}"
        if not name.startswith("detail/"):
            if f"({'../' + path})" not in reference:
                yield f"{path}: not in {REFERENCE}"
            continue
        serves = SERVES.match("".join(tree.text(path).splitlines()[1:2]))
        if not serves:
            yield f"{path}: its second line is not '// Internal: serves <souris/...>.'"
            continue
        for user in re.findall(r"<souris/(.*?)>", serves.group(1)) or ["nothing"]:
            if user.startswith("detail/") or name not in internals_of(tree, user):
                yield f"{path}: serves {user}, which does not lead to it"


def internals_of(tree, header):
    """The internal headers that a header includes, and those that they include."""
    seen, waiting = set(), [header]
    while waiting:
        for _, target in tree.includes(f"include/souris/{waiting.pop()}"):
            name = target.removeprefix("souris/")
            if name.startswith("detail/") and name not in seen:
                seen.add(name)
                waiting.append(name)
    return seen


def target_layer(tree, quote, target):
    """The layer an include leads to, None outside the project; ValueError says what is wrong."""
    folder, _, name = target.rpartition("/")
    if folder in ("souris", "souris/detail"):
        if name == UMBRELLA:
            raise ValueError("the umbrella is for users")
        claims = tree.header_layers(name)
        return claims[0] if len(claims) == 1 else None
    layer, _, system = folder.partition("/")
    if layer in tree.layers and system in ("", *SYSTEMS):
        return layer
    if quote == '"':
        raise ValueError("neither <souris/...> nor \"LAYER/...\"")
    return None


def check_includes(tree):
    rank = {layer: index for index, layer in enumerate(tree.layers)}
    for layer in tree.layers:
        for path in tree.layer_files(layer):
            for quote, target in tree.includes(path):
                try:
                    other = target_layer(tree, quote, target)
                except ValueError as error:
                    yield f"{path}: includes {target}: {error}"
                    continue
                if other is None:
                    continue
                if rank[other] > rank[layer]:
                    yield f"{path}: layer {layer} includes {target} of layer {other} above it"
                if path.startswith("include/") and not target.startswith("souris/"):
                    yield f"{path}: public header includes private {target}"


def check_systems(tree):
    """Nothing includes what is of one system alone but what is of the same."""
    paths = [path for layer in tree.layers for path in tree.layer_files(layer)]
    paths += tree.glob("tools/souris-cli/**/*.[ch]pp")
    for path in paths:
        own = pathlib.Path(path).parent.name
        for _, target in tree.includes(path):
            other = pathlib.Path(target).parent.name
            if other in SYSTEMS and other != own:
                yield f"{path}: includes {target}, which is for {other} alone"


def check_umbrella(tree):
    waiting, seen = [UMBRELLA], {UMBRELLA}
    while waiting:
        name = waiting.pop()
        for _, target in tree.includes(f"include/souris/{name}"):
            folder, _, header = target.partition("/")
            if folder == "souris":
                if header not in seen:
                    seen.add(header)
                    waiting.append(header)
            elif folder in tree.layers:
                pass  # check_includes says it.
            elif (re.search(r"[/.]", target) and target not in UMBRELLA_MAY_REACH
                  or target in SLOW_HEADERS):
                yield f"include/souris/{name}: {UMBRELLA} reaches {target}"


def check_namespaces(tree):
    number = ABI_VERSION.search(tree.text("include/souris/config.hpp"))
    wanted = f"souris {{ inline namespace v{number.group(1) if number else '?'}"
    for layer in tree.layers:
        for path in tree.layer_files(layer):
            for found in NAMESPACE.findall(tree.text(path)):
                if found != wanted and not found.startswith(wanted + " {"):
                    yield f"{path}: namespace {found}, not {wanted}"


def without_comments(text):
    """C++ without its line comments."""
    return re.sub(r"(?<![:\"])//.*", "", text)


def check_format_facts(tree):
    """What docs/architecture.md says of a fact of the format: where it stands, and nowhere else."""
    listing = tree.text(FACTS).partition("## Where each fact of the format stands")[2]
    rows = re.findall(r"^\|[^|]*\|([^|]*)\|([^|]*)\|$", listing.partition("\n## ")[0], re.MULTILINE)
    code = {path: without_comments(tree.text(path))
            for pattern in ("include/**/*.hpp", "src/**/*.[ch]pp", "tools/souris-cli/**/*.[ch]pp")
            for path in tree.glob(pattern)}
    for places, words in rows[2:]:
        places = re.findall(r"`([^`]+)`", places)
        for place in places:
            if place not in code:
                yield f"{FACTS}: there is no {place}"
        for word in re.findall(r"`([^`]+)`", words):
            bound = r"\b" if re.match(r"\w", word) else ""
            users = {path for path, text in code.items()
                     if re.search(bound + re.escape(word) + bound, text)}
            for path in sorted(users.difference(places)):
                yield f"{path}: {word}, a fact of the format that stands in {places[0]} ({FACTS})"
            if not users.intersection(places):
                yield f"{FACTS}: {word} is in none of {', '.join(places)}"


def check_hashes(tree):
    for path in tree.glob("src/*/*.[ch]pp") + tree.glob("tools/souris-cli/**/*.[ch]pp"):
        for found in HASH_WITHOUT_KEY.findall(tree.text(path)):
            yield f"{path}: {found}...: a hash without a key (souris/keyed_hash.hpp)"


def check_command_line(tree):
    folder = "tools/souris-cli"
    rank = {name: index for index, name in enumerate(tree.listed("souris_cli_folders", folder))}

    def rank_of(name):
        """What is in no folder is above all."""
        parts = pathlib.PurePath(name).parts
        return rank.get(parts[0]) if len(parts) > 1 else len(rank)

    for path in tree.glob(f"{folder}/**/*.[ch]pp"):
        own_rank = rank_of(pathlib.PurePath(path).relative_to(folder))
        if own_rank is None:
            yield f"{path}: not in a folder of {folder}/meson.build"
            continue
        for quote, target in tree.includes(path):
            own = (tree.root / folder / target).is_file()
            private = target.partition("/")[0] in tree.layers
            if private or (quote == '"' and not own):
                yield f"{path}: includes {target}: only <souris/...> and its own headers"
            elif own and rank_of(target) > own_rank:
                yield f"{path}: includes {target} of a folder above it"


def check_listed(tree):
    """Each source, test and header appears in the meson.build that should build it."""
    for layer in tree.layers:
        for path in tree.glob(f"src/{layer}/*.cpp"):
            stem = pathlib.Path(path).stem
            if not (tree.root / f"tests/unit/{layer}/{stem}_test.cpp").is_file():
                yield f"{path}: no tests/unit/{layer}/{stem}_test.cpp"
        for path in tree.glob(f"src/{layer}/*/*.cpp"):
            stem, system = pathlib.Path(path).stem, pathlib.Path(path).parent.name
            # One for all systems where each has a source of the name.
            tests = [f"tests/unit/{layer}/{system}/{stem}_test.cpp",
                     f"tests/unit/{layer}/{stem}_test.cpp"]
            if not any((tree.root / test).is_file() for test in tests):
                yield f"{path}: no {' or '.join(tests)}"
    for pattern, home in (("src/*/*.cpp", None), ("src/*/*/*.cpp", None),
                          ("include/souris/**/*.hpp", "include/souris"),
                          ("tools/souris-cli/**/*.cpp", "tools/souris-cli"),
                          ("tests/*/*_test.cpp", "tests"), ("tests/*/*/*_test.cpp", "tests"),
                          ("tests/unit/*/*/*_test.cpp", "tests")):
        for path in tree.glob(pattern):
            parent = str(pathlib.Path(path).parent)
            if pathlib.Path(parent).name in SYSTEMS and home is None:
                parent = str(pathlib.Path(parent).parent)
            has_own = (tree.root / parent / "meson.build").is_file()
            folder = parent if home is None or has_own else home
            name = str(pathlib.Path(path).relative_to(folder))
            if f"'{name}'" not in tree.text(f"{folder}/meson.build"):
                yield f"{path}: not listed in {folder}/meson.build"
    targets = re.findall(r"^(\w+) ", tree.text("fuzz/targets.txt"), re.MULTILINE)
    for path in tree.glob("fuzz/*.cpp"):
        if pathlib.Path(path).stem not in [*targets, "replay_main"]:
            yield f"{path}: not listed in fuzz/targets.txt"


def check_files(tree):
    for path in [*tree.glob("meson*"), *tree.code(ALL_FOLDERS)]:
        lines = tree.text(path).splitlines()
        first = 1 if lines and lines[0].startswith("#!") else 0
        if LICENCE not in "".join(lines[first:first + 1]):
            yield f"{path}: does not open with {LICENCE}"
    for path in tree.code(CODE_FOLDERS):
        count = len(tree.text(path).splitlines())
        most = MOST_LINES_OF_CPP if pathlib.Path(path).suffix in CPP_SUFFIXES else MOST_LINES
        if count > most:
            yield f"{path}: {count} lines, more than {most}"


def violations(root):
    """All that is wrong with the tree, a line each."""
    tree = Tree(root)
    checks = (check_headers, check_internal_headers, check_includes, check_systems, check_umbrella, check_namespaces,
              check_format_facts, check_hashes, check_command_line, check_listed, check_files)
    return [line for check in checks for line in check(tree)]


def self_test():
    """Breaks a small good tree in every way that the checks know; each must be reported, alone."""
    cpp = f"// {LICENCE}\n"
    internal = cpp + "// Internal: serves <souris/b.hpp>.\n"
    build = f"# {LICENCE}\n"
    facts = "\n## Where each fact of the format stands\n\n| fact | stands in | words |\n|---|---|---|\n"
    good = {
        REFERENCE: "".join(f"(../include/souris/{name}.hpp)" for name in ("a", "b", "c", "config")),
        FACTS: facts + "| a | `src/low/fact.hpp` | `marker` |\n\n## Next\n\n| a | `b` | `c` |\n",
        "meson.build": build,
        "meson_options.txt": build,
        "src/meson.build": build + "souris_layers = ['low', 'high']\n",
        "src/low/meson.build": build + "'a.cpp'",
        "src/low/a.cpp": cpp + '#include <vector>\n#include <souris/a.hpp>\n#include "low/p.hpp"\n',
        "src/low/p.hpp": cpp + "\n" * (MOST_LINES_OF_CPP - 1),
        "src/low/fact.hpp": cpp + "marker\n",
        "include/souris/config.hpp": cpp + "#define SOURIS_ABI_VERSION 7\n",
        "tests/unit/low/config_test.cpp": cpp,
        "src/high/meson.build": build + "'b.cpp'",
        "src/high/b.cpp": cpp + '#include <souris/a.hpp>\n#include "low/p.hpp"\n// marker\n',
        "include/souris/meson.build": build + "'a.hpp', 'b.hpp', 'c.hpp', 'config.hpp', 'souris.hpp', "
            "'detail/e.hpp'",
        "include/souris/a.hpp": cpp + "namespace souris { inline namespace v7 { namespace detail {\n",
        "include/souris/b.hpp": cpp + "#include <souris/a.hpp>\n#include <souris/detail/e.hpp>\n",
        "include/souris/c.hpp": cpp + "#include <fmt/format.h>\n",
        "include/souris/souris.hpp": cpp + "#include <souris/b.hpp>\n#include <tl/expected.hpp>\n",
        "include/souris/detail/e.hpp": internal + "#include <souris/a.hpp>\n",
        "tests/meson.build":
            build + "'unit/low/a_test.cpp', 'unit/low/config_test.cpp', "
            "'unit/high/b_test.cpp', 'unit/high/c_test.cpp', 'unit/high/e_test.cpp'",
        "tests/unit/high/e_test.cpp": cpp,
        "tests/unit/low/a_test.cpp": cpp,
        "tests/unit/high/b_test.cpp": cpp,
        "tests/unit/high/c_test.cpp": cpp,
        "tests/vectors/data/sample.py": "no licence",
        "fuzz/targets.txt": "store - 64\n",
        "fuzz/store.cpp": cpp,
        "tools/script": "#!/bin/sh\n" + build + "\n" * (MOST_LINES - 2),
        "tools/souris-cli/meson.build": build + "souris_cli_folders = ['one', 'two']\n'main.cpp'",
        "tools/souris-cli/main.cpp":
            cpp + '#include <CLI/CLI.hpp>\n#include <souris/souris.hpp>\n#include "one/own.hpp"\n',
        "tools/souris-cli/one/own.hpp": cpp,
        "tools/souris-cli/two/own.hpp": cpp + '#include "one/own.hpp"\n',
    }
    # What is changed (None removes a file), and what must be said of it.
    bad = [
        ({"src/low/a.cpp": cpp + "#include <souris/b.hpp>\n"}, "of layer high above it"),
        ({"src/low/a.cpp": cpp + "  #  include <souris/c.hpp>\n"}, "of layer high above it"),
        ({"src/low/p.hpp": cpp + '#include "high/q.hpp"\n'}, "of layer high above it"),
        ({"include/souris/a.hpp": cpp + "#include <souris/b.hpp>\n"}, "of layer high above it"),
        ({"include/souris/b.hpp": good["include/souris/b.hpp"] + '#include "low/p.hpp"\n'}, "includes private low/p.hpp"),
        ({"include/souris/b.hpp": good["include/souris/b.hpp"] + "#include <souris/souris.hpp>\n"}, "umbrella is for users"),
        ({"include/souris/a.hpp": cpp + "#include <fmt/format.h>\n"}, "reaches fmt/format.h"),
        ({"include/souris/b.hpp": good["include/souris/b.hpp"] + "#include <filesystem>\n"}, "reaches filesystem"),
        ({"src/high/b.cpp": cpp + '#include "p.hpp"\n'}, 'nor "LAYER/..."'),
        ({"tests/unit/low/c_test.cpp": cpp, "tests/meson.build": good["tests/meson.build"]
          + "'unit/low/c_test.cpp'"}, "claimed by the layers low, high"),
        ({"tests/unit/high/c_test.cpp": None}, "no layer has a source or unit test"),
        ({"include/souris/other/d.h": cpp}, "only include/souris/*.hpp"),
        ({REFERENCE: good[REFERENCE].replace("a.hpp", "")}, "include/souris/a.hpp: not in docs/ref"),
        ({"include/souris/detail/e.hpp": cpp}, "its second line is not"),
        ({"include/souris/detail/e.hpp": internal.replace("b.hpp", "c.hpp")},
         "serves c.hpp, which does not lead to it"),
        ({"include/souris/a.hpp": cpp + "#include <souris/detail/e.hpp>\n"}, "of layer high above"),
        ({"src/other/d.hpp": cpp}, "not in a layer"),
        ({"tools/souris-cli/main.cpp": cpp + '#include "low/p.hpp"\n'}, "only <souris/...>"),
        ({"tools/souris-cli/main.cpp": cpp + "#include <low/p.hpp>\n"}, "only <souris/...>"),
        ({"tools/souris-cli/main.cpp": cpp + '#include "missing.hpp"\n'}, "only <souris/...>"),
        ({"src/low/a.cpp": cpp + "namespace souris {\n"}, "namespace souris, not souris { inline namespace v7"),
        ({"src/low/a.cpp": cpp + "namespace souris::detail {\n"}, "not souris { inline namespace v7"),
        ({"src/low/a.cpp": cpp + "namespace souris { inline namespace v6 {\n"},
         "namespace v6, not souris"),
        ({"src/low/a.cpp": cpp + "size - marker;\n"}, "src/low/a.cpp: marker, a fact of the format"),
        ({"src/low/fact.hpp": cpp + "marker_size // marker\n"},
         "marker is in none of src/low/fact.hpp"),
        ({FACTS: facts + "| a | `src/low/q.hpp` | |\n"}, "there is no src/low/q.hpp"),
        ({"src/low/a.cpp": cpp + "std::hash<std::string_view>()(key)\n"}, "hash without a key"),
        ({"src/low/p.hpp": cpp + "std::unordered_set<std::string> seen;\n"}, "hash without a key"),
        ({"tools/souris-cli/one/own.hpp": cpp + "std::unordered_map<std::string, int> of;\n"},
         "hash without a key"),
        ({"tests/unit/low/a_test.cpp": None}, "no tests/unit/low/a_test.cpp"),
        ({"src/low/meson.build": build}, "src/low/a.cpp: not listed"),
        ({"src/low/posix/s.cpp": cpp, "tests/unit/low/s_test.cpp": cpp,
          "tests/meson.build": good["tests/meson.build"] + "'unit/low/s_test.cpp'"},
         "src/low/posix/s.cpp: not listed in src/low/meson.build"),
        ({"src/low/windows/s.cpp": cpp, "src/low/meson.build": good["src/low/meson.build"]
          + "'windows/s.cpp'"}, "no tests/unit/low/windows/s_test.cpp or tests/unit/low/s_test.cpp"),
        ({"src/low/posix/s.hpp": cpp, "src/low/p.hpp": cpp + '#include "low/posix/s.hpp"\n'},
         "for posix alone"),
        ({"src/low/posix/s.hpp": cpp + '#include "low/windows/s.hpp"\n',
          "src/low/windows/s.hpp": cpp}, "for windows alone"),
        ({"src/low/posix/s.hpp": cpp + '#include "high/q.hpp"\n'}, "of layer high above it"),
        ({"src/low/other/s.hpp": cpp}, "a folder in a layer is one of a system"),
        ({"tools/souris-cli/one/own.hpp": cpp + '#include "one/windows/s.hpp"\n',
          "tools/souris-cli/one/windows/s.hpp": cpp}, "for windows alone"),
        ({"include/souris/meson.build": good["include/souris/meson.build"].replace("'c.hpp', ", "")},
         "include/souris/c.hpp: not listed"),
        ({"tests/property/d_test.cpp": cpp}, "d_test.cpp: not listed in tests/meson.build"),
        ({"tests/unit/low/d_test.cpp": cpp}, "d_test.cpp: not listed in tests/meson.build"),
        ({"tests/own/d_test.cpp": cpp, "tests/own/meson.build": build},
         "d_test.cpp: not listed in tests/own/meson.build"),
        ({"fuzz/other.cpp": cpp}, "fuzz/other.cpp: not listed"),
        ({"tools/souris-cli/one/own.hpp": cpp + '#include "two/own.hpp"\n'}, "of a folder above it"),
        ({"tools/souris-cli/other/p.hpp": cpp}, "not in a folder of"),
        ({"tools/souris-cli/dump.cpp": cpp}, "dump.cpp: not listed"),
        ({"fuzz/store.cpp": "int x;\n" + cpp}, "does not open with"),
        ({"tools/script": "#!/bin/sh\necho\n"}, "does not open with"),
        ({"meson_options.txt": ""}, "does not open with"),
        ({"src/low/p.hpp": cpp + "\n" * MOST_LINES_OF_CPP}, "401 lines"),
        ({"src/low/a.cpp": cpp + "\n" * MOST_LINES_OF_CPP}, "401 lines"),
        ({"tools/script": "#!/bin/sh\n" + build + "\n" * (MOST_LINES - 1)}, "501 lines"),
    ]

    def broken(changes):
        with tempfile.TemporaryDirectory() as root:
            for path, text in {**good, **changes}.items():
                if text is not None:
                    full = pathlib.Path(root, path)
                    full.parent.mkdir(parents=True, exist_ok=True)
                    full.write_text(text, encoding="utf-8")
            return violations(root)

    failures = [f"good tree: {line}" for line in broken({})]
    for changes, expected in bad:
        lines = broken(changes)
        if len(lines) != 1 or expected not in lines[0]:
            failures.append(f"{sorted(changes)}: expected only '{expected}', got {lines}")
    return failures


def main(arguments):
    if arguments == ["--self-test"]:
        lines = self_test()
    else:
        lines = violations(arguments[0] if arguments else pathlib.Path(__file__).parents[1])
    print("\n".join(lines), end="\n" if lines else "")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
