// SPDX-License-Identifier: MIT
#include <string>

#include <doctest/doctest.h>

#include <souris/compression.hpp>

using namespace souris;

TEST_CASE("every compression has its number and its name, and is portable from one layout on") {
    struct Row {
        Compression compression;
        int id;
        std::string name;
        bool in_v1;
        bool in_v2;
    };
    for (const Row& row : {Row{Compression::stored, 0, "stored", true, true},
                           Row{Compression::run_length, 1, "run_length", true, true},
                           Row{Compression::lz4, 2, "lz4", false, true},
                           Row{Compression::huffman, 3, "huffman", false, true},
                           Row{Compression::brotli, 4, "brotli", false, false},
                           Row{Compression::zstd, 5, "zstd", false, false},
                           Row{Compression::columns, 6, "columns", false, false}}) {
        CAPTURE(row.name);
        CHECK(static_cast<int>(row.compression) == row.id);
        CHECK(name_of(row.compression) == row.name);
        CHECK(is_portable(row.compression, Layout::v1) == row.in_v1);
        CHECK(is_portable(row.compression, Layout::v2) == row.in_v2);
        // Columns are no library that is missing, but a part of this one that may be left out.
        if (row.compression != Compression::columns) CHECK(is_supported(row.compression));
    }
    CHECK(name_of(static_cast<Compression>(7)) == "unknown");
    CHECK_FALSE(is_portable(static_cast<Compression>(7), Layout::v2));
    CHECK_FALSE(is_supported(static_cast<Compression>(7)));
    CHECK(is_known(Compression::huffman, Layout::v2));
    CHECK(is_known(Compression::brotli, Layout::v2));
    CHECK(is_known(Compression::zstd, Layout::v2));
    CHECK(is_known(Compression::columns, Layout::v2));
    CHECK_FALSE(is_known(Compression::lz4, Layout::v1));
    CHECK_FALSE(is_known(Compression::brotli, Layout::v1));
    CHECK_FALSE(is_known(Compression::zstd, Layout::v1));
    CHECK_FALSE(is_known(Compression::columns, Layout::v1));
    CHECK_FALSE(is_known(static_cast<Compression>(7), Layout::v2));
}
