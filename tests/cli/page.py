# SPDX-License-Identifier: MIT
"""Shared by the tests of HTML pages; tools/check-pages opens the pages in a browser."""

import re

import cli

HOSTILE = "</script><!--<b>&amp;\\u003c\u202e\x07"


class Case(cli.Case):
    def page(self, command, content, status=0):
        self.put("a<b>.sdb", content)
        process = self.run_program(command, "a<b>.sdb", "--html", "page.html")
        self.assertEqual((process.stdout, process.returncode), (b"", status))
        page = (self.directory / "page.html").read_text()
        self.check(command, "-", "--html", "-", stdin=content, status=status,
                   stdout=page.replace("a\\u003cb>.sdb", "standard input"),
                   stderr=process.stderr.decode().replace("a<b>.sdb", "standard input"))
        text = (self.directory / "page.html").read_text()
        self.assertIn("default-src 'none'", text)
        self.assertNotRegex(text, r"https?:|src=|@import|url\(")
        data = dict(re.findall(r'<script type="text/plain" id="(\w+)">(.*?)</script>\n', text,
                               re.DOTALL))
        for name, content in data.items():
            self.assertNotIn("<", content, name)
        return data
