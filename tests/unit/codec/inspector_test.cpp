// SPDX-License-Identifier: MIT
#include "codec/inspector.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include <souris/detail/tag.hpp>
#include <souris/pointer.hpp>
#include <souris/text_decoder.hpp>

#include "support/hex.hpp"

using namespace souris;
using detail::inspect_value;
using detail::Inspection;
using detail::InspectionOptions;
using test::from_hex;

namespace {

/// Kind, offset and path, one after another: "duplicate_key 6 /a".
using Places = std::vector<std::string>;

Places places_of(const NonCanonicalList& non_canonical) {
    Places places;
    for (const NonCanonicalEncoding& encoding : non_canonical.kept()) {
        places.push_back(std::string(name_of(encoding.kind)) + ' ' +
                         std::to_string(encoding.offset) + ' ' + encoding.path);
    }
    return places;
}

struct Inspected {
    Inspection found;
    Result<void> result;
    std::size_t end = 0;
};

Inspected inspect(const Bytes& bytes, const DecodeOptions& options = {},
                  const TextDecoder* text = nullptr,
                  const InspectionOptions& wanted = {.looks_up_zones = true,
                                                     .minds_sourisdb = true}) {
    Inspected inspected;
    Cursor cursor(bytes);
    inspected.result = inspect_value(cursor, text, Layout::v2, options, wanted, inspected.found);
    inspected.end = cursor.offset();
    return inspected;
}

Bytes nested(std::size_t depth, std::string_view innermost) {
    Bytes bytes = test::repeated("b2", depth);
    const Bytes end = from_hex(innermost);
    bytes.insert(bytes.end(), end.begin(), end.end());
    return bytes;
}

}  // namespace

TEST_CASE("values, depth and zones are counted") {
    struct Row {
        const char* hex;
        std::uint64_t values;
        std::size_t depth;
        std::uint64_t zones;
    };
    const Row rows[] = {
        {"90", 1, 0, 0},
        {"31", 1, 0, 0},
        {"40f0ff", 1, 0, 0},
        {"40f8000000000000000001", 1, 0, 0},
        {"a00000000000000440", 1, 0, 0},
        {"f000002040", 1, 0, 0},
        {"0061", 1, 0, 0},
        {"510304", 1, 0, 0},
        {"610101010000 0000", 1, 0, 0},
        {"10016a", 1, 0, 0},
        {"70100231 32", 1, 0, 0},
        {"2003616263", 1, 0, 0},
        {"d07f000001", 1, 0, 0},
        {"e000000000000000000000000000000000", 1, 0, 0},
        {"c01003555443", 1, 0, 1},
        {"b0", 1, 1, 0},
        {"80", 1, 1, 0},
        {"b690b29090", 5, 2, 0},
        {"8410016190100162b2c01003555443", 4, 2, 1},
        {"b2b2b2b0", 4, 4, 0},
    };
    for (const Row& row : rows) {
        CAPTURE(std::string(row.hex));
        const Bytes bytes = from_hex(row.hex);
        const Inspected inspected = inspect(bytes);
        REQUIRE(inspected.result.has_value());
        CHECK(inspected.end == bytes.size());
        CHECK(inspected.found.value_count == row.values);
        CHECK(inspected.found.depth == row.depth);
        CHECK(inspected.found.zone_count == row.zones);
        // The system may have no database.
        CHECK(inspected.found.non_canonical.count() ==
              inspected.found.non_canonical.count(NonCanonicalKind::unknown_zone));
    }
}

TEST_CASE("non-canonical encodings are told with their places") {
    struct Row {
        const char* hex;
        Places places;
    };
    const Row rows[] = {
        {"91", {"reserved_bits 0 "}},
        {"4805", {"reserved_bits 0 "}},
        {"40f005", {"non_minimal_integer 1 "}},
        {"42f1efff", {"non_minimal_integer 1 "}},
        {"10f00161", {"non_minimal_integer 1 "}},
        {"00f061", {"non_minimal_integer 1 "}},
        {"51f00304", {"non_minimal_integer 1 "}},
        {"5103f004", {"non_minimal_integer 2 "}},
        {"61f00101010000 0000", {"non_minimal_integer 1 "}},
        {"6101f001010000 0000", {"non_minimal_integer 2 "}},
        {"b1f000", {"non_minimal_integer 1 "}},
        {"b49fb29f", {"reserved_bits 1 /0", "reserved_bits 3 /1/0"}},
        // In blocks: stored, run length, LZ4, Huffman, Brotli, zstd.
        {"20f00161", {"non_minimal_integer 1 "}},
        {"21f0020107", {"non_minimal_integer 1 "}},
        {"22f000", {"non_minimal_integer 1 "}},
        {"2205f0065068656c6c6f", {"non_minimal_integer 2 "}},
        {"2301f00307", {"non_minimal_integer 2 "}},
        {"230200016101 62f00101", {"non_minimal_integer 7 "}},
        {"23020001610162 01ff", {"nonzero_padding 8 "}},
        {"24f000f00106", {"non_minimal_integer 1 ", "non_minimal_integer 3 "}},
        {"25f000f009 28b52ffd0000010000", {"non_minimal_integer 1 ", "non_minimal_integer 3 "}},
        // Keys: the tag, the length, a string inside of a string's tag.
        {"82180161 90", {"reserved_bits 1 "}},
        {"8210f00161 90", {"non_minimal_integer 2 "}},
        {"82100161 9f", {"reserved_bits 4 /a"}},
        {"c01803555443", {"reserved_bits 1 "}},
        // "a", "b", "a", "a", and in an array in a map: "c", "c"
        {"88100161901001629010016190100161 90", {"duplicate_key 9 /a", "duplicate_key 13 /a"}},
        {"82100178b490841001639010016390", {"duplicate_key 11 /x/1/c"}},
        // An inner map with the same key is another map; after it the outer goes on.
        {"84100161821001619010016290", {}},
        {"84100161821001619010016190", {"duplicate_key 9 /a"}},
    };
    for (const Row& row : rows) {
        CAPTURE(std::string(row.hex));
        const Bytes bytes = from_hex(row.hex);
        const Inspected inspected = inspect(bytes);
        REQUIRE(inspected.result.has_value());
        CHECK(places_of(inspected.found.non_canonical) == row.places);
        CHECK(inspected.found.non_canonical.count() == row.places.size());
        // Strict reading stops at the first of them.
        DecodeOptions strict;
        strict.strict = true;
        const auto value = decode_value(bytes, strict);
        const auto name = value ? "" : name_of(value.error().code);
        const std::string first = row.places.empty() ? " " : row.places.front();
        CHECK(name == first.substr(0, first.find(' ')));
        CHECK(decode_value(bytes).has_value());
    }
}

TEST_CASE("unknown zones are not canonical") {
    if (!TimeZone::has_database()) return;
    // UTC, A, UTC, B, A
    const Bytes bytes = from_hex("bac01003555443c0100141c01003555443c0100142c0100141");
    const Inspected inspected = inspect(bytes);
    CHECK(inspected.found.zone_count == 5);
    CHECK(places_of(inspected.found.non_canonical) ==
          Places{"unknown_zone 7 /1", "unknown_zone 17 /3", "unknown_zone 21 /4"});

    Inspection found;
    Cursor cursor(bytes);
    CHECK(inspect_value(cursor, nullptr, Layout::v2, {}, {}, found));
    CHECK(found.non_canonical.count() == 0);
    CHECK(found.zone_count == 5);
}

TEST_CASE("what sourisdb refuses or misreads is not canonical") {
    const std::string deep = std::string(128, '[') + std::string(128, ']');
    const Value value = Array{
        *JsonText::parse("1e400"), *JsonText::parse(deep), *JsonText::parse(deep.substr(1, 254)),
        *JsonText::parse("1e308"), Timestamp{-1, 1, 1},    Timestamp{0, 1, 1},
    };
    const Bytes bytes = encode_value(value).value();
    const Inspected inspected = inspect(bytes);
    Places places = places_of(inspected.found.non_canonical);
    for (std::string& place : places) {
        const std::size_t kind = place.find(' ');
        place.erase(kind, place.rfind(' ') - kind);
    }
    CHECK(places == Places{"unportable_json /0", "unportable_json /1", "negative_year /4"});
    const auto& kept = inspected.found.non_canonical.kept();
    const auto tag_at = [&](std::uint64_t offset) {
        return detail::Tag{std::to_integer<std::uint8_t>(bytes[static_cast<std::size_t>(offset)])};
    };
    CHECK(tag_at(kept[0].offset).type() == Type::json);
    CHECK(tag_at(kept[2].offset).type() == Type::timestamp);

    Inspection found;
    Cursor cursor(bytes);
    CHECK(inspect_value(cursor, nullptr, Layout::v2, {}, {}, found));
    CHECK(found.non_canonical.count() == 0);
}

TEST_CASE("coded keys are compared, too") {
    // 'a' 1, 'b' 0
    const Bytes table = from_hex("006263");
    Cursor table_cursor(table);
    Budget memory(1000);
    const auto text = TextDecoder::read(table_cursor, memory);
    REQUIRE(text.has_value());
    // coded "ab", raw "ab", coded "aa", coded "ab" with padding
    const Inspected inspected =
        inspect(from_hex("881102019010026162901102039011020590"), {}, &*text);
    REQUIRE(inspected.result.has_value());
    CHECK(places_of(inspected.found.non_canonical) ==
          Places{"nonzero_padding 16 ", "duplicate_key 5 /ab", "duplicate_key 14 /ab"});
}

TEST_CASE("damage is what decoding says") {
    for (const char* const hex :
         {"", "b6", "b49040", "821001614390", "82100161", "84100161901001", "829090", "10ff",
          "b1ffffffffffffffffffffffffffffffffff", "c0100120", "7010017b", "1101", "b3b290f0"}) {
        CAPTURE(std::string(hex));
        const Bytes bytes = from_hex(hex);
        const Inspected inspected = inspect(bytes);
        const auto value = decode_value(bytes);
        REQUIRE_FALSE(inspected.result.has_value());
        REQUIRE_FALSE(value.has_value());
        CHECK(inspected.result.error() == value.error());
        CHECK(inspected.end == 0);
    }
}

TEST_CASE("limits are those of decoding, to the last byte of memory") {
    // Map, array, map, texts short and long, binary, empty containers.
    const Bytes bytes = from_hex(
        "86 10016b b6 80 b0 82 10 21 "
        "6161616161616161616161616161616161616161616161616161616161616161"
        "61 90 10016c 10 21 6161616161616161616161616161616161616161616161616161616161616161 61"
        "10016d 21 02 ff 00");
    struct Row {
        std::uint64_t Limits::*field;
        std::uint64_t most;
    };
    const Row rows[] = {{&Limits::max_memory, 2000}, {&Limits::max_nodes, 12},
                        {&Limits::max_string, 300},  {&Limits::max_key, 40},
                        {&Limits::max_output, 300},  {&Limits::max_input, 200}};
    for (const Row& row : rows) {
        int refused = 0;
        for (std::uint64_t limit = 0; limit <= row.most; ++limit) {
            DecodeOptions options;
            options.limits.*row.field = limit;
            const Inspected inspected = inspect(bytes, options);
            const auto value = decode_value(bytes, options);
            REQUIRE(inspected.result.has_value() == value.has_value());
            if (value) continue;
            ++refused;
            REQUIRE(inspected.result.error() == value.error());
        }
        CHECK(refused > 0);
        CHECK(refused <= static_cast<int>(row.most));
    }
}

TEST_CASE("a million levels and a million non-canonical encodings") {
    DecodeOptions options;
    options.limits = Limits::unlimited();
    constexpr std::size_t million = 1'000'000;
    const Inspected deep = inspect(nested(million, "9f"), options);
    CHECK(deep.result.has_value());
    CHECK(deep.found.depth == million);
    CHECK(deep.found.non_canonical.count(NonCanonicalKind::reserved_bits) == 1);
    // Its path is too long to keep as it is.
    REQUIRE(deep.found.non_canonical.kept().size() == 1);
    CHECK(deep.found.non_canonical.kept().front().path.size() <= max_path_size);
    CHECK(deep.found.non_canonical.kept().front().path.ends_with("…"));

    Bytes many = from_hex("b1f240420f");
    many.resize(many.size() + million, std::byte{0x9F});
    const Inspected wide = inspect(many);
    CHECK(wide.result.has_value());
    CHECK(wide.found.non_canonical.count() == million);
    CHECK(places_of(wide.found.non_canonical) == Places{"reserved_bits 5 /0", "reserved_bits 6 /1",
                                                        "reserved_bits 7 /2", "reserved_bits 8 /3",
                                                        "reserved_bits 9 /4"});

    // One key a hundred thousand times.
    Bytes map = from_hex("81f2a08601");
    const Bytes entries = test::repeated("10016190", 100'000);
    map.insert(map.end(), entries.begin(), entries.end());
    const Inspected repeated = inspect(map);
    CHECK(repeated.result.has_value());
    CHECK(repeated.found.non_canonical.count(NonCanonicalKind::duplicate_key) == 99'999);
}

TEST_CASE("what canonical form excludes is reported if wanted") {
    struct Row {
        const char* hex;
        Places places;
    };
    const Row rows[] = {
        // Nothing.
        {"82 100161 84 100161 4005 100162 42f0ff", {}},
        {"b6 510505 60f1b207010100000000 200100", {}},
        {"b10790909090909090", {}},
        // Sign states.
        {"4105", {"signed_state 0 "}},
        {"b6 520505 5605f0ff 580505",
         {"signed_state 1 /0", "signed_state 4 /1", "signed_state 8 /2"}},
        {"b2 61f1b207010100000000", {"signed_state 1 /0"}},
        // Counts.
        {"8100", {"count_form 0 "}},
        {"b2 b10190", {"count_form 1 /0"}},
        {"be90909090909090", {"count_form 0 "}},
        // Blocks.
        {"b2 21020a00", {"compressed_block 1 /0"}},
        // Keys.
        {"86 100162 90 100161 90 100163 90", {"unsorted_key 5 /a"}},
        {"86 100161 90 100162 90 100161 90", {"unsorted_key 9 /a", "duplicate_key 9 /a"}},
        {"84 100161 90 100161 90", {"duplicate_key 5 /a"}},
        {"82 100161 84 10026162 90 100161 90", {"unsorted_key 10 /a/a"}},
        // Only the bytes of keys count, as unsigned numbers.
        {"84 10017f 90 1002c280 90", {}},
        // With what strict reading refuses.
        {"b4 9f 41f005", {"reserved_bits 1 /0", "non_minimal_integer 3 /1", "signed_state 2 /1"}},
    };
    for (const Row& row : rows) {
        CAPTURE(row.hex);
        const Bytes bytes = from_hex(row.hex);
        const Inspected strictest = inspect(bytes, {}, nullptr, {.canonical = true});
        CHECK(strictest.result);
        CHECK(places_of(strictest.found.non_canonical) == row.places);
        const Inspected usual = inspect(bytes, {}, nullptr, {});
        CHECK(usual.result);
        CHECK(usual.found.non_canonical.count(NonCanonicalKind::unsorted_key) == 0);
        CHECK(usual.found.non_canonical.count(NonCanonicalKind::signed_state) == 0);
        CHECK(usual.found.non_canonical.count(NonCanonicalKind::count_form) == 0);
        CHECK(usual.found.non_canonical.count(NonCanonicalKind::compressed_block) == 0);
    }
}

TEST_CASE("coded text is not canonical, wherever it is") {
    // The table of docs/format.md: 190 is the bits 0 1 1 0 0.
    const Bytes table = from_hex("003a003231");
    Cursor cursor(table);
    Budget memory(1 << 20);
    const auto text = TextDecoder::read(cursor, memory);
    REQUIRE(text);
    const Inspected inspected =
        inspect(from_hex("84 110506 110506 100139 7011 0101"), {}, &*text, {.canonical = true});
    CHECK(inspected.result);
    CHECK(places_of(inspected.found.non_canonical) ==
          Places{"coded_text 1 /190", "coded_text 4 /190", "coded_text 11 /9"});
}
