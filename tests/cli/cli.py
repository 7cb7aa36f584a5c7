# SPDX-License-Identifier: MIT
"""Base class of the tests, which runs the program."""

import os
import pathlib
import pty
import resource
import subprocess
import tempfile
import unicodedata
import unittest

program = None  # set by run.py

project = pathlib.Path(__file__).resolve().parents[2]
vectors = project / "tests" / "vectors" / "data"
samples = project / "docs" / "samples"

# Whether the program was compiled with a sanitizer, which makes it several times slower.
is_sanitized = "SOURIS_TEST_SANITIZED" in os.environ


def some_of(inputs):
    """All of many similar inputs, but every third with a sanitizer, since other tests give the
    library under sanitizers all of them."""
    return inputs[::3] if is_sanitized else inputs


# Memory of the program, its libraries and the parts of a command that --max-memory does not bound.
slack = 8 << 20

# Seconds; generous, for slow and busy machines and for sanitizers.
time_limit = 60


def display_width(text):
    """The number of terminal columns that text takes."""
    return sum(0 if unicodedata.category(c) in ("Mn", "Me", "Cf") else
               2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


class Case(unittest.TestCase):
    """A test with an empty temporary directory, the current directory of the program."""

    maxDiff = None

    def setUp(self):
        temporary = tempfile.TemporaryDirectory(prefix="souris-cli-test-")
        self.addCleanup(temporary.cleanup)
        self.directory = pathlib.Path(temporary.name)

    def put(self, name, content):
        """Writes a file and returns its name."""
        if isinstance(content, str):
            content = content.encode()
        (self.directory / name).write_bytes(content)
        return name

    def run_program(self, *arguments, stdin=b"", stdout=subprocess.PIPE, memory=None):
        """Runs the program and returns the finished process. `memory` limits its address space."""
        if isinstance(stdin, str):
            stdin = stdin.encode()
        limit = None
        if memory is not None:
            def limit():
                resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        return subprocess.run([program, *arguments], input=stdin, stdout=stdout,
                              stderr=subprocess.PIPE, cwd=self.directory, timeout=time_limit,
                              preexec_fn=limit, env={**os.environ, "LC_ALL": "C.UTF-8"})

    def need_logs(self):
        """Skips the test if the program was built without record logs."""
        if b"  log " not in self.output("--help"):
            self.skipTest("no record logs")

    def check(self, *arguments, stdin=b"", stdout="", stderr="", status=0):
        """Runs the program and compares its output and exit status exactly."""
        process = self.run_program(*arguments, stdin=stdin)
        self.assertEqual(process.stderr.decode(), stderr)
        if isinstance(stdout, bytes):
            self.assertEqual(process.stdout, stdout)
        else:
            self.assertEqual(process.stdout.decode(), stdout)
        self.assertEqual(process.returncode, status)

    def output(self, *arguments, stdin=b""):
        """Standard output of a run that must succeed without messages."""
        process = self.run_program(*arguments, stdin=stdin)
        self.assertEqual(process.stderr.decode(), "")
        self.assertEqual(process.returncode, 0)
        return process.stdout

    def on_terminal(self, stream, *arguments, **environment):
        """The output to a terminal that is connected as `stream`: stdout or stderr."""
        ours, theirs = pty.openpty()
        with subprocess.Popen([program, *arguments], cwd=self.directory,
                              env={**os.environ, "TERM": "xterm", **environment},
                              **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE,
                                 stream: theirs}) as process:
            os.close(theirs)
            said = b""
            while True:
                try:
                    said += os.read(ours, 4096)
                except OSError:  # The process has closed its end.
                    break
            process.communicate()
        os.close(ours)
        return said.decode().replace("\r\n", "\n")

    def peak(self, *arguments, stdin=b""):
        """Runs the program. Returns its peak memory, exit status, standard output and error."""
        with open(self.directory / "stdin", "wb") as file:
            file.write(stdin)
        with (open(self.directory / "stdin", "rb") as source,
              open(self.directory / "stdout", "wb") as target,
              open(self.directory / "stderr", "wb") as messages):
            process = subprocess.Popen(
                [program, *arguments], cwd=self.directory, stdin=source, stdout=target,
                stderr=messages, env={**os.environ, "EDITOR": "true", "VISUAL": ""})
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        return (usage.ru_maxrss * 1024, process.returncode,
                (self.directory / "stdout").read_bytes(), (self.directory / "stderr").read_bytes())
