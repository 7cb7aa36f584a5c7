// SPDX-License-Identifier: MIT
#include "store/body.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include <doctest/doctest.h>

#include <souris/bit_stream.hpp>

#include "compress/unpacked_size.hpp"
#include "store/framing.hpp"
#include "support/hex.hpp"
#include "unit/store/encoded_tree.hpp"

using namespace souris;
using detail::Body;

namespace {

Body body_of(const Value& value, Layout layout, Profile profile, bool extended = false) {
    EncodeOptions options;
    options.layout = layout;
    options.profile = profile;
    options.extended = extended;
    return detail::make_body(test::encoded_tree(value, layout), options);
}

std::string written(const Body& body, Layout layout) {
    Sink sink;
    write_body(sink, body, layout);
    return test::to_hex(sink.view());
}

/// Different texts of a few letters, and numbers: only a code for text makes them smaller, not LZ4
/// nor a code for all bytes.
Value code_worthy() {
    Array array;
    std::uint32_t state = 1;
    for (int i = 0; i < 100; ++i) {
        std::string text;
        for (int j = 0; j < 12; ++j) {
            state = state * 1664525 + 1013904223;
            text += "etaoinsr"[state >> 29U];
        }
        array.push_back(text);
        array.push_back(std::bit_cast<double>(std::uint64_t{state} * 0x9E3779B97F4A7C15U));
    }
    return array;
}

/// The same text repeatedly, with a number in between.
Value lz4_worthy() {
    Array array;
    for (int i = 0; i < 100; ++i) {
        array.push_back("mouse");
        array.push_back(i);
    }
    return array;
}

}  // namespace

TEST_CASE("what profiles do") {
    struct Row {
        Profile profile;
        Layout layout;
        Value value;
        bool has_table;
        Compression compression;
    };
    using enum Compression;
    for (const Row& row : {
             Row{Profile::stored, Layout::v1, code_worthy(), false, stored},
             Row{Profile::stored, Layout::v2, lz4_worthy(), false, stored},
             Row{Profile::fast, Layout::v1, code_worthy(), false, stored},
             Row{Profile::fast, Layout::v2, lz4_worthy(), false, lz4},
             Row{Profile::fast, Layout::v2, Array{1, 2, 3}, false, stored},
             Row{Profile::balanced, Layout::v1, code_worthy(), true, stored},
             Row{Profile::balanced, Layout::v2, lz4_worthy(), false, lz4},
             Row{Profile::balanced, Layout::v2, code_worthy(), true, stored},
             Row{Profile::smallest, Layout::v1, code_worthy(), true, stored},
             Row{Profile::smallest, Layout::v2, lz4_worthy(), false, lz4},
             Row{Profile::smallest, Layout::v2, code_worthy(), true, stored},
         }) {
        CAPTURE(name_of(row.profile));
        CAPTURE(static_cast<int>(row.layout));
        const Body body = body_of(row.value, row.layout, row.profile);
        CHECK(body.has_table == row.has_table);
        CHECK(name_of(body.block.compression) == name_of(row.compression));
    }
}

TEST_CASE("random text of few letters takes as many bits as its letters need") {
    struct Row {
        std::string_view letters;
        std::size_t bits;
    };
    for (const Row& row : {Row{"ab", 1}, Row{"abcd", 2}, Row{"abcdefgh", 3}}) {
        for (const std::size_t length : {5U, 100U, 4000U}) {
            std::uint32_t state = 1;
            std::size_t size = 0;
            Array texts;
            while (size < 4000) {
                std::string text;
                for (std::size_t i = 0; i < length; ++i) {
                    state = state * 1664525 + 1013904223;
                    text += row.letters[(state >> 24U) % row.letters.size()];
                }
                texts.push_back(text);
                size += length;
            }
            const std::size_t bits = row.bits * length;
            const std::uint64_t bytes = 1 + detail::unsigned_size(bits) + bytes_for_bits(bits);
            const std::size_t count = texts.size();
            const Value value = std::move(texts);
            for (const Layout layout : {Layout::v1, Layout::v2}) {
                for (const Profile profile : {Profile::balanced, Profile::smallest}) {
                    CAPTURE(row.letters);
                    CAPTURE(length);
                    CAPTURE(name_of(profile));
                    const Body body = body_of(value, layout, profile);
                    CHECK(body.size(layout) <= count * bytes + 40);
                }
            }
        }
    }
}

TEST_CASE("columns take a body apart only if they may, and are there") {
    for (const Profile profile : {Profile::fast, Profile::balanced, Profile::smallest}) {
        CAPTURE(name_of(profile));
        const Value value = lz4_worthy();
        const Body extended = body_of(value, Layout::v2, profile, true);
        CHECK((extended.block.compression == Compression::columns) ==
              is_supported(Compression::columns));
        CHECK(extended.size(Layout::v2) < body_of(value, Layout::v2, profile).size(Layout::v2));
        CHECK(body_of(value, Layout::v2, profile).block.compression == Compression::lz4);
    }
}

TEST_CASE("Brotli or zstd packs the body only if it may") {
    for (const Profile profile : {Profile::fast, Profile::balanced}) {
        CAPTURE(name_of(profile));
        // One text, of which columns make nothing.
        std::string value;
        for (int i = 0; i < 200; ++i)
            value += "the mouse ate the cheese";
        CHECK(body_of(value, Layout::v2, profile, true).block.compression ==
              (profile == Profile::fast ? Compression::zstd : Compression::brotli));
        CHECK(body_of(value, Layout::v2, profile).block.compression == Compression::lz4);
        CHECK(body_of(value, Layout::v1, profile, true).block.compression == Compression::stored);
    }
}

TEST_CASE("a header says what follows") {
    Body body{false, test::from_hex("90"), {}};
    CHECK(written(body, Layout::v1) == "0090");
    body.block = choose_block(body.bytes, Layout::v2);
    CHECK(written(body, Layout::v2) == "000190");
    body.has_table = true;
    CHECK(written(body, Layout::v1) == "0190");
    CHECK(written(body, Layout::v2) == "800190");
}

TEST_CASE("a tree is encoded raw whatever the profile is going to be") {
    EncodeOptions options;
    options.profile = Profile::smallest;
    options.extended = true;
    options.layout = Layout::v1;
    options.limits.max_depth = 3;
    const EncodeOptions plain = detail::tree_options(options);
    CHECK(plain.profile == Profile::stored);
    CHECK(plain.layout == Layout::v1);
    CHECK(plain.limits.max_depth == 3);
    CHECK(encode_value(test::repeat("ab", 100), plain).value().size() == 102);
}
