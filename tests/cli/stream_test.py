# SPDX-License-Identifier: MIT
"""Pipes, devices and inherited descriptors as input and output."""

import json
import os
import pty
import subprocess
import threading

import cli

JSON = '{"a":[1,2],"b":{"c":"x"}}'

# Commands; the file replaces @. Those that write a file write it to standard output.
READERS = [
    ["dump", "@"], ["get", "@", "/a"], ["keys", "@"], ["check", "@"], ["stat", "@"],
    ["annotate", "@"], ["diff", "@", "a.sdb"], ["diff", "a.sdb", "@"], ["flat", "@"],
    ["repack", "@", "-"],
    ["convert", "--from", "sdb", "@", "-", "--to", "json"],
    ["set", "@", "/a/0", "7", "-o", "-"], ["rm", "@", "/a", "-o", "-"],
    ["merge", "@", "b.json", "-o", "-"], ["merge", "a.sdb", "@", "-o", "-"],
    ["patch", "@", "patch.json", "-o", "-"],
]
TEXT_READERS = [
    (["pack", "@", "-o", "-"], "a.json"), (["unflat", "@", "-o", "-"], "lines"),
    (["patch", "a.sdb", "@", "-o", "-"], "patch.json"),
    (["convert", "--from", "json", "@", "-", "--to", "cbor"], "a.json"),
]
WRITERS = [
    ["pack", "a.json", "-o", "@"], ["repack", "a.sdb", "@"],
    ["convert", "--to", "cbor", "a.sdb", "@"], ["unflat", "lines", "-o", "@"],
    ["set", "a.sdb", "/a/0", "7", "-o", "@"], ["rm", "a.sdb", "/a", "-o", "@"],
    ["merge", "a.sdb", "b.json", "-o", "@"], ["patch", "a.sdb", "patch.json", "-o", "@"],
    ["stat", "a.sdb", "--html", "@"], ["annotate", "a.sdb", "--html", "@"],
]


def put_at(command, name):
    return [name if word == "@" else word for word in command]


class Streams(cli.Case):
    def setUp(self):
        super().setUp()
        self.put("a.json", JSON)
        self.put("b.json", '{"b":null}')
        self.put("patch.json", '[{"op":"remove","path":"/a/0"}]')
        self.check("pack", "a.json", "-o", "a.sdb")
        self.put("lines", self.output("flat", "a.sdb"))

    def in_bash(self, line, *words):
        """Output, messages and status of a bash command line in which $0 is the program."""
        process = subprocess.run(["bash", "-c", line, cli.program, *words], cwd=self.directory,
                                 stdin=subprocess.DEVNULL, capture_output=True,
                                 timeout=cli.time_limit)
        return process.stdout, process.stderr.decode(), process.returncode


class Inputs(Streams):
    def test_process_substitution_and_dev_stdin_and_fifo(self):
        os.mkfifo(self.directory / "fifo")
        for command, name in [(command, "a.sdb") for command in READERS] + TEXT_READERS:
            # The input arrives in two parts.
            pipe = f"<(head -c 9 {name}; sleep 0.01; tail -c +10 {name})"
            line = " ".join(pipe if word == "@" else f'"${number + 1}"'
                            for number, word in enumerate(command))
            data = (self.directory / name).read_bytes()
            with self.subTest(command=command):
                expected = self.run_program(*put_at(command, name))
                found, said, status = self.in_bash('"$0" ' + line, *command)
                self.assertEqual(status, expected.returncode, said)
                named = expected.stdout.replace(name.encode(), b"/dev/fd/63", 1)
                self.assertIn(found, (expected.stdout, named))
                for source in "/dev/stdin", "/dev/fd/0", "-":
                    process = self.run_program(*put_at(command, source), stdin=data)
                    self.assertEqual(process.returncode, expected.returncode, process.stderr)
                    shown = b"standard input" if source == "-" else source.encode()
                    self.assertEqual(process.stdout.replace(shown, name.encode()), expected.stdout)
                writer = threading.Thread(target=(self.directory / "fifo").write_bytes, args=(data,))
                writer.start()
                process = self.run_program(*put_at(command, "fifo"))
                writer.join()
                self.assertEqual(process.returncode, expected.returncode, process.stderr)
                self.assertEqual(process.stdout.replace(b"fifo", name.encode()), expected.stdout)

    def test_a_pipe_that_nobody_shall_wait_for_is_waited_for(self):
        read, write = os.pipe()
        os.set_blocking(read, False)
        data = (self.directory / "a.sdb").read_bytes()
        writer = threading.Timer(0.1, lambda: (os.write(write, data), os.close(write)))
        writer.start()
        process = subprocess.run([cli.program, "get", "-", "/a/1"], stdin=read, capture_output=True,
                                 cwd=self.directory, timeout=cli.time_limit)
        writer.join()
        os.close(read)
        self.assertEqual((process.stdout, process.stderr, process.returncode), (b"2\n", b"", 0))

    def test_two_at_once(self):
        found, said, code = self.in_bash(
            '"$0" diff <("$0" get a.sdb "") <("$0" set a.sdb /a/0 7 -o -)')
        self.assertEqual((found, said, code), (b"- /a/0 = 1\n+ /a/0 = 7\n", "", 1))

    def test_an_open_file_is_read_from_where_it_stands(self):
        found, said, code = self.in_bash(
            'exec 3<a.json; head -c 1 <&3 >/dev/null; read -r -N 4 -u 3 x; '
            'cat <(printf "{") a.json >two; exec 4<two; read -r -N 1 -u 4 x; '
            '"$0" pack /dev/fd/4 -o - | "$0" get - /a/1')
        self.assertEqual((found, said, code), (b"2\n", "", 0))

    def test_what_never_ends_is_held_to_the_limit(self):
        os.symlink("/dev/zero", self.directory / "zeros")
        for command in READERS + [command for command, _ in TEXT_READERS]:
            for name in "/dev/zero", "zeros":
                with self.subTest(command=command, name=name):
                    process = self.run_program(*put_at(command, name), "--max-input", "100K")
                    self.assertEqual(process.stderr.decode(),
                                     f"souris-cli: {name}: limit exceeded (max_input)\n")
                    self.assertEqual(process.returncode, 2 if command[0] == "diff" else 1)

    def test_one_stream_is_not_two_inputs(self):
        for command in (["diff", "-", "/dev/stdin"], ["diff", "/dev/fd/0", "/proc/self/fd/0"],
                        ["patch", "/dev/stdin", "-"], ["merge", "a.sdb", "-", "/dev/stdin"]):
            process = self.run_program(*command)
            self.assertIn("only one of them can be standard input", process.stderr.decode())
            self.assertEqual(process.returncode, 2)

    def test_no_file_is_still_no_input(self):
        os.mkdir(self.directory / "folder")
        for command in READERS:
            self.assertEqual(self.run_program(*put_at(command, "folder")).returncode, 2)

    def test_what_is_no_regular_file_is_not_changed_in_place(self):
        os.mkfifo(self.directory / "fifo")
        for name in "fifo", "/dev/null":
            for command in (["set", name, "/a", "1"], ["rm", name, "/a"], ["merge", name, "b.json"],
                            ["patch", name, "patch.json"]):
                process = self.run_program(*command)
                self.assertIn("--into must say where", process.stderr.decode())
                self.assertEqual(process.returncode, 2)
        # Standard input is changed to standard output.
        data = (self.directory / "a.sdb").read_bytes()
        for name in "-", "/dev/stdin":
            made = self.output("set", name, "/a", "1", stdin=data)
            self.check("get", "-", "/a", stdin=made, stdout="1\n")
        self.assertEqual(self.run_program("edit", "fifo").returncode, 2)


class Outputs(Streams):
    def test_devices_are_written_to(self):
        os.symlink("/dev/null", self.directory / "link")
        for command in WRITERS:
            for name in "/dev/null", "link":
                with self.subTest(command=command, name=name):
                    process = self.run_program(*put_at(command, name))
                    self.assertEqual((process.stderr, process.returncode), (b"", 0))
            process = self.run_program(*put_at(command, "/dev/full"))
            self.assertEqual(process.stderr.decode(), "souris-cli: /dev/full: input or output "
                             "failed (write: No space left on device)\n")
            self.assertEqual(process.returncode, 2)
        self.assertTrue((self.directory / "link").is_symlink())
        self.assertTrue((self.directory / "link").is_char_device())

    def test_a_log_is_appended_to(self):
        os.symlink("/dev/stdout", self.directory / "link")
        for command in WRITERS:
            self.output(*put_at(command, "plain"))
            expected = (self.directory / "plain").read_bytes()
            for name in "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "link":
                with self.subTest(command=command, name=name):
                    self.put("log", "before\n")
                    line = '"$0" "$@" >>log'
                    found, said, code = self.in_bash(line, *put_at(command, name))
                    self.assertEqual((found, code), (b"", 0), said)
                    self.assertEqual((self.directory / "log").read_bytes(), b"before\n" + expected)
        self.assertTrue((self.directory / "link").is_symlink())

    def test_other_open_files_and_pipes(self):
        expected = self.output("pack", "a.json", "-o", "-")
        self.put("log", "before\n")
        self.assertEqual(self.in_bash('"$0" pack a.json -o /dev/fd/5 5>>log'), (b"", "", 0))
        self.assertEqual((self.directory / "log").read_bytes(), b"before\n" + expected)
        self.assertEqual(self.in_bash('"$0" pack a.json -o >(cat) | cat'), (expected, "", 0))
        os.mkfifo(self.directory / "fifo")
        read = []
        reader = threading.Thread(target=lambda: read.append((self.directory / "fifo").read_bytes()))
        reader.start()
        self.check("pack", "a.json", "-o", "fifo")
        reader.join()
        self.assertEqual(read, [expected])
        self.assertTrue((self.directory / "fifo").is_fifo())

    def test_a_strangers_pipe_is_told_nothing(self):
        if os.geteuid() != 0:
            self.skipTest("not root, who alone can be two")
        shared = self.directory / "shared"
        shared.mkdir()
        os.mkfifo(shared / "fifo")
        os.chown(shared / "fifo", 12345, 12345)
        for mode, is_refused in (0o1777, True), (0o777, True), (0o755, False):
            shared.chmod(mode)
            # Held open, so that opening it for writing does not block.
            held = os.open(shared / "fifo", os.O_RDWR)
            process = self.run_program("pack", "a.json", "-o", "shared/fifo")
            os.close(held)
            self.assertEqual(process.returncode, 2 if is_refused else 0, process.stderr)
            self.assertEqual(b"a stranger's pipe" in process.stderr, is_refused)

    def test_reports_go_beside_it(self):
        for name in "-", "/dev/stdout", "/dev/fd/1":
            process = self.run_program("repack", "a.sdb", name, "--output", "json")
            self.assertEqual(process.stdout, (self.directory / "a.sdb").read_bytes())
            self.assertEqual(json.loads(process.stderr)["output"]["size"], len(process.stdout))

    def test_what_is_no_text_does_not_go_to_a_terminal(self):
        self.put("text.json", '{"a":"\\u001b[31m"}')
        self.check("pack", "text.json", "-o", "text.sdb")
        for command, status in [(["repack", "text.sdb", "-"], 2), (["repack", "text.sdb", "/dev/stdout"], 2),
                                (["pack", "text.json", "-o", "-"], 2), (["convert", "text.sdb", "-", "--to", "cbor"], 2),
                                (["convert", "text.sdb", "-", "--to", "json"], 0),
                                (["get", "-r", "text.sdb", "/a"], 0), (["stat", "text.sdb"], 0)]:
            with self.subTest(command=command):
                ours, theirs = pty.openpty()
                process = subprocess.run([cli.program, *command, "--color", "never"], stdout=theirs,
                                         stderr=subprocess.PIPE, cwd=self.directory)
                os.close(theirs)
                said = b""
                try:
                    while part := os.read(ours, 4096):
                        said += part
                except OSError:
                    pass
                os.close(ours)
                self.assertEqual(process.returncode, status, process.stderr)
                self.assertNotIn(b"\x1b", said)
                self.assertEqual(b"a terminal would take" in process.stderr, status == 2)
