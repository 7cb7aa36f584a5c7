// SPDX-License-Identifier: MIT
#include "codec/annotation_cutter.hpp"

#include <string>

#include <doctest/doctest.h>

#include "support/annotation_recorder.hpp"
#include "support/hex.hpp"

using namespace souris;
using detail::AnnotationCutter;
using test::from_hex;

namespace {

/// What the parts of `hex` are, when `cut` has cut them.
template <class Cut>
std::string parts_of(const std::string& hex, Cut cut) {
    const Bytes bytes = from_hex(hex);
    test::AnnotationRecorder recorder;
    Annotation first;
    first.offset = 10;
    AnnotationCutter cutter(first, bytes, recorder);
    cut(cutter);
    CHECK(cutter.rest().empty());
    CHECK(recorder.is_tiled_from(10, bytes.size()));
    return recorder.text();
}

}  // namespace

TEST_CASE("text is a length and characters, or bits") {
    const auto text = [](AnnotationCutter& cutter) { cutter.cut_text(false); };
    CHECK(parts_of("026162", text) == "length 2|text 2;");
    CHECK(parts_of("00", text) == "length 0;");
    CHECK(parts_of("f00261 62", text) == "length 2|text 2;");
    CHECK(parts_of("05ff", [](AnnotationCutter& cutter) { cutter.cut_text(true); }) ==
          "bit count 5|coded text 1;");
}

TEST_CASE("blocks have their fields first") {
    struct Row {
        std::uint8_t id;
        const char* hex;
        const char* parts;
    };
    const Row rows[] = {
        {0, "0201 02", "length 2|bytes 2;"},
        {1, "020301", "size of the run lengths 2|packed 2;"},
        {2, "0403f00000", "unpacked size 4|packed size 3|packed 3;"},
        {2, "00", "unpacked size 0;"},
        {3, "00", "form of the codes 0;"},
        {3, "010780", "form of the codes 1|unpacked size 7|packed 1;"},
        {3, "0200010205ff", "form of the codes 2|packed 5;"},
        {4, "01050b00808003", "unpacked size 1|packed size 5|packed 5;"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.hex);
        CHECK(parts_of(row.hex, [&](AnnotationCutter& cutter) { cutter.cut_block(row.id); }) ==
              row.parts);
    }
}

TEST_CASE("no bytes make no part") {
    CHECK(parts_of("", [](AnnotationCutter& cutter) {
              cutter.cut(AnnotationKind::tag, 1);
              CHECK(cutter.cut_integer(AnnotationKind::length) == 0);
              cutter.cut_block(3);
          }) == "");
    // A number of more than 64 bits is told as none.
    const std::string large = "ff" + std::string(32, 'f');
    CHECK(parts_of(large, [](AnnotationCutter& cutter) {
              CHECK(cutter.cut_integer(AnnotationKind::real) == 0);
          }) == "real part 0;");
}
