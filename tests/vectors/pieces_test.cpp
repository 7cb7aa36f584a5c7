// SPDX-License-Identifier: MIT
#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <span>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <souris/document_scanner.hpp>

#include "property/document_scanner_properties.hpp"
#include "property/scanner_properties.hpp"
#include "support/sanitizer.hpp"
#include "vector_files.hpp"

// Everything that sourisdb wrote, in pieces: cut once at places all over the first 4 KiB and at
// random beyond, byte by byte, and in random pieces. With SOURIS_CORPUS, the name of a folder of
// JSON documents that are read in the same way, it is cut at every byte.

using namespace souris;

namespace {

/// Calls `check` with functions that give the sizes of pieces.
template <class Check>
bool in_all_cuts(std::size_t size, Check check) {
    constexpr std::size_t each = 4096;
    constexpr std::size_t usual = test::is_sanitized ? 20 : 100;
    const std::size_t places = std::min(size, each);
    const std::size_t step =
        std::getenv("SOURIS_CORPUS") != nullptr ? 1 : std::max<std::size_t>(1, places / usual);
    for (std::size_t cut = 1; cut < places; cut += step) {
        bool is_first = true;
        const auto once = [&] { return std::exchange(is_first, false) ? cut : size; };
        if (!check(once)) return false;
    }
    std::minstd_rand generator(static_cast<unsigned>(size));
    for (int i = 0; i < 8 && size > each; ++i) {
        const std::size_t cut = each + generator() % (size - each);
        bool is_first = true;
        if (!check([&] { return std::exchange(is_first, false) ? cut : size; })) return false;
    }
    return check([] { return std::size_t{1}; }) &&
           check([&] { return static_cast<std::size_t>(generator() % 100); });
}

bool is_value_in_all_cuts(std::span<const std::byte> bytes, Layout layout) {
    return in_all_cuts(bytes.size(), [&](auto next_size) {
        return properties::pieces_are_read_like_whole(bytes, {}, layout, next_size);
    });
}

/// A store, as it is and as a message, and what follows it.
bool is_store_in_all_cuts(const Bytes& bytes, Layout layout) {
    Sink stream;
    stream.write_bytes(bytes);
    write_message(stream, bytes);
    const auto all = stream.view();
    const auto found = properties::scan_documents(all, {}, layout, [&] { return all.size(); });
    return found && !found->error && found->documents == std::vector{bytes, bytes} &&
           in_all_cuts(all.size(), [&](auto next_size) {
               return properties::documents_in_pieces_are_those_of_the_whole(all, {}, layout,
                                                                             next_size);
           });
}

}  // namespace

TEST_CASE("every value that sourisdb wrote is read in pieces as it is whole") {
    for (const test::ValueVector& vector : test::value_vectors()) {
        CAPTURE(vector.line.substr(0, 200));
        CHECK(is_value_in_all_cuts(vector.v1, Layout::v1));
        CHECK(is_value_in_all_cuts(vector.v2, Layout::v2));
    }
}

TEST_CASE("every store that sourisdb wrote is found in pieces") {
    for (const test::StoreVector& vector : test::store_vectors()) {
        CAPTURE(vector.name);
        CHECK(is_store_in_all_cuts(vector.bytes, vector.layout));
    }
}

TEST_CASE("the documents of a folder are read in pieces as they are whole") {
    const char* const folder = std::getenv("SOURIS_CORPUS");
    if (folder == nullptr) return;
    for (const auto& file : std::filesystem::recursive_directory_iterator(folder)) {
        if (file.path().extension() != ".json") continue;
        CAPTURE(file.path().string());
        const auto value = value_from_json(test::read_text(file.path().string()));
        if (!value) continue;
        for (const Layout layout : {Layout::v1, Layout::v2}) {
            CHECK(is_value_in_all_cuts(encode_value(*value, {.layout = layout}).value(), layout));
            if (!value->is(Type::map)) continue;
            WriteOptions options;
            options.layout = layout;
            CHECK(is_store_in_all_cuts(encode_store(Store(*value->as_map()), options).value(),
                                       layout));
        }
    }
}
