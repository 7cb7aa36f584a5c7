#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compiles the C programs of documents with gcc and clang, and runs them and the Python programs.

    check_c.py SOURCE_FOLDER BUILD_FOLDER

The documents are README.md and docs/c.md. Each program must print what the document says; those of C
must compile without a warning and, if valgrind is there, leave no memory behind and read none that is
not theirs. They run in one folder, which has the file that the second program of docs/c.md writes,
and users.sdb of README.md.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

DOCUMENTS = {"docs/c.md": 4, "README.md": 1}
FLAGS = ["-std=c11", "-pedantic", "-Wall", "-Wextra", "-Werror", "-O1"]
BLOCK = re.compile(r"^```(c|py|text)\n(.*?)^```$", re.M | re.S)
USERS = (b"SOURISDB\x00\x1c\x82\x10\x05users\xb2\x84\x10\x04name\x10\x03Ada\x10\x03age\x41\x24")
VALGRIND = ["valgrind", "--quiet", "--leak-check=full", "--show-leak-kinds=all", "--error-exitcode=9"]


def programs(source):
    """(name, language, code, expected output) of each program; the one that writes the file first."""
    found = []
    for document, count in DOCUMENTS.items():
        text = (source / document).read_text(encoding="utf-8")
        blocks = BLOCK.findall(text)
        own = [(f"{document}, program {number}", language, code, blocks[number + 1][1])
               for number, (language, code) in enumerate(blocks) if language != "text"]
        if len(own) != count:
            sys.exit(f"{document}: {len(own)} programs of C and Python, not {count}")
        found += own
    return sorted(found, key=lambda program: "souris_builder_save" not in program[2])


class Runner:
    def __init__(self, source, build, folder):
        self.include, self.library, self.folder = source / "include", build / "src", folder
        self.environment = {**os.environ, "LD_LIBRARY_PATH": str(self.library)}
        self.failures = 0

    def hold(self, name, command, expected):
        done = subprocess.run(command, capture_output=True, text=True, cwd=self.folder,
                              env=self.environment, check=False, timeout=100)
        if (done.returncode, done.stdout, done.stderr) != (0, expected, ""):
            self.failures += 1
            print(f"{name}: status {done.returncode}\n{done.stdout}{done.stderr}")

    def compile(self, compiler, name, code):
        (self.folder / "program.c").write_text(code, encoding="utf-8")
        done = subprocess.run([compiler, *FLAGS, "program.c", "-o", "program", f"-I{self.include}",
                               f"-L{self.library}", "-lsouris"], cwd=self.folder, check=False)
        self.failures += done.returncode != 0
        if done.returncode != 0:
            print(f"{name}: {compiler} does not compile it")
        return done.returncode == 0

    def run(self, name, language, code, expected):
        if language == "py":
            (self.folder / "program.py").write_text(code, encoding="utf-8")
            self.hold(name, [sys.executable, "program.py"], expected)
            return
        compilers = list(filter(shutil.which, ["gcc", "clang"]))
        if not compilers:
            sys.exit("neither gcc nor clang")
        for compiler in compilers:
            if self.compile(compiler, name, code):
                self.hold(f"{name} by {compiler}", ["./program"], expected)
        if shutil.which("valgrind"):
            self.hold(f"{name} under valgrind", [*VALGRIND, "./program"], expected)


def main(source, build):
    with tempfile.TemporaryDirectory(prefix="souris-c-") as folder:
        runner = Runner(pathlib.Path(source), pathlib.Path(build), pathlib.Path(folder))
        (runner.folder / "users.sdb").write_bytes(USERS)
        for program in programs(runner.include.parent):
            runner.run(*program)
    return 1 if runner.failures else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
