#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Measures how long objects take to compile: processor seconds beyond those of an empty file.

    bench/compile_time.py [--compiler g++] [--runs 7] [FLAG...]

The files take turns, so that other load affects them equally; the fastest run of each counts. FLAGs
are passed to the compiler, such as -fsyntax-only.
"""

import argparse
import os
import pathlib
import resource
import subprocess

INCLUDE = pathlib.Path(__file__).resolve().parent.parent / "include"

# Included by any program with members of these types.
PLAIN_HEADERS = """
#include <cstdint>
#include <string>
"""
MIXED_HEADERS = """
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>
"""

REACHED_HEADERS = """
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>
#include <tl/expected.hpp>
"""

PLAIN = """
struct Object {
    std::string name, title, street, city, country, note;
    std::int32_t age = 0, height = 0;
    std::uint64_t id = 0, parent = 0;
    double score = 0, weight = 0;
    bool is_active = false, is_hidden = false;
    std::uint16_t port = 0, line = 0;
    float ratio = 0;
    std::int64_t time = 0;
    std::uint8_t level = 0;
    std::string comment;
};
"""
MIXED = """
struct Object {
    std::string name, title, city;
    int age = 0;
    std::uint64_t id = 0;
    double score = 0;
    bool is_active = false;
    std::vector<std::string> tags;
    std::vector<int> numbers;
    std::vector<double> weights;
    std::optional<std::string> nick;
    std::optional<int> rank;
    std::map<std::string, int> counts;
    std::uint16_t port = 0;
    std::int64_t time = 0;
    float ratio = 0;
    std::uint8_t level = 0;
    std::array<int, 3> position{};
    std::vector<std::byte> blob;
    std::uint32_t flags = 0;
};
"""
# Instantiated by any program that uses the struct.
USE = """
Object* make() { return new Object(); }
void destroy(Object* object) { delete object; }
"""
CODING = """
souris::Result<souris::Bytes> encode(const Object& object) { return souris::encode(object); }
souris::Result<Object> decode(std::span<const std::byte> bytes) {
    return souris::decode<Object>(bytes);
}
"""
# Called by any way of reading and writing such members.
STANDARD = """
void fill(Object& object, const char* text, std::size_t size) {
    object.name.assign(text, size);
    object.tags.emplace_back().assign(text, size);
    object.numbers.resize(size);
    object.weights.resize(size);
    object.blob.resize(size);
    object.nick.emplace().assign(text, size);
    object.rank.emplace(1);
    object.counts.try_emplace(std::string(text, size), 1);
}
"""

OBJECT_HEADER = "#include <souris/object.hpp>\n"
ROWS = {
    "object.hpp alone": OBJECT_HEADER,
    "20 scalars and strings": PLAIN_HEADERS + OBJECT_HEADER + PLAIN + CODING,
    "20 mixed members": MIXED_HEADERS + OBJECT_HEADER + MIXED + CODING,
    "standard headers of object.hpp, and <tl/expected.hpp>": REACHED_HEADERS,
    "20 scalars and strings, without souris": PLAIN_HEADERS + PLAIN + USE,
    "20 mixed members, without souris": MIXED_HEADERS + MIXED + USE,
    "20 mixed members, without souris, given values": MIXED_HEADERS + MIXED + USE + STANDARD,
}


def seconds(compiler, flags, source):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [compiler, "-std=c++20", "-O2", f"-I{INCLUDE}", *flags, "-x", "c++", "-", "-c",
         "-o", os.devnull],
        input=source.encode(), check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def main():
    parser = argparse.ArgumentParser(description="How long objects take to compile.")
    parser.add_argument("--compiler", default="g++")
    parser.add_argument("--runs", type=int, default=7)
    arguments, flags = parser.parse_known_args()
    rows = {"": "", **ROWS}
    best = dict.fromkeys(rows, float("inf"))
    for _ in range(arguments.runs):
        for name, source in rows.items():
            best[name] = min(best[name], seconds(arguments.compiler, flags, source))
    for name in ROWS:
        print(f"{best[name] - best['']:5.2f}  {name}")


if __name__ == "__main__":
    main()
