// SPDX-License-Identifier: MIT
#include "codec/quick_reader.hpp"

#include <bit>
#include <string>

#include <doctest/doctest.h>

#include "support/hex.hpp"

using namespace souris;
using namespace souris::detail;

namespace {

/// Writes down what it is given.
struct Recorder {
    std::string seen;
    bool takes = true;

    void null() { seen += "null"; }
    void boolean(bool value) { seen += value ? "true" : "false"; }
    void float64(std::uint64_t bits) { seen += std::to_string(std::bit_cast<double>(bits)); }
    void integer(std::uint64_t low, SignState state) {
        seen += std::to_string(static_cast<std::int64_t>(low)) + '/' +
                std::to_string(static_cast<int>(state));
    }
    bool string(std::string_view text) {
        if (takes) seen += text;
        return takes;
    }
    bool open(Type type, std::size_t count) {
        if (takes) seen += std::string(name_of(type)) + std::to_string(count);
        return takes;
    }
};

}  // namespace

TEST_CASE("what is frequent and simple is read") {
    struct Row {
        const char* hex;
        const char* seen;
    };
    for (const Row row :
         {Row{"90", "null"}, Row{"31", "true"}, Row{"30", "false"},
          Row{"a0000000000000f83f", "1.500000"}, Row{"4005", "5/0"}, Row{"4105", "5/1"},
          Row{"42ef", "-17/2"}, Row{"41f1e803", "1000/1"}, Row{"1003616263", "abc"},
          Row{"1002c3a9", "\u00e9"}, Row{"b4", "array2"}, Row{"86", "map3"}}) {
        CAPTURE(std::string(row.hex));
        const Bytes bytes = test::from_hex(row.hex);
        QuickReader reader(Cursor(bytes), {});
        Recorder recorder;
        CHECK(reader.read(recorder));
        CHECK(recorder.seen == row.seen);
        CHECK(reader.offset() == bytes.size());
    }
}

TEST_CASE("everything else is left where it is") {
    DecodeOptions strict;
    strict.strict = true;
    for (const char* const hex :
         {"", "91", "33", "43", "40", "40f1", "a000", "10", "100561", "1001ff", "10f00161", "1100",
          "b107", "b5", "f0", "00", "20", "50", "40f8000000000000000001"}) {
        CAPTURE(std::string(hex));
        const Bytes bytes = test::from_hex(hex);
        QuickReader reader(Cursor(bytes), {});
        Recorder recorder;
        CHECK_FALSE(reader.read(recorder));
        CHECK(recorder.seen.empty());
        CHECK(reader.offset() == 0);
    }
    const Bytes long_form = test::from_hex("40f10001");
    QuickReader reader(Cursor(long_form), strict);
    Recorder recorder;
    CHECK_FALSE(reader.read(recorder));
}

TEST_CASE("what the target refuses is not read") {
    for (const char* const hex : {"1003616263", "b4", "80"}) {
        const Bytes bytes = test::from_hex(hex);
        QuickReader reader(Cursor(bytes), {});
        Recorder recorder;
        recorder.takes = false;
        CHECK_FALSE(reader.read(recorder));
        CHECK(reader.offset() == 0);
    }
}

TEST_CASE("text of any length is seen to be ASCII or not") {
    for (std::size_t size = 0; size < 40; ++size) {
        Bytes text = test::repeat("abcdefg", size);
        CHECK(is_short_ascii(text.data(), size));
        for (std::size_t i = 0; i < size; ++i) {
            text[i] ^= std::byte{0x80};
            CHECK_FALSE(is_short_ascii(text.data(), size));
            text[i] ^= std::byte{0x80};
        }
    }
}
