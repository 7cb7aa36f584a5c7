#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks that invalid code does not compile, and that the compiler explains it in one error.

    run.py INCLUDE_FOLDER COMPILER [ARGUMENT...]
"""

import pathlib
import subprocess
import sys
import tempfile

HEADERS = """
#include <any>
#include <array>
#include <atomic>
#include <bitset>
#include <deque>
#include <forward_list>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <queue>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>
#include <souris/object.hpp>
#include <souris/value.hpp>
"""
UNKNOWN = "souris does not know how this type is written and read"
PART = "is an array of the language's own, a union or a reference"
NULL = "which of the two would null be"
TOO_MANY = "a class has at most 64 members"

WRITE = "auto done(const Row& row) { return souris::encode(row); }"
READ = "auto done(Row& row, const souris::Bytes& bytes) { return souris::decode_into(row, bytes); }"


def member(type_name):
    return f"struct Row {{ double before = 0; {type_name} it; }};"


def described(*fields, members="int a = 0;"):
    listed = ", ".join(fields)
    return (f"struct Row {{ {members} }}; template <> struct souris::describe<Row> {{ "
            f"static constexpr auto fields = std::tuple{{{listed}}}; }};")


MANY = " ".join(f"int m{i} = 0;" for i in range(66))
ALL = [f'field("{i}", &Row::m{i})' for i in range(66)]

# Declaration, use, text of the error, and the type that the compiler names.
CASES = [
    # Members that cannot be counted by initialisers, and types that contain them.
    ("struct Id { explicit Id(int); }; struct Row { double w; Id id; };", WRITE, UNKNOWN, "Id"),
    ("struct Id { explicit Id(int); }; struct Row { double w; std::array<Id, 2> id; };", WRITE,
     UNKNOWN, "Id"),
    ("struct Id { explicit Id(int); }; struct Row { double w; std::pair<Id, int> id; };", WRITE,
     UNKNOWN, "Id"),
    ("struct Id { explicit Id(int); }; struct Row { std::variant<Id, int> id; };", WRITE, UNKNOWN,
     "Id"),
    ("struct Id { explicit Id(int); }; struct In { Id id; }; struct Row { In in; int x; };", WRITE,
     UNKNOWN, "Id"),
    ("struct Row { double w; int& it; };", WRITE, PART, "Row"),
    ("struct In { int& it; }; struct Row { double w; In in; };", WRITE, PART, "In"),
    ("struct Row { double w; std::reference_wrapper<int> it; };", WRITE, UNKNOWN,
     "reference_wrapper<int>"),
    ("struct Row { double w; std::span<int, 4> it; };", WRITE, UNKNOWN, "span<int, 4>"),
    ("struct Id { Id() = delete; int x; }; struct Row { int w; };", WRITE.replace("Row", "Id"),
     UNKNOWN, "Id"),
    # Types whose members cannot be found.
    (member("int").replace("it", "it[3]"), WRITE, PART, "member = 1"),
    (member("char").replace("it", "it[256]"), WRITE, PART, "member = 1"),
    ("struct Row { int a; union { int b; float c; }; };", WRITE, PART, "member = 1"),
    ("union Either { int b; float c; }; struct Row { int a; Either either; };", WRITE, PART,
     "member = 1"),
    ("struct Row { int a : 3; int b; };", WRITE, "is a bit-field", "Row"),
    ("struct Base { int a; }; struct Row : Base { int b; };", WRITE,
     "a base of this class has members", "Row"),
    ("struct Base { int a; }; struct Row : Base {};", WRITE, "a base of this class has members",
     "Row"),
    ("struct Row : std::vector<int> { int tag = 0; };", WRITE, "a base of this class has members",
     "Row"),
    ("struct Row { virtual ~Row() = default; int a = 0; };", WRITE, UNKNOWN, "Row"),
    ("class Row { int a = 0; public: Row(); };", WRITE, UNKNOWN, "Row"),
    (f"struct Row {{ {MANY} }};", WRITE, TOO_MANY, "Row"),
    # Types without an obvious meaning.
    *[(member(name), do, UNKNOWN, shown) for do in (WRITE, READ) for name, shown in (
        ("std::bitset<8>", "bitset<8>"), ("std::shared_ptr<int>", "shared_ptr<int>"),
        ("std::any", "any"), ("std::function<void()>", "function<void()>"), ("int*", "int*"),
        ("std::wstring", "wchar_t"), ("std::forward_list<int>", "forward_list<int"),
        ("std::atomic<int>", "atomic<int>"), ("std::queue<int>", "queue<int"),
        ("std::unique_ptr<int[]>", "unique_ptr<int []"), ("std::span<int>", "span<int"),
        ("std::vector<std::bitset<3>>", "bitset<3>"),
        ("std::map<std::string, std::any>", "any"),
        ("std::optional<std::any>", "any"))],
    (member("const char*"), READ, "souris does not read into a char*", "Row"),
    # Ambiguous nulls.
    *[(member(name), WRITE, NULL, "Row") for name in (
        "std::optional<std::optional<int>>", "std::optional<std::unique_ptr<int>>",
        "std::optional<souris::Value>", "std::optional<const souris::Value>",
        "std::optional<std::monostate>", "std::unique_ptr<std::optional<int>>",
        "std::unique_ptr<souris::Value>", "std::unique_ptr<std::unique_ptr<int>>",
        "std::vector<std::optional<std::unique_ptr<int>>>")],
    # Members that cannot be read into.
    ("struct Row { const int version = 1; int b = 0; };", READ, "a member is const", "const int"),
    (described('field("a", &Row::a)', members="const int a = 1;"), READ, "a member is const",
     "const int"),
    ("struct Row { explicit Row(int); int a; }; template <> struct souris::describe<Row> { "
     "static constexpr auto fields = std::tuple{field(\"a\", &Row::a)}; };",
     "auto done(const souris::Bytes& bytes) { return souris::decode<Row>(bytes); }",
     "has no default constructor", "Row"),
    *[(f"struct Id {{ explicit Id(int); int a; }}; template <> struct souris::describe<Id> {{ static "
       f"constexpr auto fields = std::tuple{{field(\"a\", &Id::a)}}; }}; {member(name)}",
       READ, "this type has no default constructor", "Id") for name in (
           "std::vector<Id>", "std::deque<Id>", "std::map<std::string, Id>", "std::optional<Id>",
           "std::unique_ptr<Id>")],
    # Limits of descriptions.
    (described(*ALL, members=MANY), WRITE, TOO_MANY, "Row"),
    (described(f'field("{"n" * 240}", &Row::a)'), WRITE, "more than 239 bytes", "Row"),
    (described(f'field("a", &Row::a).alias("{"n" * 240}")'), WRITE, "more than 239 bytes", "Row"),
    (described(r'field("\xC3", &Row::a)'), WRITE, "is not UTF-8", "Row"),
    (described(r'field("a", &Row::a).alias("\xED\xA0\x80")'), WRITE, "is not UTF-8", "Row"),
    (described('field("a", &Row::a)', 'field("a", &Row::b)', members="int a, b;"), WRITE,
     "stands twice", "Row"),
    (described('field("a", &Row::a)', 'field("b", &Row::b).alias("a")', members="int a, b;"),
     WRITE, "stands twice", "Row"),
    (f"struct Row {{ int {'n' * 300} = 0; }};", WRITE, "more than 239 bytes", "Row"),
    ("enum class Row { a, b }; template <> struct souris::describe<Row> { static constexpr std::array "
     "enumerators{enumerator(\"a\", Row::a), enumerator(\"a\", Row::b)}; };", WRITE, "stands twice",
     "Row"),
    ("enum class Row { a }; template <> struct souris::describe<Row> { static constexpr std::array "
     "enumerators{enumerator(\"\\xFF\", Row::a)}; };", WRITE, "is not UTF-8", "Row"),
    ("using Row = std::variant<int, float>; template <> struct souris::describe<Row> { "
     "static constexpr std::array<std::string_view, 1> alternatives{\"int\"}; };", WRITE,
     "more or fewer alternatives", "variant"),
    # Views into temporaries.
    ("struct Row { std::string_view text; };",
     "auto done() { return souris::decode<Row>(souris::Bytes()); }", "deleted function", "Row"),
    ("struct In { std::string_view text; }; struct Row { std::vector<std::pair<int, In>> list; };",
     "auto done(Row& row) { return souris::decode_into(row, souris::Bytes()); }",
     "deleted function", "Row"),
]


def errors_of(compiler, header, source):
    run = subprocess.run([*compiler, "-std=c++20", "-fsyntax-only", "-include", header,
                          "-x", "c++", "-"],
                         input=source, capture_output=True, text=True, check=False)
    return run.stderr, [line for line in run.stderr.splitlines() if ": error:" in line]


def main():
    include, *compiler = sys.argv[1:]
    compiler += ["-I", include]
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        header = pathlib.Path(folder) / "headers.hpp"
        header.write_text(HEADERS, encoding="utf-8")
        subprocess.run([*compiler, "-std=c++20", "-x", "c++-header", header, "-o",
                        f"{header}.gch"], check=True)
        for declared, done, expected, named in CASES:
            source = f"{declared}\n{done}\n"
            output, errors = errors_of(compiler, header, source)
            if len(errors) == 1 and expected in errors[0] and named in output:
                continue
            failed += 1
            print(f"not refused as it should be:\n{source}wanted one error with '{expected}', and "
                  f"'{named}' named; the compiler said:\n" + "\n".join(errors or ["nothing"]))
    print(f"{len(CASES) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
