// SPDX-License-Identifier: MIT
#include "compress/literal_block.hpp"

#include <doctest/doctest.h>

#include <souris/block.hpp>

#include "compress/brotli_block.hpp"
#include "compress/lz4_block.hpp"
#include "compress/unpacked_size.hpp"
#include "compress/zstd_block.hpp"
#include "support/hex.hpp"
#include "unit/compress/blocks.hpp"

using namespace souris;
using test::repeat;
using test::to_hex;

TEST_CASE("blocks of literals, byte by byte") {
    CHECK(to_hex(detail::literal_lz4(repeat("ab", 2))) == "206162");
    CHECK(to_hex(detail::literal_lz4({})).empty());
    CHECK(to_hex(detail::literal_brotli(repeat("ab", 2))) == "100010616203");
    CHECK(to_hex(detail::literal_brotli({})) == "06");
    CHECK(to_hex(detail::literal_zstd(repeat("ab", 2))) == "28b52ffd00381100006162");
    CHECK(to_hex(detail::literal_zstd({})) == "28b52ffd0038010000");
}

TEST_CASE("the libraries unpack blocks of literals, which are longer than the bytes") {
    // Sizes on both sides of a longer length, or of another meta-block.
    for (const std::size_t size : {0U, 1U, 14U, 15U, 16U, 269U, 270U, 271U, 65'535U, 65'536U,
                                   65'537U, 131'072U, 1'000'000U}) {
        CAPTURE(size);
        const Bytes bytes = repeat("x", size);
        const Bytes lz4 = detail::literal_lz4(bytes);
        CHECK(lz4.size() >= size);
        Sink sink;
        detail::write_lz4(sink, size, lz4);
        const auto brotli_at = static_cast<std::size_t>(sink.size());
        const Bytes brotli = detail::literal_brotli(bytes);
        CHECK(brotli.size() > size);
        detail::write_packed(sink, size, brotli);
        const auto zstd_at = static_cast<std::size_t>(sink.size());
        const Bytes zstd = detail::literal_zstd(bytes);
        CHECK(zstd.size() > size);
        detail::write_packed(sink, size, zstd);

        const Bytes written = sink.take();
        Cursor cursor(written);
        Budget memory(std::uint64_t{1} << 30U);
        const auto from_lz4 = test::unpacked_by(memory, [&](detail::BlockTarget& target) {
            return detail::read_lz4(target, cursor, {}, nullptr);
        });
        CHECK(from_lz4 == bytes);
        CHECK(cursor.offset() == brotli_at);
        const auto from_brotli = test::unpacked_by(memory, [&](detail::BlockTarget& target) {
            return detail::read_brotli(target, cursor, {}, memory, nullptr);
        });
        CHECK(from_brotli == bytes);
        CHECK(cursor.offset() == zstd_at);
        const auto from_zstd = test::unpacked_by(memory, [&](detail::BlockTarget& target) {
            return detail::read_zstd(target, cursor, {}, memory, nullptr);
        });
        CHECK(from_zstd == bytes);
    }
}
