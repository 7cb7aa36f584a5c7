// SPDX-License-Identifier: MIT
#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <vector>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <souris/document.hpp>
#include <souris/packed.hpp>

#include "codec_properties.hpp"
#include "document_scanner_properties.hpp"
#include "generators/value_generator.hpp"

namespace {

using namespace souris;
namespace properties = souris::properties;

ReadOptions careful_reading() {
    ReadOptions options;
    options.limits = properties::careful_options().limits;
    return options;
}

bool is_scanned_alike(std::span<const std::byte> bytes, Layout layout, bool is_strict) {
    ReadOptions options = careful_reading();
    options.strict = is_strict;
    std::minstd_rand generator(*rc::gen::arbitrary<std::uint32_t>());
    return properties::documents_in_pieces_are_those_of_the_whole(bytes, options, layout,
                                                                  [] { return std::size_t{1}; }) &&
           properties::documents_in_pieces_are_those_of_the_whole(
               bytes, options, layout, [&] { return static_cast<std::size_t>(generator() % 40); });
}

void append(Bytes& bytes, std::span<const std::byte> more) {
    bytes.insert(bytes.end(), more.begin(), more.end());
}

}  // namespace

TEST_CASE("documents are found as they were written, sound or damaged") {
    CHECK(rc::check("documents in pieces", [](const std::vector<Value>& values) {
        const Layout layout = *rc::gen::elementOf(std::vector{Layout::v1, Layout::v2});
        const auto profile = static_cast<Profile>(*rc::gen::inRange(0, 4));
        Sink stream;
        std::vector<Bytes> documents;
        for (const Value& value : values) {
            WriteOptions options;
            options.layout = layout;
            options.profile = profile;
            options.extended = *rc::gen::arbitrary<bool>();
            options.checksum = *rc::gen::arbitrary<bool>();
            Store store;
            store["value"] = value;
            const bool is_store = *rc::gen::arbitrary<bool>();
            const auto document =
                is_store ? encode_store(store, options)
                         : pack(value, {.profile = profile, .extended = options.extended});
            if (!document) continue;
            if (is_store && *rc::gen::arbitrary<bool>()) {
                stream.write_bytes(*document);
            } else {
                write_message(stream, *document);
            }
            documents.push_back(*document);
        }
        Bytes bytes = stream.take();
        const auto found =
            properties::scan_documents(bytes, {}, layout, [&] { return bytes.size(); });
        RC_ASSERT(found.has_value());
        RC_ASSERT(!found->error);
        RC_ASSERT(found->documents == documents);
        RC_ASSERT(is_scanned_alike(bytes, layout, false));
        if (bytes.empty()) return;
        for (int i = *rc::gen::inRange(1, 4); i > 0; --i) {
            const auto at = *rc::gen::inRange<std::size_t>(0, bytes.size());
            bytes[at] = static_cast<std::byte>(*rc::gen::arbitrary<std::uint8_t>());
        }
        RC_ASSERT(is_scanned_alike(bytes, layout, *rc::gen::arbitrary<bool>()));
    }));
}

TEST_CASE("arbitrary bytes in pieces are scanned like whole ones") {
    CHECK(rc::check("noise as documents", [](const std::vector<std::uint8_t>& noise) {
        Bytes bytes;
        if (*rc::gen::arbitrary<bool>()) append(bytes, as_byte_span("SOURISDB"));
        append(bytes, std::as_bytes(std::span(noise)));
        for (const Layout layout : properties::all_layouts)
            RC_ASSERT(is_scanned_alike(bytes, layout, true));
    }));
}
