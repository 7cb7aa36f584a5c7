# SPDX-License-Identifier: MIT
"""The commands that README.md gives to try."""

import re
import shutil
import subprocess

import cli


class Readme(cli.Case):
    def test_commands_work_as_they_stand(self):
        section = re.search(r"^## Try it\n(.*?)^## ", (cli.project / "README.md").read_text(), re.M | re.S)[1]
        _, commands = re.findall(r"^```sh\n(.*?)^```", section, re.M | re.S)
        # What tools/dump-sample leaves.
        shutil.copytree(cli.samples, self.directory / "docs" / "samples")
        built = self.directory / "build" / "tools" / "souris-cli"
        built.mkdir(parents=True)
        (built / "souris-cli").write_text(f'#!/bin/sh\nexec "{cli.program}" "$@"\n')
        (built / "souris-cli").chmod(0o755)
        lines = commands.splitlines()
        script = "".join(f"{line}\necho status $?\n" for line in lines)
        process = subprocess.run(["bash", "-c", script], cwd=self.directory, capture_output=True,
                                 timeout=cli.time_limit)
        self.assertEqual(process.stderr.decode(), "")
        printed = re.split(r"^status (\d+)\n", process.stdout.decode(), flags=re.M)
        statuses = dict(zip(lines, printed[1::2], strict=True))
        for line, status in statuses.items():
            self.assertEqual(status, "1" if " diff " in line else "0", line)
        shown = dict(zip(lines, printed[::2]))
        for start, output in [("souris-cli get -r", "Minette la souris\n"), ("souris-cli flat", '/player/name = "Ada"\n'),
                              ("souris-cli get save.sdb '/inv", '"brie"\n"string"\n"old map"\n')]:
            self.assertEqual([text for line, text in shown.items() if line.startswith(start)], [output])
