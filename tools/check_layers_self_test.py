# SPDX-License-Identifier: MIT
"""The self-test of check_layers.py, run by its option --self-test."""

import pathlib
import tempfile

from check_layers import FACTS, LICENCE, MOST_LINES, MOST_LINES_OF_CPP, REFERENCE, violations


def failures():
    """Breaks each rule in a small valid tree; each violation must be reported, and nothing else."""
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
        "fuzz/corpus/store/seed": "any bytes",
        "tools/script": "#!/bin/sh\n" + build + "\n" * (MOST_LINES - 2),
        "tools/souris-cli/meson.build":
            build + "souris_cli_folders = ['one', 'two']\n'main.cpp', 'one/own.cpp', 'two/windows/s.cpp'",
        "tools/souris-cli/main.cpp":
            cpp + '#include <CLI/CLI.hpp>\n#include <souris/souris.hpp>\n#include "one/own.hpp"\n',
        "tools/souris-cli/one/own.hpp": cpp,
        "tools/souris-cli/one/own.cpp": cpp,
        "tools/souris-cli/two/windows/s.cpp": cpp,
        "tests/cli/own_test.py": build,
        "tests/cli/unit/meson.build": build + "'s_test.cpp'",
        "tests/cli/unit/s_test.cpp": cpp,
        "tools/souris-cli/two/own.hpp": cpp + '#include "one/own.hpp"\n',
    }
    # Files to change (None removes one), and a part of the expected report.
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
        ({"fuzz/corpus/store/seed": None}, "fuzz/corpus/store: no seeds"),
        ({"fuzz/corpus/other/seed": ""}, "fuzz/corpus/other: seeds of no target"),
        ({"tests/cli/own_test.py": None},
         "one/own.cpp: no tests/cli/unit/own_test.cpp or tests/cli/own_test.py"),
        ({"tests/cli/unit/s_test.cpp": None}, "no tests/cli/unit/windows/s_test.cpp or "
                                              "tests/cli/unit/s_test.cpp or tests/cli/s_test.py"),
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

    found = [f"good tree: {line}" for line in broken({})]
    for changes, expected in bad:
        lines = broken(changes)
        if len(lines) != 1 or expected not in lines[0]:
            found.append(f"{sorted(changes)}: expected only '{expected}', got {lines}")
    return found
