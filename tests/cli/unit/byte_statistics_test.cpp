// SPDX-License-Identifier: MIT
#include "printers/byte_statistics.hpp"

#include <numeric>
#include <string>
#include <utility>

#include <doctest/doctest.h>

#include <souris/annotate.hpp>
#include <souris/store.hpp>

using namespace souris;
using cli::ByteStatistics;
using cli::PathNode;

namespace {

ByteStatistics statistics_of(Map map, Profile profile = Profile::stored) {
    WriteOptions options;
    options.profile = profile;
    const Bytes bytes = encode_store(Store(std::move(map)), options).value();
    ByteStatistics statistics(bytes.size());
    REQUIRE(annotate_bytes(bytes, statistics));
    CHECK(statistics.file().size == bytes.size());
    return statistics;
}

std::uint64_t bytes_of_paths(const ByteStatistics& statistics) {
    const auto paths = statistics.paths();
    return std::accumulate(
        paths.begin(), paths.end(), std::uint64_t{0},
        [](std::uint64_t sum, const PathNode& node) { return sum + node.own.bytes; });
}

std::uint64_t bytes_of_parts(const cli::ByteTally& tally) {
    return std::accumulate(tally.parts.begin(), tally.parts.end(), std::uint64_t{0});
}

/// The number of values at a path.
std::uint64_t count_at(const ByteStatistics& statistics, std::string_view path) {
    for (std::size_t i = 0; i < statistics.paths().size(); ++i) {
        if (statistics.path_of(i) == path) return statistics.paths()[i].own.count;
    }
    return 0;
}

}  // namespace

TEST_CASE("elements of an array have one path, and all bytes are counted once") {
    const Map root{{"a", Array{Map{{"b", 1}}, Map{{"b", 2}}, 3}}, {"c", "text"}};
    const ByteStatistics statistics = statistics_of(root);
    CHECK(count_at(statistics, "") == 1);
    CHECK(count_at(statistics, "/a") == 1);
    CHECK(count_at(statistics, "/a/*") == 3);
    CHECK(count_at(statistics, "/a/*/b") == 2);
    CHECK(statistics.values().keys.count == 4);
    CHECK(statistics.values().types[static_cast<std::size_t>(Type::map)].count == 3);
    const cli::ByteTally& values = statistics.values();
    CHECK(bytes_of_paths(statistics) + bytes_of_parts(values) == values.size);
    std::uint64_t by_type = values.keys.bytes;
    for (const cli::ByteCount& type : values.types)
        by_type += type.bytes;
    CHECK(by_type + bytes_of_parts(values) == values.size);
}

TEST_CASE("values of a packed body are counted in it") {
    const ByteStatistics statistics = statistics_of({{"a", std::string(1000, 'x')}}, Profile::fast);
    REQUIRE(statistics.is_unpacked());
    CHECK(statistics.unpacked().size > statistics.file().size);
    CHECK(bytes_of_parts(statistics.file()) == statistics.file().size);
    CHECK(statistics.file().parts[static_cast<std::size_t>(cli::FilePart::packed_body)] != 0);
    CHECK(bytes_of_paths(statistics) == statistics.unpacked().size);
}

TEST_CASE("long keys that begin alike are told apart") {
    const std::string key(1000, 'k');
    const ByteStatistics statistics =
        statistics_of({{key + '1', nullptr}, {key + '2', nullptr}, {"a", Map{{key, 1}}}});
    REQUIRE(statistics.paths().size() == 5);
    CHECK(statistics.paths()[1].own.count == 1);
    CHECK(statistics.paths()[2].own.count == 1);
    CHECK(statistics.paths()[1].token == std::string(256, 'k') + "...");
}

TEST_CASE("paths beyond the most are counted as one of their container") {
    constexpr std::size_t most = 65'536;
    Map many;
    for (std::size_t i = 0; i < most + 100; ++i)
        many[std::to_string(i)] = 1;
    const ByteStatistics statistics =
        statistics_of({{"k", std::move(many)}, {"l", Map{{"m", Map{{"n", 1}}}}}});
    // Two of the paths are the root and /k.
    CHECK(count_at(statistics, "/k/...") == 102);
    CHECK(count_at(statistics, "/...") == 3);
    CHECK(statistics.paths().size() == most + 2);
    CHECK(bytes_of_paths(statistics) + bytes_of_parts(statistics.file()) == statistics.file().size);
}
