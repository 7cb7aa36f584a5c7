#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks the rules of the source tree; prints each violation, exits 1 if there is one.

    check_layers.py [ROOT]
    check_layers.py --self-test

- A public header belongs to one layer: the folder of the source or unit test of its name.
- Headers for users are in include/souris and listed in docs/reference.md. The headers they need are in
  include/souris/detail, and name at their top the headers that they serve.
- A file includes only its own layer and those before it, in the order of src/meson.build. No header or
  source includes the umbrella souris.hpp. souris-cli includes only public headers; its folders are
  ordered as well, in its meson.build.
- The umbrella includes no header of another library except the one for results, and none that is slow
  to compile: users should pay only for what they use.
- System-specific code is in folders of a layer or of souris-cli. They include no other system's
  headers, and no file outside them includes theirs.
- The library's declarations are in the inline namespace with the number of its ABI (config.hpp).
- A fact of the format is only in the files that docs/architecture.md names.
- Hash tables are keyed: otherwise an attacker could choose colliding keys.
- Each source has a unit test of its name; in souris-cli, a unit test or a test of the program.
- Sources, tests and headers are listed in meson.build. Every fuzz target has seeds.
- Sources and scripts begin with the licence. In src, include and tools none exceeds 500 lines, and no
  C++ file 400.
"""

import pathlib
import re
import sys

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
    """The files of a checkout and their layers."""

    def __init__(self, root):
        self.root = pathlib.Path(root)
        self.layers = self.listed("souris_layers", "src")

    def listed(self, name, folder):
        """The strings in a list of the meson.build of a folder."""
        listing = re.search(rf"{name} = \[(.*?)\]", self.text(f"{folder}/meson.build"), re.DOTALL)
        return re.findall(r"'(\w+)'", listing.group(1))

    def text(self, path):
        full = self.root / path
        return full.read_text(encoding="utf-8") if full.is_file() else ""

    def glob(self, pattern):
        return sorted(str(path.relative_to(self.root)) for path in self.root.glob(pattern))

    def header_layers(self, header):
        """The layers with a source or test of the name of a public header; there should be one."""
        stem = pathlib.Path(header).stem
        return [layer for layer in self.layers
                if (self.root / f"src/{layer}/{stem}.cpp").is_file()
                or (self.root / f"tests/unit/{layer}/{stem}_test.cpp").is_file()]

    def public_headers(self):
        """The installed headers except the umbrella, relative to include/souris."""
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
        """The quote and the target of each include directive."""
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
        if not re.fullmatch(r"include/souris/((detail/)?\w+\.hpp|souris\.h)", path):
            yield (f"{path}: only include/souris/*.hpp, its detail/*.hpp and souris.h for C are "
                   "expected here")
    for path in tree.glob("src/*/*"):
        if pathlib.Path(path).parts[1] not in tree.layers:
            yield f"{path}: not in a layer of src/meson.build"
        elif (tree.root / path).is_dir() and pathlib.Path(path).name not in SYSTEMS:
            yield f"{path}: a folder in a layer is one of a system: {', '.join(SYSTEMS)}"


def check_internal_headers(tree):
    """Headers for users are in the reference; internal ones name the headers that include them."""
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
    """The internal headers that a header includes, directly or through other internal headers."""
    seen, waiting = set(), [header]
    while waiting:
        for _, target in tree.includes(f"include/souris/{waiting.pop()}"):
            name = target.removeprefix("souris/")
            if name.startswith("detail/") and name not in seen:
                seen.add(name)
                waiting.append(name)
    return seen


def target_layer(tree, quote, target):
    """The layer of an included header; None outside the project. Raises ValueError if it is wrong."""
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
    """Only files of the same system include system-specific headers."""
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
                pass  # Reported by check_includes.
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
    """Removes line comments from C++."""
    return re.sub(r"(?<![:\"])//.*", "", text)


def check_format_facts(tree):
    """The words of each fact of the format occur only in the files that docs/architecture.md names."""
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
        """The rank of a file's folder; files in no folder are above all."""
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
    """Each source, test and header is listed in the meson.build that builds it."""
    for layer in tree.layers:
        for path in tree.glob(f"src/{layer}/*.cpp"):
            stem = pathlib.Path(path).stem
            if not (tree.root / f"tests/unit/{layer}/{stem}_test.cpp").is_file():
                yield f"{path}: no tests/unit/{layer}/{stem}_test.cpp"
        for path in tree.glob(f"src/{layer}/*/*.cpp"):
            stem, system = pathlib.Path(path).stem, pathlib.Path(path).parent.name
            # A test for all systems if each has a source of this name.
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


def check_command_line_tests(tree):
    folder = "tools/souris-cli"
    for path in map(pathlib.Path, tree.glob(f"{folder}/*/**/*.cpp")):
        name = f"{path.stem}_test"
        tests = [f"tests/cli/unit/{name}.cpp", f"tests/cli/{name}.py"]
        if path.parent.name in SYSTEMS:
            tests.insert(0, f"tests/cli/unit/{path.parent.name}/{name}.cpp")
        if not any((tree.root / test).is_file() for test in tests):
            yield f"{path}: no {' or '.join(tests)}"


def check_fuzz_targets(tree):
    targets = re.findall(r"^(\w+) ", tree.text("fuzz/targets.txt"), re.MULTILINE)
    for path in tree.glob("fuzz/*.cpp"):
        if pathlib.Path(path).stem not in [*targets, "replay_main"]:
            yield f"{path}: not listed in fuzz/targets.txt"
    for target in targets:
        if not tree.glob(f"fuzz/corpus/{target}/*"):
            yield f"fuzz/corpus/{target}: no seeds of a target of fuzz/targets.txt"
    for path in tree.glob("fuzz/corpus/*"):
        if pathlib.Path(path).name not in targets:
            yield f"{path}: seeds of no target of fuzz/targets.txt"


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
    """All violations in the tree, one line each."""
    tree = Tree(root)
    checks = (check_headers, check_internal_headers, check_includes, check_systems, check_umbrella,
              check_namespaces, check_format_facts, check_hashes, check_command_line, check_command_line_tests,
              check_listed, check_fuzz_targets, check_files)
    return [line for check in checks for line in check(tree)]


def main(arguments):
    if arguments == ["--self-test"]:
        sys.dont_write_bytecode = True
        # Imported here because it imports this file.
        import check_layers_self_test
        lines = check_layers_self_test.failures()
    else:
        lines = violations(arguments[0] if arguments else pathlib.Path(__file__).parents[1])
    print("\n".join(lines), end="\n" if lines else "")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
