# SPDX-License-Identifier: MIT
"""--stream: the items of a file or a pipe, one after another."""

import subprocess

import cli
import wire


def packed(value):
    return b"\x00" + wire.integer(len(value)) + value


def message(document):
    return wire.integer(len(document)) + document


VALUES = [wire.map_of(("id", wire.integer_value(n)), ("name", wire.string(f"user {n}")))
          for n in range(3)]
# A message, a store as it is, and one in a message.
MESSAGES = (message(packed(VALUES[0])) + wire.store_v2(VALUES[1]) +
            message(wire.store_v2(VALUES[2])))
JSON = "".join(f'{{"id":{n},"name":"user {n}"}}\n' for n in range(3))


class Values(cli.Case):
    def test_values_one_after_another(self):
        values = [wire.integer_value(5), wire.string("Mouse"), wire.array(wire.null),
                  wire.map_of(("b", wire.null), ("a", wire.null))]
        stream = b"".join(values)
        self.put("values", stream)
        lines = '5\n"Mouse"\n[null]\n{"b":null,"a":null}\n'
        for arguments, stdin in ((["values"], b""), (["-"], stream)):
            self.check("dump", "--bare", "--stream", "--format", "json", *arguments, stdin=stdin,
                       stdout=lines)
        self.check("dump", "--bare", "--stream", "--sort-keys", "values", stdout="""\
integer    5
string     "Mouse"
array (1)
  0  null
map (2)
  a  null
  b  null
""")
        self.check("dump", "--bare", "--stream", "-", stdout="")
        self.check("flat", "--bare", "--stream", "values", stdout="""\
= 5
= "Mouse"
/0 = null
/b = null
/a = null
""")

    def test_what_is_wrong_comes_after_what_is_right(self):
        whole = wire.string("Mouse") * 2
        for tail, said in ((wire.string("cut")[:-1], "truncated at byte 15"),
                           (b"\x43\x00", "invalid sign state at byte 14"),
                           (wire.array(wire.null, b"\x43", wire.null),
                            "invalid sign state at byte 16, in /1")):
            process = self.run_program("dump", "--bare", "--stream", "--format", "json", "-",
                                       stdin=whole + tail)
            self.assertEqual(process.stdout, b'"Mouse"\n"Mouse"\n')
            self.assertEqual(process.stderr.decode(),
                             f"souris-cli: standard input, item 3: {said}\n")
            self.assertEqual(process.returncode, 1)
        self.check("dump", "--bare", "--stream", "none", status=2, stderr="souris-cli: none: input "
                   "or output failed (open: No such file or directory)\n")


class Messages(cli.Case):
    def test_dump_and_get(self):
        self.put("messages", MESSAGES)
        for arguments, stdin in ((["messages"], b""), (["-"], MESSAGES)):
            self.check("dump", "--stream", "--format", "json", *arguments, stdin=stdin, stdout=JSON)
            self.check("get", "--stream", "-r", *arguments, "/name", "/id", stdin=stdin,
                       stdout="user 0\n0\nuser 1\n1\nuser 2\n2\n")
        self.check("keys", "--stream", "messages", stdout="/id\n/name\n" * 3)
        self.check("keys", "--bare", "--stream", "-", stdin=b"".join(VALUES),
                   stdout="/id\n/name\n" * 3)
        self.check("get", "--bare", "--stream", "-r", "-", "/name", stdin=b"".join(VALUES),
                   stdout="user 0\nuser 1\nuser 2\n")

    def test_reports_name_the_item(self):
        self.put("messages", MESSAGES)
        text = self.output("check", "--stream", "messages").decode()
        self.assertEqual(text.count("sound"), 3)
        for number in 1, 2, 3:
            self.assertIn(f"messages, item {number}", text)
            self.assertIn(f'"file":"messages, item {number}"',
                          self.output("stat", "--output", "json", "--stream", "messages").decode())
        lines = self.output("annotate", "--stream", "messages").decode()
        self.assertEqual(lines.count('"user '), 3)
        process = self.run_program("stat", "--stream", "--html", "page.html", "messages")
        self.assertIn(b"--stream excludes --html", process.stderr)

    def test_an_item_without_the_value_does_not_stop_the_others(self):
        stream = message(packed(VALUES[0])) + message(packed(wire.null)) + message(packed(VALUES[2]))
        self.check("get", "--stream", "-r", "-", "/name", stdin=stream, stdout="user 0\nuser 2\n",
                   status=1, stderr="souris-cli: standard input, item 2: wrong type (neither a map "
                   "nor an array)\n")

    def test_a_damaged_message_does_not_stop_the_others(self):
        bad = packed(wire.array(wire.null, b"\x43\x00"))
        head = message(packed(VALUES[0]))
        stream = head + message(bad) + message(packed(VALUES[2]))
        lines = JSON.splitlines(keepends=True)
        self.check("dump", "--stream", "--format", "json", "-", stdin=stream,
                   stdout=lines[0] + lines[2], status=1, stderr="souris-cli: standard input, item "
                   f"2: invalid sign state at byte {len(head) + 5}, in /1\n")
        # What has no known end stops all.
        self.check("dump", "--stream", "--format", "json", "-", stdin=head + b"\x01\x7f" + head,
                   stdout=lines[0], status=1, stderr="souris-cli: standard input, item 2: unknown "
                   f"compression at byte {len(head) + 1}\n")
        self.check("dump", "--stream", "--format", "json", "-", stdin=head + head[:-1],
                   stdout=lines[0], status=1, stderr="souris-cli: standard input, item 2: truncated "
                   f"at byte {len(head) + 2}\n")


    def test_a_store_at_the_end_needs_no_trailer(self):
        for tail in VALUES[1], VALUES[1] + b"\x90":
            stream = message(packed(VALUES[0])) + wire.store_v2(tail)
            self.put("messages", stream)
            for arguments, stdin in ((["messages"], b""), (["-"], stream)):
                self.check("dump", "--stream", "--format", "json", *arguments, stdin=stdin,
                           stdout="".join(JSON.splitlines(keepends=True)[:2]))

    def test_what_has_no_json_leaves_no_part(self):
        large = wire.map_of(("a", wire.null), ("b", wire.map_of(
            ("x", b"\x40\xff" + b"\x01" * 16))))
        stream = message(packed(VALUES[0])) + message(packed(large)) + message(packed(VALUES[2]))
        lines = JSON.splitlines(keepends=True)
        process = self.run_program("dump", "--stream", "--format", "json", "-", stdin=stream)
        self.assertEqual(process.stdout.decode(), lines[0] + lines[2])
        self.assertIn(b"item 2: value has no form here", process.stderr)
        self.assertEqual(process.returncode, 1)

    def test_a_full_output_is_reported_once(self):
        with open("/dev/full", "wb") as full:
            process = self.run_program("dump", "--stream", "-", stdin=MESSAGES * 10_000,
                                       stdout=full)
        self.assertEqual(process.stderr.decode(), "souris-cli: standard output: input or output "
                         "failed (write: No space left on device)\n")
        self.assertEqual(process.returncode, 2)

    def test_reports_come_in_order(self):
        stream = message(packed(VALUES[0])) + message(packed(wire.null))
        process = subprocess.run([cli.program, "get", "--stream", "-r", "-", "/*"], input=stream,
                                 stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        self.assertEqual(process.stdout.decode().splitlines()[:2], ["0", "user 0"])


class Pipes(cli.Case):
    def test_each_is_shown_when_it_has_come(self):
        for options, frame in ((["--bare"], lambda value: value), ([], lambda v: message(packed(v)))):
            with subprocess.Popen(
                    [cli.program, "dump", *options, "--stream", "--format", "json", "-"],
                    stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
                for number in range(3):
                    text = f"number {number}"
                    for byte in frame(wire.string(text)):
                        process.stdin.write(bytes([byte]))
                        process.stdin.flush()
                    self.assertEqual(process.stdout.readline(), f'"{text}"\n'.encode())
                process.stdin.close()
                self.assertEqual(process.stdout.read(), b"")
                self.assertEqual(process.wait(cli.time_limit), 0)

    def test_each_line_is_packed_when_it_has_come(self):
        with subprocess.Popen([cli.program, "pack", "--lines", "--stream", "-", "-o", "-"],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
            for number in range(3):
                process.stdin.write(f"{number}\n".encode())
                process.stdin.flush()
                expected = message(packed(wire.integer_value(number)))
                self.assertEqual(process.stdout.read(len(expected)), expected)
            process.stdin.close()
            self.assertEqual(process.wait(cli.time_limit), 0)

    def test_memory_is_that_of_one_item(self):
        count = 50 if cli.is_sanitized else 500
        value = wire.map_of(("name", wire.string("x" * 100)))
        line = b'{"name":"' + b"x" * 100 + b'"}\n'
        # AddressSanitizer reserves terabytes.
        memory = None if cli.is_sanitized else 40 << 20
        for options, frame in ((["--bare"], value), ([], message(packed(value)))):
            with open(self.directory / "items", "wb") as file:
                for _ in range(count):
                    file.write(frame * 1000)
            with open(self.directory / "shown", "wb") as shown:
                process = self.run_program("dump", *options, "--stream", "--format", "json",
                                           "items", stdout=shown, memory=memory)
            self.assertEqual((process.returncode, process.stderr), (0, b""))
            size = (self.directory / "shown").stat().st_size
            self.assertEqual(size, 1000 * count * len(line))
        # Packing a short line takes longer than reading it.
        self.put("lines", line * (50 * count))
        with open(self.directory / "packed", "wb") as packed_file:
            process = self.run_program("pack", "--bare", "--lines", "--stream", "lines", "-o", "-",
                                       stdout=packed_file, memory=memory)
        self.assertEqual((process.returncode, process.stderr), (0, b""))
        self.assertEqual((self.directory / "packed").read_bytes(), value * (50 * count))


class PackedLines(cli.Case):
    def test_packed_and_shown_again(self):
        for options in [], ["--bare"]:
            stream = self.output("pack", *options, "--lines", "--stream", "-", "-o", "-",
                                 stdin="\ufeff" + JSON + "\n \r\n[1]")
            self.check("dump", *options, "--stream", "--format", "json", "-", stdin=stream,
                       stdout=JSON + "[1]\n")
        self.check("pack", "--lines", "--stream", "-", "-o", "-", stdout="")

    def test_a_bad_line(self):
        first = message(packed(wire.integer_value(1)))
        self.check("pack", "--lines", "--stream", "-", "-o", "-", stdin="1\n\n{]\n2\n",
                   stdout=first, status=1, stderr="souris-cli: standard input, line 3: invalid "
                   "JSON (wanted a key) at byte 1\n")
        self.check("pack", "--lines", "--stream", "-", "-o", "-", "--max-input", "9",
                   stdin="1\n" + "2" * 100_000, stdout=first, status=1, stderr="souris-cli: "
                   "standard input, line 2: limit exceeded (max_input)\n")

    def test_a_terminal_gets_no_bytes(self):
        self.put("lines", '"a\\u001b[31mred"\n')
        shown = self.on_terminal("stdout", "pack", "--lines", "--stream", "lines", "-o", "-")
        self.assertEqual(shown, "")

    def test_wrong_usage(self):
        process = self.run_program("pack", "--lines", "--stream", "--layout", "v1", "-", "-o", "-")
        self.assertIn(b"a packed value has layout v2", process.stderr)
        self.assertEqual(process.returncode, 2)
        process = self.run_program("pack", "--lines", "--stream", "-", "-o", "file")
        self.assertIn(b"--stream writes to standard output: -o -", process.stderr)
        process = self.run_program("pack", "--stream", "-", "-o", "-")
        self.assertIn(b"--stream requires --lines", process.stderr)
