// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <souris/non_canonical.hpp>

using namespace souris;

TEST_CASE("strict reading tolerates nothing") {
    NonCanonicalHandler* const strict = refuse_non_canonical();
    REQUIRE(strict != nullptr);
    CHECK(strict == refuse_non_canonical());
    for (const auto code :
         {ErrorCode::reserved_bits, ErrorCode::nonzero_padding, ErrorCode::non_minimal_integer}) {
        CHECK_FALSE(strict->tolerates(code, 0));
    }
}

TEST_CASE("names and phrases") {
    struct Row {
        NonCanonicalKind kind;
        std::string_view name;
        std::string_view phrase;
    };
    const Row rows[] = {
        {NonCanonicalKind::reserved_bits, "reserved_bits", "reserved bits are set"},
        {NonCanonicalKind::nonzero_padding, "nonzero_padding", "padding bits are set"},
        {NonCanonicalKind::non_minimal_integer, "non_minimal_integer",
         "integer longer than it needs to be"},
        {NonCanonicalKind::duplicate_key, "duplicate_key", "duplicate key"},
        {NonCanonicalKind::trailing_bytes, "trailing_bytes", "bytes after the end"},
        {NonCanonicalKind::unknown_zone, "unknown_zone", "unknown time zone"},
        {NonCanonicalKind::negative_year, "negative_year", "year whose sign sourisdb loses"},
        {NonCanonicalKind::unportable_json, "unportable_json", "JSON that sourisdb refuses"},
        {NonCanonicalKind::unsorted_key, "unsorted_key", "key out of order"},
        {NonCanonicalKind::signed_state, "signed_state", "sign state 1"},
        {NonCanonicalKind::count_form, "count_form", "count in the other of its two forms"},
        {NonCanonicalKind::coded_text, "coded_text", "coded text"},
        {NonCanonicalKind::text_table, "text_table", "text table"},
        {NonCanonicalKind::compressed_block, "compressed_block", "compressed block"},
        {NonCanonicalKind::checksum, "checksum", "checksum"},
        {NonCanonicalKind::layout_v1, "layout_v1", "layout v1"},
    };
    CHECK(std::size(rows) == non_canonical_kind_count);
    for (const Row& row : rows) {
        CHECK(name_of(row.kind) == row.name);
        CHECK(phrase_of(row.kind) == row.phrase);
        const bool is_about_others = row.kind >= NonCanonicalKind::unknown_zone &&
                                     row.kind <= NonCanonicalKind::unportable_json;
        CHECK(is_excluded_by_canonical_form(row.kind) == !is_about_others);
    }
}

TEST_CASE("messages tell the place, and command no terminal") {
    NonCanonicalEncoding encoding{NonCanonicalKind::unknown_zone, OffsetBase::input, 20, "/a\x1b"};
    CHECK(encoding.message() == "unknown time zone at byte 20, in /a\\u{1b}");
    encoding = {NonCanonicalKind::trailing_bytes, OffsetBase::unpacked, 7, ""};
    CHECK(encoding.message() == "bytes after the end at byte 7 of the unpacked body");
}

TEST_CASE("a list counts all and keeps the first of each kind") {
    NonCanonicalList list(2);
    CHECK(list.count() == 0);
    for (std::uint64_t i = 0; i < 5; ++i) {
        const bool is_kept = list.count_one(NonCanonicalKind::duplicate_key);
        CHECK(is_kept == (i < 2));
        if (is_kept) list.keep({NonCanonicalKind::duplicate_key, OffsetBase::input, i, ""});
    }
    CHECK(list.count_one(NonCanonicalKind::unknown_zone));
    CHECK(list.count(NonCanonicalKind::duplicate_key) == 5);
    CHECK(list.count(NonCanonicalKind::unknown_zone) == 1);
    CHECK(list.count(NonCanonicalKind::reserved_bits) == 0);
    CHECK(list.count() == 6);
    REQUIRE(list.kept().size() == 2);
    CHECK(list.kept()[1].offset == 1);
    CHECK_FALSE(NonCanonicalList(0).count_one(NonCanonicalKind::duplicate_key));
}
