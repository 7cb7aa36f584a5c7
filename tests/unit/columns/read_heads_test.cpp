// SPDX-License-Identifier: MIT
#include <cstdint>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "columns/path_head.hpp"
#include "support/hex.hpp"

using namespace souris;
using namespace souris::detail::columns;

namespace {

Result<std::vector<Path>, BlockError> paths_of_hex(const std::string& hex,
                                                   std::uint64_t memory_size = 1 << 20U) {
    // Keys are views of it.
    static std::vector<Bytes> kept;
    kept.push_back(test::from_hex(hex));
    Cursor cursor(kept.back());
    Budget memory(memory_size);
    return read_heads(cursor, memory);
}

/// Reads the heads and writes them.
std::string heads_again(const std::string& hex) {
    const auto paths = paths_of_hex(hex);
    if (!paths) return std::string(name_of(paths.error().code));
    Sink sink;
    write_heads(sink, *paths);
    return test::to_hex(sink.view());
}

}  // namespace

TEST_CASE("heads that are read are written the same") {
    for (const char* const hex : {
             "00",                                                 // nothing
             "07 05",                                              // null, false, true
             "08 01 00 00",                                        // an empty map
             "08 01 00 02 00 0161 00 0162 01 00",                  // two members
             "08 01 00 02 00 0161 01 01",                          // one, twice
             "08 02 00 01 00 00 00 01 01 03 01",                   // an empty key, in two shapes
             "08 01 01 02 81 00 01",                               // a dictionary
             "08 01 02 00 01 07 03",                               // an array
             "08 01 03 00",                                        // tuples of none and of two
             "08 01 03 02 01 01",                                  //
             "08 01 04 00 026162",                                 // a text without fields
             "08 01 04 02 0000 0100 026162 10 01 00 01 10 20 00",  // with two
             "08 01 04 01 00 01 12 00 10 01 02 41",                // padded, and dates and times
             "08 01 04 01 00 02 2D 00 10 01 00 01",                //
             "08 01 04 01 00 03 3A 00 10 01 00 01",                //
             "08 01 04 01 00 04 2D 54 3A 00 10 01 00 01",          //
             "08 01 04 01 00 00 00 08 01 04 01 00 00 00 10 01 00 01",  // a field of a field
             "10 01 00 01",                                            // every kind of content
             "10 02 01 81",                                            //
             "10 04 02 01 0F",                                         //
             "10 08",                                                  //
             "10 10",                                                  //
             "10 20 00",                                               //
             "90 20 01 00 01",                                         //
             "10 40 00",                                               //
             "10 80 00",                                               //
             "10 F10001 00",                                           //
             "20 08 00",                                               // literals
             "20 08 02 03",                                            //
             "47 05 03 01 00 00 00 02 00",                             // contexts of symbols before
         }) {
        CAPTURE(hex);
        CHECK(heads_again(hex) == test::to_hex(test::from_hex(hex)));
    }
}

TEST_CASE("heads that cannot be are refused") {
    for (const char* const hex : {
             "",                                        // no root
             "08",                                      // parts that are cut
             "08 01",                                   //
             "08 01 05",                                // of an unknown kind
             "08 7F 02",                                // more than there are bytes
             "08 01 00 7F",                             //
             "08 01 03 7F",                             //
             "08 01 04 7F",                             //
             "08 01 00 01 01",                          // a member that was not mentioned
             "08 01 00 02 00 0161 02",                  //
             "08 01 00 01 00 0561",                     // a key that is cut
             "08 01 00 01 00 0161",                     // no head of a member
             "08 01 02 03 01 00",                       // an order of 3
             "08 01 02 00 00 00",                       // no class
             "08 01 02 00 82 00",                       // too many
             "08 01 04 01 03 00 026162 00",             // a field behind the text
             "08 01 04 01 00 05 026162 00",             // of an unknown format
             "08 01 04 01 00 01 13 00 00",              // too wide
             "08 01 04 01 00 00 00 01",                 // a field that is null
             "08 01 04 01 00 00 00 10 02 00 01",        // a signed integer
             "08 01 04 01 00 00 00 20 F10001 01 00",    // an encoded literal
             "08 01 04 01 00 00 00 08 01 02 00 01 00",  // an array
             "08 01 04 01 00 00 00 08 01 04 01 00 00 00 08 01 04 00 00",  // a field too deep
             "10",                                                        // contents that are cut
             "10 00",                                                     // of no kind
             "10 F10002",                                                 // of an unknown one
             "10 20",                                                     //
             "10 20 02",                                // neither with nor without zeros
             "10 04 00 01 10",                          // 16 decimals
             "20 08",                                   // literals without a count
             "20 08 F300000080",                        // 2^31 of them
             "03",                                      // no table
             "03 13",                                   // too large
             "43 04 05 00 00 00 00 00 00 00 00 00 00",  // five contexts
             "43 04 01 03 00",                          // of three symbols before
             "43 04 01 00 05 01 01 01 01 01",           // of five others
             "43 04 01 00 01 01",                       // of one that is not before
             "08 01 00 01 00 0161 43 04 01 00 01 00",   // of itself
             "08 01 02 00 01 43 04 01 00 01 01",        // of another table
         }) {
        CAPTURE(hex);
        CHECK(heads_again(hex) == "bad_block");
    }
}

TEST_CASE("paths have rows in common with what they are parts of") {
    // A map with a member, an array's element, a dictionary.
    const auto paths = paths_of_hex(
        "08 03 00 01 00 0161 02 01 00 01 02"
        "00 00 00 00");
    REQUIRE(paths);
    REQUIRE(paths->size() == 5);
    const std::uint32_t root = (*paths)[0].table;
    CHECK((*paths)[1].table == root);
    CHECK((*paths)[2].table != root);
    CHECK((*paths)[3].table != root);
    CHECK((*paths)[3].table != (*paths)[2].table);
    CHECK((*paths)[4].table == (*paths)[3].table);
    CHECK((*paths)[1].key == "a");
    CHECK((*paths)[4].role == PathRole::value);
}

TEST_CASE("paths charge for their memory") {
    const std::string tuple = "08 01 03 04 00 00 00 00";
    CHECK(paths_of_hex(tuple, 1 << 16U));
    for (std::uint64_t memory = 0; memory < 5 * sizeof(Path); memory += 100) {
        const auto paths = paths_of_hex(tuple, memory);
        REQUIRE_FALSE(paths);
        CHECK(paths.error().code == ErrorCode::limit_exceeded);
        CHECK(paths.error().limit == Limit::memory);
    }
}
