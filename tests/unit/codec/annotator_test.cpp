// SPDX-License-Identifier: MIT
#include "codec/annotator.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <souris/annotate.hpp>
#include <souris/pointer.hpp>

#include "support/annotation_recorder.hpp"
#include "support/hex.hpp"

using namespace souris;
using test::from_hex;

namespace {

struct Annotated {
    std::string text;
    std::size_t end = 0;
    std::string damage;
};

Annotated annotate(const std::string& hex, const DecodeOptions& options = {}) {
    const Bytes bytes = from_hex(hex);
    Cursor cursor(bytes);
    test::AnnotationRecorder recorder;
    const auto read = detail::annotate_value(cursor, nullptr, Layout::v2, options, {}, recorder);
    CHECK(recorder.is_tiled_from(0, cursor.offset()));
    return {recorder.text(), cursor.offset(), read ? "" : read.error().message()};
}

/// Keeps the members of what it is told.
class Members final : public AnnotationHandler {
  public:
    void annotate(const Annotation& annotation) override {
        std::string text = std::string(annotation.path) + ' ' + std::string(annotation.key) + ' ' +
                           std::to_string(annotation.index) + ' ' +
                           std::to_string(annotation.depth);
        if (annotation.is_element) text += " element";
        if (!annotation.text.empty()) text += " text " + std::string(annotation.text);
        if (annotation.scalar != nullptr) text += " scalar";
        if (annotation.kind == AnnotationKind::tag) rows.push_back(text);
    }
    void begin_unpacked(std::span<const std::byte>) override {}

    std::vector<std::string> rows;
};

}  // namespace

TEST_CASE("every type is cut into its parts") {
    struct Row {
        const char* hex;
        const char* text;
    };
    const Row rows[] = {
        {"90", " null;"},
        {"31", " boolean;"},
        {"4007", " integer|number 1;"},
        {"40f10101", " integer|number 3;"},
        {"a0000000000000f03f", " float64|number 8;"},
        {"f00000803f", " float32|number 4;"},
        {"0061", " character|number 1;"},
        {"10026162", " string|length 2|text 2;"},
        {"70100131", " json|tag of its text 0|length 1|text 1;"},
        {"c010 03555443", " timezone|tag of its text 0|length 3|text 3;"},
        {"2003010203", " binary|length 3|bytes 3;"},
        {"21020a05", " binary|size of the run lengths 2|packed 2;"},
        {"60f1e8070a1e0c223800",
         " timestamp|year 2024|month 10|day 30|hour 12|minute 34|second 56|nanosecond 0;"},
        {"510304", " complex|real part 3|imaginary part 0;"},
        {"50 0000000000000040000000000000e03f", " complex|modulus 0|argument 0;"},
        {"d07f000001", " ipv4|octets 4;"},
        {"e000000000000000000000000000000001", " ipv6|octets 16;"},
        {"b0", " array;"},
        {"b100", " array|count 0;"},
        {"b44001b290", " array;/0 integer|number 1;/1 array;/1/0 null;"},
        {"8410016190100162 80", " map;key |length 1|text 1;/a null;key |length 1|text 1;/b map;"},
        {"81011003612f7e90", " map|count 1;key |length 3|text 3;/a~1~0 null;"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.hex);
        const Annotated found = annotate(row.hex);
        CHECK(found.text == std::string(row.text));
        CHECK(found.damage == "");
        CHECK(found.end == from_hex(row.hex).size());
    }
}

TEST_CASE("what cannot be read is not told") {
    struct Row {
        const char* hex;
        const char* text;
        std::size_t end;
        const char* damage;
    };
    const Row rows[] = {
        {"", "", 0, "truncated at byte 0"},
        {"1005", "", 0, "truncated at byte 1"},
        {"b4400143", " array;/0 integer|number 1;", 3, "invalid sign state at byte 3, in /1"},
        {"82100161", " map;key |length 1|text 1;", 4, "truncated at byte 4, in /a"},
        {"82100561", " map;", 1, "truncated at byte 2"},
        {"821001618240014001", " map;key |length 1|text 1;/a map;", 5,
         "expected a string at byte 5, in /a"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.hex);
        const Annotated found = annotate(row.hex);
        CHECK(found.text == std::string(row.text));
        CHECK(found.end == row.end);
        CHECK(found.damage == std::string(row.damage));
    }
    DecodeOptions options;
    options.limits.max_depth = 1;
    CHECK(annotate("b2b0", options).damage == "limit exceeded (max_depth) at byte 1, in /0");
    options.limits.max_input = 1;
    CHECK(annotate("b2b0", options).damage == "limit exceeded (max_input)");
}

TEST_CASE("parts know the value that they belong to") {
    Members members;
    const Bytes bytes = from_hex("82100161b4100178b29f");
    Cursor cursor(bytes);
    CHECK(detail::annotate_value(cursor, nullptr, Layout::v2, {}, {}, members).has_value());
    CHECK(members.rows == std::vector<std::string>{"  0 0", "/a a 0 1 text a", "/a a 0 1",
                                                   "/a/0  0 2 element text x", "/a/1  1 2 element",
                                                   "/a/1/0  0 3 element"});
}

TEST_CASE("a million levels take neither stack nor time") {
    constexpr std::size_t depth = 1'000'000;
    const Bytes bytes(depth, std::byte{0xB2});
    DecodeOptions options;
    options.limits.max_depth = depth + 1;
    Cursor cursor(bytes);
    struct Counter final : AnnotationHandler {
        void annotate(const Annotation& annotation) override { path_size = annotation.path.size(); }
        void begin_unpacked(std::span<const std::byte>) override {}
        std::size_t path_size = 0;
    } counter;
    const auto read = detail::annotate_value(cursor, nullptr, Layout::v2, options, {}, counter);
    REQUIRE_FALSE(read.has_value());
    CHECK(read.error().code == ErrorCode::truncated);
    CHECK(counter.path_size == 2 * (depth - 2));
}

TEST_CASE("long keys are cut in long paths, not in short ones") {
    const auto value = [](std::size_t size) {
        const std::string key(size, 'k');
        return encode_value(Map{{key, Map{{key, Map{{key + "\u00e9", Array{1}}}}}}}).value();
    };
    struct Last final : AnnotationHandler {
        void annotate(const Annotation& annotation) override {
            path = annotation.path;
            key = annotation.key;
        }
        void begin_unpacked(std::span<const std::byte>) override {}
        std::string path;
        std::string key;
    };
    Last last;
    const std::string whole = '/' + std::string(2000, 'k');
    REQUIRE(annotate_bare(value(2000), last));
    CHECK(last.path == whole + whole + whole + "\u00e9/0");
    REQUIRE(annotate_bare(value(5000), last));
    const std::string cut = '/' + std::string(32, 'k') + "…";
    CHECK(last.path == '/' + std::string(5000, 'k') + cut + cut + "/0");
}
