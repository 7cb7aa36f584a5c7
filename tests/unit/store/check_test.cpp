// SPDX-License-Identifier: MIT
#include <string>

#include <doctest/doctest.h>

#include <souris/check.hpp>
#include <souris/packed.hpp>
#include <souris/store.hpp>
#include <souris/time_zone.hpp>

#include "support/hex.hpp"
#include "unit/store/magic.hpp"

using namespace souris;
using test::from_hex;
using test::magic;

namespace {

CheckReport check_hex(const std::string& hex, const CheckOptions& options = {}) {
    return check_bytes(from_hex(hex), options);
}

std::string non_canonical_of(const CheckReport& report) {
    std::string text;
    for (const NonCanonicalEncoding& encoding : report.non_canonical.kept())
        text += encoding.message() + ';';
    return text;
}

}  // namespace

TEST_CASE("what is known of sound files") {
    struct Row {
        std::string hex;
        FileForm form;
        std::optional<Layout> layout;
        std::optional<Compression> compression;
        std::optional<std::uint64_t> packed;
        std::optional<std::uint64_t> unpacked;
        std::optional<std::size_t> leaves;
        std::uint64_t values;
    };
    using enum Compression;
    const auto none = std::nullopt;
    const Row rows[] = {
        {magic + "0080", FileForm::store, Layout::v1, none, none, none, none, 1},
        {magic + "000180", FileForm::store, Layout::v2, stored, 2, 1, none, 1},
        {magic + "01020180", FileForm::store, Layout::v2, run_length, 3, 1, none, 1},
        {magic + "0204054082100090", FileForm::store, Layout::v2, lz4, 7, 4, none, 2},
        {magic + "03010180", FileForm::store, Layout::v2, huffman, 3, 1, none, 1},
        {magic + "0401050b00808003", FileForm::store, Layout::v2, brotli, 7, 1, none, 1},
        {magic + "05010a28b52ffd000009000080", FileForm::store, Layout::v2, zstd, 12, 1, none, 1},
        {magic + "01003a00323182110506 30", FileForm::store, Layout::v1, none, none, none, 3, 2},
        {magic + "800a003a00323182110506 30", FileForm::store, Layout::v2, stored, 11, 10, 3, 2},
        {magic + "8006628210016190", FileForm::store, Layout::v2, stored, 7, 6, 1, 2},
        {"000190", FileForm::packed_value, none, stored, 2, 1, none, 1},
        {"8008003a003231110506", FileForm::packed_value, none, stored, 9, 8, 3, 1},
        {"010601b1010a0a90", FileForm::packed_value, none, run_length, 7, 12, none, 11},
    };
    for (const Row& row : rows) {
        CAPTURE(row.hex);
        const CheckReport report = check_hex(row.hex);
        CHECK_FALSE(report.damage.has_value());
        CHECK(report.form == row.form);
        CHECK(report.layout == row.layout);
        CHECK(report.size == from_hex(row.hex).size());
        CHECK(report.compression == row.compression);
        CHECK(report.packed_size == row.packed);
        CHECK(report.unpacked_size == row.unpacked);
        CHECK(report.table_leaves == row.leaves);
        CHECK(report.value_count == row.values);
        CHECK(report.checksum == ChecksumVerdict::absent);
        CHECK(report.non_canonical.count() == 0);
    }
}

TEST_CASE("non-canonical encodings before, in and after the tree") {
    struct Row {
        std::string hex;
        const char* non_canonical;
    };
    const Row rows[] = {
        // Non-minimal integers: the sizes of the block and of the packed bytes, a leaf of the
        // table.
        {magic + "00f00180", "integer longer than it needs to be at byte 9;"},
        {magic + "0204f0054082100090", "integer longer than it needs to be at byte 10;"},
        {magic + "8007f0628210016190", "integer longer than it needs to be at byte 10;"},
        // A repeated key in a stored body, and in an unpacked one.
        {magic + "000a84100161901001619090",
         "duplicate key at byte 15, in /a;bytes after the end at byte 19;"},
        {magic + "0114 0184 0110 0101 0161 0190 0110 0101 0161 029f 0190",
         "reserved bits are set at byte 8 of the unpacked body, in /a;"
         "duplicate key at byte 5 of the unpacked body, in /a;"
         "bytes after the end at byte 9 of the unpacked body;"},
        // Bytes after the body, after the block, in v1 and after a packed value.
        {magic + "0002 80ff", "bytes after the end at byte 11;"},
        {magic + "000180ff", "bytes after the end at byte 11;"},
        {magic + "008210009000", "bytes after the end at byte 13;"},
        {"0002909000", "bytes after the end at byte 3;bytes after the end at byte 4;"},
        // The padding of a Huffman block.
        {magic + "03 02 0001800190 01 03", "padding bits are set at byte 16;"},
        {"03 02 0001800190 01 ff", "padding bits are set at byte 8;"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.hex);
        const CheckReport report = check_hex(row.hex);
        CHECK_FALSE(report.damage.has_value());
        CHECK(non_canonical_of(report) == row.non_canonical);
        REQUIRE_FALSE(report.non_canonical.kept().empty());
        // Strict reading stops at the first one.
        ReadOptions strict;
        strict.strict = true;
        const Bytes bytes = from_hex(row.hex);
        const Error error =
            is_packed(bytes) ? unpack(bytes, strict).error() : decode_store(bytes, strict).error();
        const NonCanonicalEncoding& first = report.non_canonical.kept().front();
        CHECK(name_of(error.code) == name_of(first.kind));
        CHECK(error.offset_base == first.offset_base);
    }
}

TEST_CASE("the checksum is told as far as it can be known") {
    auto bytes = encode_store(Store(Map{{"a", 1}, {"b", "text"}})).value();
    CHECK(check_bytes(bytes).checksum == ChecksumVerdict::right);
    CHECK_FALSE(check_bytes(bytes).damage.has_value());

    // A tree that cannot be read, with a wrong checksum and with the right one.
    Bytes broken = bytes;
    broken[14] = std::byte{0x43};
    CheckReport report = check_bytes(broken);
    REQUIRE(report.damage.has_value());
    CHECK(report.damage->code != ErrorCode::checksum_mismatch);
    CHECK(report.checksum == ChecksumVerdict::wrong);
    CHECK(report.unpacked_size.has_value());

    Bytes flipped = bytes;
    flipped.back() ^= std::byte{1};
    report = check_bytes(flipped);
    REQUIRE(report.damage.has_value());
    CHECK(report.damage->code == ErrorCode::checksum_mismatch);
    CHECK(report.damage->offset == bytes.size() - 12);
    CHECK(report.checksum == ChecksumVerdict::wrong);
    CHECK(report.value_count == 3);

    // Truncated inside the block, so that there is no trailer at its place.
    const std::span<const std::byte> cut(bytes.data(), bytes.size() - 14);
    CHECK(check_bytes(cut).checksum == ChecksumVerdict::absent);
    CHECK(check_bytes(cut).damage->code == ErrorCode::truncated);

    // Bytes between the store and a trailer whose checksum includes both.
    const std::string v1 = magic + "0080";
    CHECK(check_hex(v1 + "53444243f9d65488727c05ae").checksum == ChecksumVerdict::right);
    CHECK(check_hex(v1 + "53444243f9d65488727c05af").checksum == ChecksumVerdict::wrong);
}

TEST_CASE("damage is what reading says") {
    for (const char* const hex :
         {"", "53", "534f555249534442", "534f55524953444200", "ff00", "00", "000290", "05019f",
          "534f555249534442050000", "534f55524953444200019000", "534f5552495344420082",
          "534f555249534442008210016143", "534f55524953444201628211009000",
          "534f555249534442010a01820110010101610143", "534f5552495344428003f00080",
          "534f55524953444202050650686c6c6f", "504b0304"}) {
        CAPTURE(std::string(hex));
        const Bytes bytes = from_hex(hex);
        const CheckReport report = check_bytes(bytes);
        REQUIRE(report.damage.has_value());
        if (is_packed(bytes)) {
            CHECK(*report.damage == unpack(bytes).error());
        } else {
            CHECK(*report.damage == decode_store(bytes).error());
        }
        CHECK(report.size == bytes.size());
    }
    CHECK(check_hex("504b0304").form == FileForm::unknown);
    const CheckReport lost = check_hex(magic + "01628211009000");
    CHECK(lost.damage->code == ErrorCode::lost_text);
    CHECK(lost.table_leaves == 1);
}

TEST_CASE("limits and the number of places") {
    CheckOptions options;
    options.limits.max_nodes = 1;
    CHECK(check_hex(magic + "00821000 90", options).damage->detail == "max_nodes");
    options = {};
    options.limits.max_input = 9;
    CHECK(check_hex(magic + "0080", options).damage->detail == "max_input");
    options = {};
    options.limits.max_output = 0;
    const CheckReport report = check_hex(magic + "000180", options);
    CHECK(report.damage->detail == "max_output");
    CHECK(report.compression == Compression::stored);
    CHECK_FALSE(report.packed_size.has_value());
    options = {};
    options.max_places = 1;
    const CheckReport few = check_hex(magic + "0082 1000 b8 9f9f9f9f", options);
    CHECK(few.non_canonical.count() == 4);
    CHECK(few.non_canonical.kept().size() == 1);
    options.max_places = 0;
    // After the end of the file, after the tree in its block, and both.
    struct Row {
        std::string hex;
        std::uint64_t count;
    };
    for (const Row& row : {Row{"00 01 80 ff", 1}, {"00 02 80 90", 1}, {"00 02 80 90 ff", 2}}) {
        CAPTURE(row.hex);
        const CheckReport none = check_hex(magic + row.hex, options);
        CHECK_FALSE(none.damage.has_value());
        CHECK(none.non_canonical.count(NonCanonicalKind::trailing_bytes) == row.count);
        CHECK(none.non_canonical.kept().empty());
    }
}

namespace {

/// The message of `is_canonical`, or nothing.
std::string why_not(const Bytes& bytes) {
    const auto canonical = is_canonical(bytes);
    return canonical ? std::string() : canonical.error().message();
}

std::string why_no_value(const std::string& hex) {
    const auto canonical = is_canonical_value(from_hex(hex));
    return canonical ? std::string() : canonical.error().message();
}

}  // namespace

TEST_CASE("canonical files, and why others are not") {
    struct Row {
        std::string hex;
        std::string why;
    };
    const std::string body = "8210016190";
    const Row rows[] = {
        {magic + "0005" + body, ""},
        {"0005" + body, ""},
        {"00024005", ""},
        {magic + "00" + body, "not canonical (layout v1) at byte 8"},
        {magic + "00f005" + body, "not canonical (integer longer than it needs to be) at byte 9"},
        {magic + "02055082"
                 "10016190",
         "truncated at byte 9"},
        {magic + "0204054082100090", "not canonical (compressed block) at byte 8"},
        {magic + "800662" + body, "not canonical (text table) at byte 8"},
        {magic + "0006" + body + "ff", "not canonical (bytes after the end) at byte 15"},
        {magic + "0005" + body + "ff", "not canonical (bytes after the end) at byte 15"},
        {"0005" + body + "ff", "not canonical (bytes after the end) at byte 7"},
        {"00024105", "not canonical (sign state 1) at byte 2"},
        {"010601b1010a0a90", "not canonical (compressed block) at byte 0"},
        {magic + "000984100162901001 6190", "not canonical (key out of order) at byte 15, in /a"},
        {magic + "0001", "truncated at byte 9"},
        {"", "truncated at byte 0"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.hex);
        CHECK(why_not(from_hex(row.hex)) == row.why);
        const CheckReport report = check_hex(row.hex, {.canonical = true});
        CHECK(report.is_canonical == row.why.empty());
        CHECK_FALSE(check_hex(row.hex).is_canonical);
    }
    const Store store(Map{{"a", nullptr}});
    CHECK(why_not(*encode_store(store)).starts_with("not canonical (checksum) at byte 15"));
}

TEST_CASE("what other programs make of a value does not concern canonical form") {
    const auto bytes = encode_store(
        Store(Map{{"then", Timestamp{.year = -44}}, {"zone", TimeZone::parse("No/Where").value()}}),
        [] {
            WriteOptions options;
            options.canonical = true;
            return options;
        }());
    REQUIRE(bytes);
    CHECK(why_not(*bytes).empty());
    const CheckReport report = check_bytes(*bytes, {.canonical = true});
    CHECK(report.non_canonical.count() != 0);
    CHECK(report.is_canonical == true);
}

TEST_CASE("canonical values, and why others are not") {
    CHECK(why_no_value("8210016190").empty());
    CHECK(why_no_value("82100161 9f") == "not canonical (reserved bits are set) at byte 4, in /a");
    CHECK(why_no_value("9090") == "not canonical (bytes after the end) at byte 1");
    CHECK(why_no_value("11 00") == "coded text without a text table at byte 0");
    CHECK(why_no_value("b2") == "truncated at byte 0");
}

TEST_CASE("limits hold in checking for canonical form") {
    Limits limits;
    limits.max_depth = 1;
    CHECK(is_canonical(from_hex("0003b2b290"), limits).error().code == ErrorCode::limit_exceeded);
    CHECK(is_canonical_value(from_hex("b2b290"), limits).error().code == ErrorCode::limit_exceeded);
}
