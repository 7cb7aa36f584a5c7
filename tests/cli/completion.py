# SPDX-License-Identifier: MIT
"""Shared by the tests of the completion scripts."""

import cli


class Case(cli.Case):
    def put_tree(self):
        self.put("a.json", """{"users":[{"name":"Ada","age":36}],"usage":1,"a b":2,"x:y":{"z=1":3},
                               "$(touch pwned)":4,"`touch pwned`":5,"a\\nb":6,"日本":{},"it's":7,"b\\\\\\"":8}""")
        self.check("pack", "a.json", "-o", "a.sdb")
