#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Does what a document says, in a new folder, with the library as it is installed.

    walk_through.py DOCUMENT SOURCE_FOLDER BUILD_FOLDER
    walk_through.py --print DOCUMENT SOURCE_FOLDER BUILD_FOLDER

A `cpp` block that begins with `// NAME` is written to that file. In a `console` block lines that
begin with `$ ` are commands, which must succeed, and what follows one must be what it prints.
--print shows the blocks with what the commands do print.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

from link_program import Scene

sys.path.append(str(pathlib.Path(__file__).resolve().parents[2] / "tools"))
import markdown_page  # pylint: disable=wrong-import-position


def environment_of(scene):
    """As after an installation to /usr/local, for a library that is installed elsewhere."""
    libraries = scene.install()
    prefix = next(scene.installed.rglob("include")).parent
    wrapper = scene.installed / "bin" / "pkg-config"
    wrapper.parent.mkdir()
    real = subprocess.run(["sh", "-c", "command -v pkg-config"], capture_output=True, text=True,
                          check=True).stdout.strip()
    wrapper.write_text(f'#!/bin/sh\nexec {real} --define-variable=prefix={prefix} "$@"\n',
                       encoding="utf-8")
    wrapper.chmod(0o755)
    return {**os.environ, "LC_ALL": "C.UTF-8", "LD_LIBRARY_PATH": str(libraries),
            "PKG_CONFIG_PATH": str(libraries / "pkgconfig"),
            "PATH": f"{wrapper.parent}:{prefix}/bin:{os.environ['PATH']}"}


def commands(block):
    """(command, what it is to print) of each."""
    for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
        command, _, output = part.partition("\n")
        yield command, output


def walk(document, scene):
    """Yields (command, expected, printed); ends this process where a command fails."""
    environment = environment_of(scene)
    for info, block in markdown_page.blocks(document):
        if info == "cpp":
            scene.write(re.match(r"// (\w+\.cpp)\n", block).group(1), block)
        for command, expected in commands(block) if info == "console" else ():
            done = subprocess.run(["sh", "-c", command], cwd=scene.program, env=environment,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                                  check=False)
            if done.returncode != 0:
                sys.exit(f"{command}\n{done.stdout}exit status {done.returncode}")
            yield command, expected, done.stdout


def main(arguments):
    prints = arguments[:1] == ["--print"]
    document, source, build = arguments[-3:]
    text = pathlib.Path(document).read_text(encoding="utf-8")
    count = 0
    with tempfile.TemporaryDirectory() as folder:
        for command, expected, printed in walk(text, Scene(pathlib.Path(folder), source, build)):
            count += 1
            if prints:
                print(f"$ {command}\n{printed}", end="")
            elif printed != expected:
                sys.exit(f"$ {command}\n{printed}instead of\n{expected}")
    return 0 if count else "no commands"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
