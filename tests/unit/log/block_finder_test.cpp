// SPDX-License-Identifier: MIT
#include "log/block_finder.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "log/marker.hpp"
#include "unit/file/temporary_directory.hpp"

using namespace souris;
using namespace souris::detail;

namespace {

std::string block_of(std::uint64_t first, std::string_view content) {
    BlockHeader header;
    header.first_record = first;
    header.record_count = content.empty() ? 0 : 1;
    header.content_size = static_cast<std::uint32_t>(content.size());
    header.content_hash = hash_of(as_byte_span(content));
    return text_of(bytes_of(header)) + std::string(content);
}

/// A file with that content, open.
struct Opened {
    explicit Opened(std::string_view content) {
        put(directory / "log", content);
        file = DataFile::open((directory / "log").string(), DataAccess::read).value();
    }
    TemporaryDirectory directory;
    DataFile file;
};

constexpr std::uint64_t none = ~std::uint64_t{0};

std::uint64_t next(BlockFinder& finder, std::uint64_t from, std::uint64_t to = none) {
    const auto found = finder.find_next(from, to);
    REQUIRE(found);
    return *found ? (*found)->offset : none;
}

std::uint64_t last(BlockFinder& finder, std::uint64_t from, std::uint64_t to) {
    const auto found = finder.find_last(from, to);
    REQUIRE(found);
    return *found ? (*found)->offset : none;
}

}  // namespace

TEST_CASE("blocks are found from any place, both ways") {
    // Headers at all places of a window, among content with broken headers and bare markers.
    constexpr std::size_t window = BlockFinder::window_size;
    std::string content;
    std::vector<std::uint64_t> offsets;
    for (std::size_t i = 0; i < 130; ++i) {
        content += std::string(i % 2 == 0 ? 1500 + i : 0, 'x');
        if (i % 7 == 0) content += std::string(block_marker);
        if (i % 11 == 0) content += block_of(i, "").substr(0, 51) + "y";
        offsets.push_back(content.size());
        content += block_of(i, i % 3 == 0 ? "" : "content");
        // The next header begins close to the end of a window.
        if (i % 5 == 0) content.resize((content.size() / window + 1) * window - 60 + i, 'z');
    }
    const Opened opened(content);
    BlockFinder finder(opened.file);
    std::uint64_t before = none;
    for (const std::uint64_t offset : offsets) {
        const std::uint64_t from = before == none ? 0 : before + 1;
        CHECK(next(finder, from) == offset);
        CHECK(next(finder, offset) == offset);
        CHECK(next(finder, from, offset + 1) == offset);
        CHECK(next(finder, from, offset) == none);
        CHECK(last(finder, 0, offset + 1) == offset);
        CHECK(last(finder, 0, offset) == before);
        CHECK(last(finder, from, offset) == none);
        before = offset;
    }
    CHECK(next(finder, before + 1) == none);
    CHECK(last(finder, 0, content.size()) == before);
    CHECK(last(finder, before + 1, content.size()) == none);
    CHECK(next(finder, content.size()) == none);
    CHECK(next(finder, content.size() + 1000) == none);
}

TEST_CASE("content is read if it is what the header says") {
    std::string large(700'000, 'a');
    for (const std::string& content :
         {std::string("\0", 1), std::string("\0abc", 4), '\0' + large}) {
        const std::string block = block_of(3, content);
        const Opened opened(block + block);
        BlockFinder finder(opened.file);
        const FoundBlock found = finder.find_next(0, 1).value().value();
        CHECK(found.end() == block.size());
        Bytes read;
        CHECK(finder.read_content(found, read, {}) == true);
        CHECK(text_of(read) == content);
        Limits small;
        small.max_input = content.size() - 1;
        CHECK(finder.read_content(found, read, small).error().detail == "max_input");
    }
}

TEST_CASE("content that is cut, changed, or has a block in it is not read") {
    const std::string content = std::string(1, '\0') + std::string(600'000, 'a');
    const std::string block = block_of(3, content);
    const auto is_read = [&](std::string file) {
        const Opened opened(file);
        BlockFinder finder(opened.file);
        const auto found = finder.find_next(0, 1).value();
        REQUIRE(found);
        Bytes read;
        const auto done = finder.read_content(*found, read, {});
        REQUIRE(done);
        return *done;
    };
    CHECK(is_read(block));
    CHECK_FALSE(is_read(block.substr(0, block.size() - 1)));
    CHECK_FALSE(is_read(block.substr(0, block_header_size)));
    for (const std::size_t place : {std::size_t{1}, std::size_t{262'143}, content.size() - 1}) {
        std::string changed = block;
        changed[block_header_size + place] ^= 1;
        CHECK_FALSE(is_read(changed));
    }
    // A marker, even if the hash is right: across the parts that are read, and at the beginning.
    for (const std::size_t place : {std::size_t{5}, std::size_t{262'140}, std::size_t{500'000}}) {
        std::string forged = content;
        forged.replace(place, block_marker.size(), block_marker);
        CHECK_FALSE(is_read(block_of(3, forged)));
    }
    CHECK_FALSE(is_read(block_of(3, "SDBLOG\n and so on")));
}
