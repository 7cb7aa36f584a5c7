// SPDX-License-Identifier: MIT
#include <string>

#include <doctest/doctest.h>

#include <souris/annotate.hpp>
#include <souris/store.hpp>

#include "support/annotation_recorder.hpp"
#include "support/hex.hpp"
#include "unit/store/magic.hpp"

using namespace souris;
using test::from_hex;
using test::magic;

namespace {

struct Row {
    std::string hex;
    const char* text;
    const char* damage;
};

template <class Annotate>
void check_row(const Row& row, Annotate annotate) {
    CAPTURE(row.hex);
    const Bytes bytes = from_hex(row.hex);
    test::AnnotationRecorder recorder;
    const auto read = annotate(bytes, recorder);
    CHECK(recorder.text() == std::string(row.text));
    CHECK(recorder.is_tiled(bytes.size()));
    CHECK((read ? "" : read.error().message()) == row.damage);
}

}  // namespace

TEST_CASE("files are cut into their parts") {
    const Row rows[] = {
        {magic + "0080", "magic 0|header 1; map;", ""},
        {magic + "000180", "magic 0|header 2|length 1; map;", ""},
        {magic + "00028090", "magic 0|header 2|length 2; map|bytes after the end 1;", ""},
        {magic + "0080aabb", "magic 0|header 1; map|bytes after the end 2;", ""},
        {magic + "0204054082100090",
         "magic 0|header 2|unpacked size 4|packed size 5|packed 5|unpacked; map;key |length 0;/ "
         "null;",
         ""},
        {magic + "800a003a00323182110506 30",
         "magic 0|header 2|length 10|text table 3; map;key |bit count 5|coded text 1;/190 "
         "boolean;",
         ""},
        {"000190", "header 2|length 1; null;", ""},
        {"00019055", "header 2|length 1; null|bytes after the end 1;", ""},
        {"010601b1010a0a90",
         "header 2|size of the run lengths 6|packed 6|unpacked; array|count 10;/0 null;/1 null;/2 "
         "null;/3 null;/4 null;/5 null;/6 null;/7 null;/8 null;/9 null;",
         ""},
        // Damaged.
        {"", "", "truncated at byte 0"},
        {"534f", "not understood 2;", "truncated at byte 2"},
        {"504b0304", "not understood 4;", "not a Souris store at byte 0"},
        {magic, "magic 0;", "truncated at byte 8"},
        {magic + "07aa", "magic 0|header 2|not understood 1;", "unknown compression at byte 8"},
        {magic + "02060650", "magic 0|header 2|not understood 3;", "truncated at byte 9"},
        {magic + "00024001", "magic 0|header 2|length 2|not understood 2;",
         "expected a map (found integer) at byte 10"},
        {magic + "0082100161", "magic 0|header 1; map;key |length 1|text 1;",
         "truncated at byte 13, in /a"},
        {magic + "008210016143ff", "magic 0|header 1; map;key |length 1|text 1|not understood 2;",
         "invalid sign state at byte 13, in /a"},
        {magic + "8003620190", "magic 0|header 2|length 3|text table 1|not understood 2;",
         "expected a map (found character) at byte 11"},
        {magic + "80020000", "magic 0|header 2|length 2|not understood 2;", "truncated at byte 12"},
        {magic + "0100", "magic 0|header 1|not understood 1;", "truncated at byte 10"},
    };
    for (const Row& row : rows)
        check_row(row, [](const Bytes& bytes, AnnotationHandler& handler) {
            return annotate_bytes(bytes, handler);
        });
}

TEST_CASE("the trailer is told, right or wrong, and behind damage") {
    for (const Layout layout : {Layout::v1, Layout::v2}) {
        WriteOptions options;
        options.layout = layout;
        options.profile = Profile::stored;
        Bytes bytes = encode_store(Store(Map{{"a", 1}}), options).value();
        const auto ends_with = [&](const char* end) {
            test::AnnotationRecorder recorder;
            const bool is_sound = annotate_bytes(bytes, recorder).has_value();
            CHECK(recorder.is_tiled(bytes.size()));
            CAPTURE(recorder.text());
            CHECK(recorder.text().ends_with(end));
            return is_sound;
        };
        CHECK(ends_with("/a integer|number 1|trailer 0|checksum 0;"));
        bytes.back() ^= std::byte{1};
        CHECK_FALSE(ends_with("/a integer|number 1|trailer 0|checksum 0;"));
        // The bytes between, and the tag of the value.
        bytes[bytes.size() - 14] = std::byte{0x43};
        CHECK_FALSE(ends_with("text 1|not understood 2|trailer 0|checksum 0;"));
    }
}

TEST_CASE("bare values are cut, too") {
    const Row rows[] = {
        {"b290", " array;/0 null;", ""},
        {"9055", " null|bytes after the end 1;", ""},
        {"b24355", " array|not understood 2;", "invalid sign state at byte 1, in /0"},
        {"", "", "truncated at byte 0"},
    };
    for (const Row& row : rows)
        check_row(row, [](const Bytes& bytes, AnnotationHandler& handler) {
            return annotate_bare(bytes, handler);
        });
}

TEST_CASE("limits end it as damage does") {
    Limits limits;
    limits.max_input = 5;
    check_row({"b090", "not understood 2;", "limit exceeded (max_input)"},
              [&](const Bytes& bytes, AnnotationHandler& handler) {
                  limits.max_input = 1;
                  return annotate_bare(bytes, handler, limits);
              });
    check_row({magic + "0080", "magic 0|header 0|not understood 1;", "limit exceeded (max_input)"},
              [&](const Bytes& bytes, AnnotationHandler& handler) {
                  return annotate_bytes(bytes, handler, limits);
              });
}
