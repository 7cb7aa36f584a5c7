#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Prints results of Google Benchmark (--benchmark_out) as tables, one per operation.

    report.py [--ours] FILE...

Benchmarks are named OPERATION/ROW/DOCUMENT. The fastest repetition counts, in processor time, since
other load only adds to it. The last columns are times relative to other libraries in the same run,
below 1 where the row is faster: to the fastest one on that document, and to selected ones. The table
ends with two lines per row: the geometric mean over all documents, and the greatest ratio. --ours
omits the other libraries from the lines before.
"""

import json
import math
import sys

OURS = "souris"
REFERENCES = ("msgpack zone, references", "msgpack pack", "simdjson DOM", "LEB128",
              "bincode varint", "msgpack map", "msgpack array")


def load(path):
    """{operation: {document: {row: the fastest run}}}"""
    with open(path, encoding="utf-8") as file:
        runs = json.load(file)["benchmarks"]
    tables = {}
    for run in sorted(runs, key=lambda run: run["family_index"]):  # They ran in random order.
        if run.get("error_occurred"):
            sys.exit(f"{run['name']}: {run['error_message']}")
        if run["run_type"] != "iteration":
            continue
        operation, row, document = run["run_name"].split("/")
        rows = tables.setdefault(operation, {}).setdefault(document, {})
        if row not in rows or run["cpu_time"] < rows[row]["cpu_time"]:
            rows[row] = run
    return tables


def is_peer(row):
    return not row.startswith(OURS)


def figures(runs, references):
    """{row: the numbers of its line, None where there is nothing to compare with} of one document"""
    times = {row: run["cpu_time"] for row, run in runs.items()}
    best = min((time for row, time in times.items() if is_peer(row)), default=None)
    bases = [best] + [times.get(reference) for reference in references]
    return {row: [times[row] / 1e6, run["bytes"] * 1e3 / times[row], times[row] / run["nodes"],
                  *(base and times[row] / base for base in bases)]
            for row, run in runs.items()}


def combined(lines, combine):
    return [None if None in column else combine(column) for column in zip(*lines)]


def geometric_mean(numbers):
    return math.exp(sum(map(math.log, numbers)) / len(numbers))


def cells(numbers):
    places = [3, 0] + [2] * len(numbers)
    return ["" if number is None else f"{number:.{count}f}"
            for number, count in zip(numbers, places)]


def table_lines(documents, ours_only):
    rows = list(dict.fromkeys(row for runs in documents.values() for row in runs))
    rows.sort(key=is_peer)
    references = [reference for reference in REFERENCES if reference in rows]
    yield ["document", "row", "ms", "MB/s", "ns a node", "best peer", *references]

    numbers = {document: figures(runs, references) for document, runs in documents.items()}
    for document, of_row in numbers.items():
        for row in rows:
            if not (ours_only and is_peer(row)):
                yield [document, row, *cells(of_row[row])]
    for row in rows:
        of_document = [of_row[row] for of_row in numbers.values()]
        yield [f"mean of {len(documents)}", row, *cells(combined(of_document, geometric_mean))]
        yield ["greatest", row, "", "", "", *cells(combined(of_document, max))[3:]]


def print_table(lines):
    """The table in Markdown, aligned: text to the left, numbers to the right."""
    widths = [max(map(len, column)) for column in zip(*lines)]
    rule = ["-" * width if index < 2 else "-" * (width - 1) + ":"
            for index, width in enumerate(widths)]
    for line in (lines[0], rule, *lines[1:]):
        print("| " + " | ".join(cell.ljust(width) if index < 2 else cell.rjust(width)
                                for index, (cell, width) in enumerate(zip(line, widths))) + " |")


def main(arguments):
    for path in (argument for argument in arguments if argument != "--ours"):
        for operation, documents in load(path).items():
            print(f"\n{operation}\n")
            print_table(list(table_lines(documents, "--ours" in arguments)))


if __name__ == "__main__":
    main(sys.argv[1:])
