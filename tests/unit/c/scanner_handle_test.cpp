// SPDX-License-Identifier: MIT
#include <cstddef>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <souris/document_scanner.hpp>
#include <souris/packed.hpp>

#include "unit/c/c_support.hpp"

using namespace souris;
using test::ScannerHandle;

namespace {

ScannerHandle make_scanner(souris_items items) {
    souris_scanner* scanner = nullptr;
    REQUIRE(souris_scanner_create(items, nullptr, &scanner, nullptr) == SOURIS_OK);
    return ScannerHandle(scanner);
}

/// The items in `bytes`, given one by one.
std::vector<Bytes> items_in(souris_items items, const Bytes& bytes) {
    std::vector<Bytes> found;
    const ScannerHandle scanner = make_scanner(items);
    const auto take_all = [&] {
        for (;;) {
            const unsigned char* item = nullptr;
            size_t size = 0;
            REQUIRE(souris_scanner_next(scanner.get(), &item, &size, nullptr) == SOURIS_OK);
            if (item == nullptr) return;
            const auto* const begin = reinterpret_cast<const std::byte*>(item);
            found.emplace_back(begin, begin + size);
        }
    };
    for (const std::byte& byte : bytes) {
        REQUIRE(souris_scanner_append(scanner.get(), &byte, 1, nullptr) == SOURIS_OK);
        take_all();
    }
    CHECK(souris_scanner_finish(scanner.get(), nullptr) == SOURIS_OK);
    take_all();
    CHECK(souris_scanner_append(scanner.get(), "x", 1, nullptr) == SOURIS_INVALID_ARGUMENT);
    return found;
}

}  // namespace

TEST_CASE("messages and values are found in pieces") {
    const std::vector<Bytes> messages{pack(Value("mouse")).value(), pack(Value(1)).value()};
    const std::vector<Bytes> values{encode_value(Value("mouse")).value(),
                                    encode_value(Value(Array{1, 2})).value()};
    Bytes stream;
    for (const Bytes& message : messages) {
        unsigned char head[9];
        const size_t size = souris_message_head(message.size(), head);
        for (size_t i = 0; i != size; ++i)
            stream.push_back(std::byte{head[i]});
        stream.insert(stream.end(), message.begin(), message.end());
    }
    CHECK(items_in(SOURIS_MESSAGES, stream) == messages);
    Bytes all = values[0];
    all.insert(all.end(), values[1].begin(), values[1].end());
    CHECK(items_in(SOURIS_VALUES, all) == values);
}

TEST_CASE("the head of a message is its length") {
    for (const std::uint64_t size : {std::uint64_t{0}, std::uint64_t{239}, std::uint64_t{240},
                                     std::uint64_t{1} << 40, ~std::uint64_t{0}}) {
        Sink sink;
        sink.write_unsigned(size);
        unsigned char head[9];
        REQUIRE(souris_message_head(size, head) == sink.view().size());
        CHECK(as_text(std::as_bytes(std::span(head, sink.view().size()))) == as_text(sink.view()));
    }
    CHECK(souris_message_head(1, nullptr) == 0);
}

TEST_CASE("what is refused has its place") {
    const ScannerHandle scanner = make_scanner(SOURIS_MESSAGES);
    const unsigned char bytes[] = {0x03, 0x00, 0x01, 0x90, 0x01, 0x7F};
    REQUIRE(souris_scanner_append(scanner.get(), bytes, sizeof bytes, nullptr) == SOURIS_OK);
    const unsigned char* item = nullptr;
    size_t size = 0;
    souris_error error;
    CHECK(souris_scanner_next(scanner.get(), &item, &size, &error) == SOURIS_OK);
    CHECK(size == 3);
    CHECK(souris_scanner_offset(scanner.get()) == 1);
    CHECK(souris_scanner_next(scanner.get(), &item, &size, &error) == SOURIS_UNKNOWN_COMPRESSION);
    CHECK(souris_scanner_offset(scanner.get()) == 5);
    CHECK(souris_scanner_finish(scanner.get(), &error) == SOURIS_UNKNOWN_COMPRESSION);
}

TEST_CASE("null and other handles scan nothing") {
    souris_scanner* scanner = nullptr;
    CHECK(souris_scanner_create(SOURIS_VALUES, nullptr, nullptr, nullptr) ==
          SOURIS_INVALID_ARGUMENT);
    CHECK(souris_scanner_create(7, nullptr, &scanner, nullptr) == SOURIS_INVALID_ARGUMENT);
    const test::BuilderHandle builder = test::make_builder();
    const unsigned char* item = nullptr;
    size_t size = 0;
    for (souris_scanner* const other : {static_cast<souris_scanner*>(nullptr),
                                        reinterpret_cast<souris_scanner*>(builder.get())}) {
        CHECK(souris_scanner_append(other, "x", 1, nullptr) == SOURIS_INVALID_ARGUMENT);
        CHECK(souris_scanner_next(other, &item, &size, nullptr) == SOURIS_INVALID_ARGUMENT);
        CHECK(souris_scanner_finish(other, nullptr) == SOURIS_INVALID_ARGUMENT);
        CHECK(souris_scanner_offset(other) == 0);
        souris_scanner_free(other);
    }
    const ScannerHandle real = make_scanner(SOURIS_VALUES);
    CHECK(souris_scanner_append(real.get(), nullptr, 1, nullptr) == SOURIS_INVALID_ARGUMENT);
    CHECK(souris_scanner_next(real.get(), nullptr, &size, nullptr) == SOURIS_INVALID_ARGUMENT);
    CHECK(souris_scanner_next(real.get(), &item, nullptr, nullptr) == SOURIS_INVALID_ARGUMENT);
}
