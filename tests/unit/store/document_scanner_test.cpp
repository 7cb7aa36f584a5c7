// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <souris/document.hpp>
#include <souris/document_scanner.hpp>
#include <souris/packed.hpp>

#include "property/document_scanner_properties.hpp"
#include "support/hex.hpp"

using namespace souris;
using properties::scan_documents;
using test::from_hex;

namespace {

Store scanned_store() {
    Store store;
    store["names"] = Array{"Ada", "Grace", "Barbara", "Ada", "Grace", "Barbara"};
    store["size"] = 120;
    store["text"] = "squeak squeak squeak squeak squeak";
    return store;
}

Bytes message_of(std::span<const std::byte> document) {
    Sink sink;
    write_message(sink, document);
    return sink.take();
}

/// Documents as they are found in pieces of `piece` bytes.
properties::ScannedDocuments scanned_in(std::span<const std::byte> bytes, std::size_t piece,
                                        Layout layout = Layout::v2,
                                        const ReadOptions& options = {}) {
    const auto scanned = scan_documents(bytes, options, layout, [piece] { return piece; });
    REQUIRE(scanned);
    return *scanned;
}

/// The only thing found in `hex` is this error.
Error refusal_of(const char* hex, const ReadOptions& options = {}, Layout layout = Layout::v2) {
    const Bytes bytes = from_hex(hex);
    const auto scanned = scanned_in(bytes, bytes.size(), layout, options);
    CHECK(scanned.documents.empty());
    CHECK(scanned == scanned_in(bytes, 1, layout, options));
    return scanned.error.value_or(Error(ErrorCode::none));
}

}  // namespace

TEST_CASE("messages and stores are found one after another, in pieces of any size") {
    std::vector<Bytes> documents;
    Bytes stream;
    std::vector<std::uint64_t> offsets;
    const auto add = [&](const Bytes& document, bool is_message) {
        const Bytes bytes = is_message ? message_of(document) : document;
        offsets.push_back(stream.size() + (bytes.size() - document.size()));
        documents.push_back(document);
        stream.insert(stream.end(), bytes.begin(), bytes.end());
    };
    for (const Profile profile :
         {Profile::stored, Profile::fast, Profile::balanced, Profile::smallest}) {
        for (const bool checksum : {false, true}) {
            WriteOptions options;
            options.profile = profile;
            options.extended = true;
            options.checksum = checksum;
            const Bytes store = encode_store(scanned_store(), options).value();
            add(store, false);
            add(store, true);
        }
        add(pack(scanned_store().root(), {.profile = profile}).value(), true);
        add(pack(Value(), {.profile = profile}).value(), true);
    }
    // A message whose length is the first byte of a store.
    Bytes long_message = pack(Value(Bytes(79)), {.profile = Profile::stored}).value();
    REQUIRE(long_message.size() == 83);
    add(long_message, true);
    // Nothing follows that would tell its end.
    add(encode_store(scanned_store(), {{.profile = Profile::fast}, false}).value(), false);

    for (const std::size_t piece :
         {std::size_t{1}, std::size_t{3}, std::size_t{50}, stream.size()}) {
        CAPTURE(piece);
        const auto found = scanned_in(stream, piece);
        CHECK_FALSE(found.error);
        CHECK(found.documents == documents);
        CHECK(found.offsets == offsets);
    }
}

TEST_CASE("stores in layout v1 are found, with and without text table and trailer") {
    Bytes stream;
    std::vector<Bytes> documents;
    for (const Profile profile : {Profile::stored, Profile::smallest}) {
        for (const bool checksum : {true, false}) {
            WriteOptions options;
            options.layout = Layout::v1;
            options.profile = profile;
            options.checksum = checksum;
            documents.push_back(encode_store(scanned_store(), options).value());
            stream.insert(stream.end(), documents.back().begin(), documents.back().end());
        }
    }
    for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, stream.size()}) {
        CAPTURE(piece);
        const auto found = scanned_in(stream, piece, Layout::v1);
        CHECK_FALSE(found.error);
        CHECK(found.documents == documents);
    }
}

TEST_CASE("a message is given as soon as its last byte has come") {
    const Bytes document = pack(Value("mouse")).value();
    const Bytes message = message_of(document);
    DocumentScanner scanner;
    REQUIRE(scanner.append(std::span(message).first(2)));
    CHECK_FALSE(scanner.next().value());
    CHECK(scanner.wanted() == message.size() - 2);
    REQUIRE(scanner.append(std::span(message).subspan(2)));
    const auto found = scanner.next().value();
    REQUIRE(found);
    CHECK(is_packed(*found));
    CHECK(unpack(*found).value() == Value("mouse"));
    CHECK(scanner.item_offset() == 1);
    CHECK(scanner.offset() == message.size());
    CHECK(scanner.options().limits.max_depth == Limits().max_depth);
}

TEST_CASE("a store with a trailer is given with its last byte") {
    const Bytes store = encode_store(scanned_store()).value();
    DocumentScanner scanner;
    REQUIRE(scanner.append(store));
    const auto found = scanner.next().value();
    REQUIRE(found);
    CHECK(std::ranges::equal(*found, store));
}

TEST_CASE("what cannot become sound is refused at once") {
    CHECK(refusal_of("53 4f 55 52 49 53 44 43").code == ErrorCode::bad_magic);
    CHECK(refusal_of("53 4f 55 52 49 53 44 42 07").code == ErrorCode::unknown_compression);
    // The length is refused without the byte after it, which might tell the layout.
    CHECK(refusal_of("53 4f 55 52 49 53 44 42 01 f6 017b6682110304 70").code ==
          ErrorCode::length_exceeds_input);
    CHECK(refusal_of("03 07").code == ErrorCode::unknown_compression);
    CHECK(refusal_of("f7ffffffffffffffff").code == ErrorCode::length_exceeds_input);
    CHECK(refusal_of("f8000000000000000001").code == ErrorCode::length_exceeds_input);
    ReadOptions strict;
    strict.strict = true;
    CHECK(refusal_of("f003 000190", strict).code == ErrorCode::non_minimal_integer);
    // In layout v1: a root that is no map, coded text that ends in the middle, a leaf of 0.
    CHECK(refusal_of("53 4f 55 52 49 53 44 42 01 00 62 00 63 64 82 11 01 00 90", {}, Layout::v1)
              .code == ErrorCode::incomplete_code);
    CHECK(refusal_of("53 4f 55 52 49 53 44 42 01 00 62 f000 82", {}, Layout::v1).code ==
          ErrorCode::invalid_text_table);
}

TEST_CASE("the end of the input within a document is the error of the whole") {
    for (const Bytes& document :
         {encode_store(scanned_store()).value(), pack(scanned_store().root()).value()}) {
        const bool is_message = is_packed(document);
        const Bytes bytes = is_message ? message_of(document) : document;
        const std::size_t head = bytes.size() - document.size();
        for (std::size_t size = head + 1; size < bytes.size(); ++size) {
            CAPTURE(size);
            const auto cut = std::span(bytes).first(size);
            const auto whole =
                is_message ? Document::unpack_view(cut.subspan(head)) : Document::view(cut);
            const auto found = scanned_in(cut, 1);
            if (whole) {
                // All but the trailer is there.
                CHECK(size + 12 >= bytes.size());
                continue;
            }
            REQUIRE(found.error);
            CHECK(*found.error == whole.error());
            CHECK(found.offsets.back() == head);
        }
    }
    CHECK(refusal_of("f1").code == ErrorCode::truncated);
    CHECK(refusal_of("05").code == ErrorCode::truncated);
    CHECK(refusal_of("53").code == ErrorCode::truncated);
}

TEST_CASE("a document beyond the limits is refused by its length, before it comes") {
    ReadOptions options;
    options.limits = Limits::hostile();
    CHECK(refusal_of("f3 01000001 00", options).code == ErrorCode::limit_exceeded);
    CHECK(refusal_of("f3 00000001 00", options).code == ErrorCode::truncated);
    CHECK(refusal_of("53 4f 55 52 49 53 44 42 00 f3 00000001", options).code ==
          ErrorCode::limit_exceeded);
    const Bytes store = encode_store(scanned_store()).value();
    options.limits.max_input = store.size() - 1;
    DocumentScanner scanner(options);
    REQUIRE(scanner.append(store));
    CHECK(scanner.next().error().code == ErrorCode::limit_exceeded);
    options.limits.max_input = 12;
    CHECK(refusal_of("53 4f 55 52 49 53 44 42 00 88 10 01 61 40", options, Layout::v1).code ==
          ErrorCode::limit_exceeded);
}
