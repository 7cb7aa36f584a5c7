# SPDX-License-Identifier: MIT
"""log split: ranges that have each record once."""

import json

import logs


class LogSplit(logs.Case):
    def test_parts_have_each_record_once(self):
        self.append(logs.lines(0, 500), "--block-size", "700")
        for parts in 1, 2, 3, 17, 200, 100_000:
            ranges = self.output("log", "split", "a.log", "--parts", str(parts)).decode().split()
            self.assertLessEqual(len(ranges), parts)
            said = self.output("log", "split", "a.log", "--parts", str(parts), "--output", "json")
            self.assertEqual(json.loads(said), {"file": "a.log", "ranges": ranges})
            if parts <= 200:
                self.assertEqual(len(ranges), parts)
                self.assertEqual("".join(self.cat("--range", text) for text in ranges), logs.lines(0, 500))
        for begin in 0, 1, 52, 1000, 99_999:
            self.assertEqual(self.cat("--range", f"0-{begin}") + self.cat("--range", f"{begin}-"), logs.lines(0, 500))
