#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks that invalid code does not compile, and that the compiler explains it in one error.

    run.py INCLUDE_FOLDER COMPILER [ARGUMENT...]
"""

import pathlib
import re
import subprocess
import sys

OBJECT_HEADERS = """
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
ALL_HEADERS = OBJECT_HEADERS + """
#include <iostream>
#include <fmt/core.h>
#include <souris/souris.hpp>
"""
UNKNOWN = "souris does not know how this type is written and read"
PART = "is an array of the language's own, a union or a reference"
NULL = "which of the two would null be"
TOO_MANY = "a class has at most 64 members"

WRITE = "auto done(const Row& row) { return souris::encode(row); }"
READ = "auto done(Row& row, const souris::Bytes& bytes) { return souris::decode_into(row, bytes); }"


def member(type_name):
    return f"struct Row {{ double before = 0; {type_name} it; }};"


def unknown(name, type_name, of="Row"):
    """The error of a member whose type is not known."""
    return (f'MemberNeedsCodecOrDescribe<{of}, souris::v0::detail::MemberName<{len(name)}>{{"{name}"}}'
            f", {type_name}")


def described(*fields, members="int a = 0;"):
    listed = ", ".join(fields)
    return (f"struct Row {{ {members} }}; template <> struct souris::describe<Row> {{ "
            f"static constexpr auto fields = std::tuple{{{listed}}}; }};")


MANY = " ".join(f"int m{i} = 0;" for i in range(66))
ALL = [f'field("{i}", &Row::m{i})' for i in range(66)]

RENAMED = ("struct Row {{ int a = 0; int b = 0; }}; template <> struct souris::describe<Row> {{ static "
           "constexpr auto renamed = std::tuple{{{}}}; }};")
STRUCT = "struct Row { int a = 0; };"


def using(parameter, expression):
    """A program that has only what it is given."""
    return f"void done({parameter}) {{ static_cast<void>({expression}); }}"


# Names that other libraries have: no declaration, the use, the error, and what the compiler shows of
# the declaration.
VALUE = "const souris::Value& value"
HINTS = [
    (using(VALUE, "value.as<int>()"), "write value.get<T>()", "as"),
    (using(VALUE, "value.is_object()"), "write value.is_map()", "is_object"),
    (using(VALUE, "value.is_double()"), "write value.is_float64()", "is_double"),
    (using(VALUE, "value.dump(4)"), "write souris::to_json(value)", "dump"),
    (using(VALUE, "value.to_json()"), "write souris::to_json(value)", "to_json"),
    (using("souris::ValueView value", "value.dump()"), "write souris::to_json(value)", "dump"),
    (using("", 'souris::Value::parse("{}")'), "write souris::value_from_json(text)", "parse"),
    (using(VALUE, "value.to_string()"), "write value.text()", "to_string"),
    (using(VALUE, "value.as_string()"), "write value.text()", "as_string"),
    (using(VALUE, 'value.value("a", 1)'), "get<T>().value_or(default)", "value"),
    (using(VALUE, "value.get_if<int>()"), "write value.get<T>()", "get_if"),
    (using(VALUE, "value.get<const char*>()"), "write get<std::string_view>()", "get"),
    (using(VALUE, "value.get<std::vector<int>>()"), "<souris/object_value.hpp>", "get"),
    (using(VALUE, "value.items()"), "deleted function", "Write value.entries()."),
    (using(VALUE, "value.begin()"), "deleted function", "Write value.elements()"),
    (using("const souris::Document& document", "document.begin()"), "deleted function",
     "Write document.root()"),
    (using("const souris::Map& map", 'map.at("a")'), "write map.find(key)", "at"),
    (using("const souris::Array& array", "array.at(0)"), "write array.find(index)", "at"),
    (using("souris::Store& store", 'store.find("a")'), "write store.map().find(key)", "find"),
    (using("souris::Store& store", 'store.save("a.sdb")'), "write souris::save(path, store)", "save"),
    (using("", 'souris::Store::load("a.sdb")'), "write souris::load(path)", "load"),
    (using("", "souris::Value('c')"), "deleted function", "Cast it to a number"),
    (using("int* pointer", "souris::Value(pointer)"), "deleted function", "or *pointer"),
    (using(VALUE, "souris::Value(value.get<int>())"), "deleted function", "Write *result"),
    (using(VALUE, "std::cout << value"), "deleted function", "Include <souris/format.hpp>."),
    (using("const souris::Error& error", "std::cout << error"), "deleted function",
     "Write error.message()."),
    (using(VALUE, 'souris::save("a.sdb", value)'), "write souris::save(path, souris::Store(map))",
     "save"),
]

# Declaration, use, text of the error, and the type that the compiler names.
OBJECT_CASES = [
    # Members that cannot be counted by initialisers, and types that contain them.
    ("struct Id { explicit Id(int); }; struct Row { double w; Id id; };", WRITE,
     unknown("id", "Id"), "Row"),
    ("struct Id { explicit Id(int); }; struct Row { double w; std::array<Id, 2> id; };", WRITE,
     UNKNOWN, "Id"),
    ("struct Id { explicit Id(int); }; struct Row { double w; std::pair<Id, int> id; };", WRITE,
     UNKNOWN, "Id"),
    ("struct Id { explicit Id(int); }; struct Row { std::variant<Id, int> id; };", WRITE, UNKNOWN,
     "Id"),
    ("struct Id { explicit Id(int); }; struct In { Id id; }; struct Row { In in; int x; };", WRITE,
     unknown("id", "Id", of="In"), "Row"),
    ("struct Row { double w; int& it; };", WRITE, PART, "Row"),
    ("struct In { int& it; }; struct Row { double w; In in; };", WRITE, PART, "In"),
    ("struct Row { double w; std::reference_wrapper<int> it; };", WRITE,
     unknown("it", "std::reference_wrapper<int>"), "Row"),
    ("struct Row { double w; std::span<int, 4> it; };", WRITE,
     unknown("it", "std::span<int, 4>"), "Row"),
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
    *[(member(name), do, unknown("it", shown), "Row") for do in (WRITE, READ) for name, shown in (
        ("std::bitset<8>", "std::bitset<8>"), ("std::shared_ptr<int>", "std::shared_ptr<int>"),
        ("std::any", "std::any"), ("std::function<void()>", "std::function<void()>"),
        ("int*", "int*"), ("std::wstring", "std::__cxx11::basic_string<wchar_t>"), ("std::forward_list<int>", "std::forward_list<int"),
        ("std::atomic<int>", "std::atomic<int>"), ("std::queue<int>", "std::queue<int"),
        ("std::unique_ptr<int[]>", "std::unique_ptr<int []"), ("std::span<int>", "std::span<int"))],
    *[(member(name), do, UNKNOWN, shown) for do in (WRITE, READ) for name, shown in (
        ("std::vector<std::bitset<3>>", "bitset<3>"), ("std::vector<std::wstring>", "wchar_t"),
        ("std::map<std::string, std::any>", "any"), ("std::optional<std::any>", "any"))],
    *[(member("std::bitset<8>"), done, unknown("it", "std::bitset<8>"), "Row") for done in (
        "auto done(const souris::Bytes& bytes) { return souris::decode<Row>(bytes); }",
        "auto done(const std::vector<Row>& rows) { return souris::encode(rows); }",
        "auto done(const souris::Bytes& bytes) { return souris::decode<std::vector<Row>>(bytes); }")],
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
    (RENAMED.format('field("b", &Row::a)'), WRITE, "stands twice", "Row"),
    (RENAMED.format(f'field("{"n" * 240}", &Row::a)'), WRITE, "more than 239 bytes", "Row"),
    # Views into temporaries.
    ("struct Row { std::string_view text; };",
     "auto done() { return souris::decode<Row>(souris::Bytes()); }", "deleted function", "Row"),
    ("struct In { std::string_view text; }; struct Row { std::vector<std::pair<int, In>> list; };",
     "auto done(Row& row) { return souris::decode_into(row, souris::Bytes()); }",
     "deleted function", "Row"),
]
# The same for names of other libraries, with all headers.
NAME_CASES = [
    *[("", done, error, shown) for done, error, shown in HINTS],
    (STRUCT, using("const Row& row", "souris::Value(row)"), "deleted function",
     "Write souris::to_value(object)"),
    (STRUCT, using("souris::Value& value, const Row& row", 'value["a"] = row'), "deleted function",
     "Write souris::to_value(object)"),
    (STRUCT, using("const Row& row", 'souris::save("a.sdb", row)'),
     "include <souris/object_store.hpp>", "Row"),
    (STRUCT, using("", 'souris::load<Row>("a.sdb")'), "include <souris/object_store.hpp>", "Row"),
]


SCREEN = 24
# The names that cases declare. They get the case's number where many are compiled together.
DECLARED = re.compile(r"\b(Row|Id|In|Base|Either|done)\b")


def compile_source(compiler, source, *arguments):
    run = subprocess.run([*compiler, "-fsyntax-only", *arguments, "-x", "c++", "-"],
                         input=source, capture_output=True, text=True, check=False)
    return run.stderr, [line for line in run.stderr.splitlines() if ": error:" in line]


def is_refused(output, errors, expected, named):
    return len(errors) == 1 and expected in errors[0] and named in output


def not_refused_together(compiler, headers, cases):
    """The cases that do not have their one error if all are compiled together, which takes a
    twentieth of the time. An error that two of them have in common is reported for one of them only,
    so what is left is to be tried again."""
    numbered = [[DECLARED.sub(rf"\g<1>{number}", text) for text in case]
                for number, case in enumerate(cases)]
    output, _ = compile_source(compiler, headers + "".join(
        f'#line 1 "case-{number}"\n{declared}\n{done}\n'
        for number, (declared, done, _, _) in enumerate(numbered)), "-std=c++20")
    # A message and the places that led to it, one of which is in the case.
    lines = {number: [] for number in range(len(cases))}
    found, waiting = None, []
    for line in output.splitlines():
        if re.match(r"In file included|\S+: (In|At) ", line):
            found = None
        waiting.append(line)
        if place := re.match(r"case-(\d+):", line):
            found = int(place[1])
        if found is not None:
            lines[found] += waiting
            waiting = []
    for number, (_, _, expected, named) in enumerate(numbered):
        errors = [line for line in lines[number] if ": error:" in line]
        if not is_refused("\n".join(lines[number]), errors, expected, named):
            yield cases[number]


def complaints(compiler, headers, cases):
    """What is wrong with each program that is not refused as it should be."""
    count = None
    while len(cases) != count:
        count = len(cases)
        cases = list(not_refused_together(compiler, headers, cases))
    for declared, done, expected, named in cases:
        source = f"{declared}\n{done}\n"
        output, errors = compile_source(compiler, headers + source, "-std=c++20")
        if not is_refused(output, errors, expected, named):
            yield (f"not refused as it should be:\n{source}wanted one error with '{expected}', and "
                   f"'{named}' named; the compiler said:\n" + "\n".join(errors or ["nothing"]))


def old_standards(include, compiler):
    """Each header and older standard for which the compiler says more than that it is too old."""
    for path in sorted(pathlib.Path(include).glob("souris/*.hpp")):
        for standard in ("c++11", "c++14", "c++17"):
            output, errors = compile_source(compiler, f"#include <souris/{path.name}>\n",
                                            f"-std={standard}")
            if (len(errors) != 1 or "souris needs C++20" not in errors[0] or
                    len(output.splitlines()) > SCREEN):
                yield f"{path.name} as {standard}: {len(output.splitlines())} lines\n{output[:2000]}"


def format_hint(compiler):
    """What fmt says of a value without souris/format.hpp, unless it is to include that."""
    source = """#include <fmt/core.h>
#include <souris/value.hpp>
void show(const souris::Value& value) { fmt::print("{}", value); }
"""
    output, errors = compile_source(compiler, source, "-std=c++20")
    if not errors or "include <souris/format.hpp>" not in errors[0]:
        yield f"fmt::print of a value\n{output[:2000]}"


def main():
    include, *compiler = sys.argv[1:]
    compiler += ["-I", include]
    failed = 0
    for complaint in (*complaints(compiler, OBJECT_HEADERS, OBJECT_CASES),
                      *complaints(compiler, ALL_HEADERS, NAME_CASES),
                      *old_standards(include, compiler), *format_hint(compiler)):
        failed += 1
        print(complaint)
    print(f"{len(OBJECT_CASES) + len(NAME_CASES)} cases, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
