// SPDX-License-Identifier: MIT
// Tests a build without LZ4, Brotli, zstd and columns: their sources are compiled again and replace
// those of the library.
#include <doctest/doctest.h>

#include <souris/block.hpp>
#include <souris/check.hpp>
#include <souris/souris.hpp>

#include "support/hex.hpp"

using namespace souris;
using test::from_hex;
using test::repeat;
using test::to_hex;

namespace {

constexpr std::string_view packed_store =
    "534F555249534442 02 38 1B FF01821006636865657365102D6272696520050010506272696520";

}  // namespace

TEST_CASE("the build says what it does not support") {
    CHECK(is_supported(Compression::stored));
    CHECK(is_supported(Compression::run_length));
    CHECK(is_supported(Compression::huffman));
    CHECK_FALSE(is_supported(Compression::lz4));
    CHECK_FALSE(is_supported(Compression::brotli));
    CHECK_FALSE(is_supported(Compression::zstd));
    CHECK_FALSE(is_supported(Compression::columns));
}

TEST_CASE("what was packed by what is not there is unsupported, and said where") {
    const auto store = decode_store(from_hex(packed_store));
    REQUIRE_FALSE(store);
    CHECK(store.error().message() == "unsupported compression at byte 8");
    for (const std::string_view value :
         {"22 03 04 30616263", "24 03 08 0B018061626303", "25 03 0C 28B52FFD2003190000616263",
          "26 01 06 01 000101 0000"}) {
        CAPTURE(value);
        const auto binary = decode_value(from_hex(value));
        REQUIRE_FALSE(binary);
        CHECK(binary.error().code == ErrorCode::unsupported_compression);
    }
    const CheckReport report = check_bytes(from_hex(packed_store));
    REQUIRE(report.damage);
    CHECK(report.damage->code == ErrorCode::unsupported_compression);
}

TEST_CASE("writers choose among what is left") {
    const Bytes bytes = repeat("the quick brown mouse ", 1000);
    const BlockChoice choice = choose_block(bytes, Layout::v2, Profile::smallest, true);
    CHECK(choice.compression == Compression::huffman);
    Store store;
    store["text"] = as_text(bytes);
    store["bytes"] = bytes;
    for (const auto profile :
         {Profile::stored, Profile::fast, Profile::balanced, Profile::smallest}) {
        CAPTURE(name_of(profile));
        WriteOptions options;
        options.profile = profile;
        options.extended = true;
        const auto written = encode_store(store, options);
        REQUIRE(written);
        CHECK(decode_store(*written) == store);
    }
}

TEST_CASE("a codec that is asked for all the same writes literals") {
    Sink sink;
    write_block(sink, Compression::lz4, Layout::v2, repeat("ab", 2));
    write_block(sink, Compression::brotli, Layout::v2, repeat("ab", 2));
    write_block(sink, Compression::zstd, Layout::v2, repeat("ab", 2));
    CHECK(to_hex(sink.take()) ==
          "0203206162"
          "0206100010616203"
          "020b28b52ffd00381100006162");
}
