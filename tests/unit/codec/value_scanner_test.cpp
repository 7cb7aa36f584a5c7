// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include <souris/codec.hpp>
#include <souris/detail/wire.hpp>
#include <souris/value.hpp>
#include <souris/value_scanner.hpp>

#include "property/scanner_properties.hpp"
#include "support/hex.hpp"
#include "support/sanitizer.hpp"
#include "unit/value/sample_values.hpp"

using namespace souris;
using test::from_hex;

namespace {

Bytes scanned_bytes(const Value& value, Profile profile = Profile::balanced) {
    return encode_value(value, {.profile = profile}).value();
}

Bytes all_samples() {
    Bytes all;
    for (const Value& value : test::sample_values()) {
        const Bytes one = scanned_bytes(value);
        all.insert(all.end(), one.begin(), one.end());
    }
    return all;
}

bool reads_like_whole(const Bytes& bytes, std::size_t piece, const DecodeOptions& options = {}) {
    return properties::pieces_are_read_like_whole(bytes, options, Layout::v2,
                                                  [piece] { return piece; });
}

/// Reads `bytes` as a source, at most `most` at a time.
auto source_of(std::span<const std::byte> bytes, std::size_t most) {
    return [bytes, most](std::span<std::byte> room) mutable -> Result<std::size_t> {
        const std::size_t size = std::min({room.size(), bytes.size(), most});
        std::copy_n(bytes.begin(), size, room.begin());
        bytes = bytes.subspan(size);
        return size;
    };
}

}  // namespace

TEST_CASE("values of all types are found in pieces of any size") {
    const Bytes bytes = all_samples();
    for (std::size_t piece : {1U, 2U, 3U, 7U, 16U, 64U, 1000U, 1U << 20U}) {
        CAPTURE(piece);
        CHECK(reads_like_whole(bytes, piece));
        CHECK(reads_like_whole(bytes, piece, {.strict = true}));
    }
}

TEST_CASE("a value is found wherever it is cut") {
    const Value value = Map{{"list", Array{1, "two", 3.0, Array{Value(Array{nullptr})}}},
                            {"text", std::string(300, 't')},
                            {"bytes", Bytes(1000)},
                            {"time", Timestamp{2026, 11, 30, 22, 0, 0, 1}},
                            {"number", Integer::max()}};
    for (const Profile profile : {Profile::stored, Profile::balanced}) {
        const Bytes bytes = scanned_bytes(value, profile);
        for (std::size_t cut = 1; cut < bytes.size(); ++cut) {
            CAPTURE(cut);
            ValueScanner scanner;
            REQUIRE(scanner.append(std::span(bytes).first(cut)));
            const auto nothing = scanner.next();
            REQUIRE(nothing);
            REQUIRE_FALSE(*nothing);
            CHECK(scanner.wanted() >= 1);
            CHECK(scanner.wanted() <= bytes.size() - cut);
            REQUIRE(scanner.append(std::span(bytes).subspan(cut)));
            const auto found = scanner.next();
            REQUIRE(found);
            REQUIRE(*found);
            CHECK(std::ranges::equal(**found, bytes));
            CHECK(scanner.offset() == bytes.size());
            CHECK(scanner.rest().empty());
            CHECK(scanner.finish());
        }
    }
}

TEST_CASE("what is wanted is known as soon as a length is") {
    const auto wanted_after = [](const char* hex) {
        ValueScanner scanner;
        REQUIRE(scanner.append(from_hex(hex)));
        const auto nothing = scanner.next();
        REQUIRE(nothing);
        REQUIRE_FALSE(*nothing);
        return scanner.wanted();
    };
    CHECK(wanted_after("") == 1);
    CHECK(wanted_after("a0") == 8);      // f64
    CHECK(wanted_after("40") == 1);      // an integer
    CHECK(wanted_after("40f3") == 4);    // of four bytes
    CHECK(wanted_after("10") == 1);      // a string
    CHECK(wanted_after("1064") == 100);  // of 100 bytes
    CHECK(wanted_after("1064616263") == 97);
    CHECK(wanted_after("b6") == 3);           // three elements
    CHECK(wanted_after("b6901064") == 101);   // null, a string of 100 bytes, and one more
    CHECK(wanted_after("b1f1e803") == 1000);  // 1000 elements
    CHECK(wanted_after("8410016190") == 2);   // two entries of three bytes or more
    CHECK(wanted_after("8210") == 2);         // a key, and a value
    CHECK(wanted_after("82106461") == 100);   // the rest of the key, and a value
    CHECK(wanted_after("70") == 2);           // JSON: a string in it
    CHECK(wanted_after("701004") == 4);
    CHECK(wanted_after("e0") == 16);            // an IPv6 address
    CHECK(wanted_after("60") == 7);             // a timestamp
    CHECK(wanted_after("60f1") == 8);           // whose year has two bytes
    CHECK(wanted_after("20f1e803") == 1000);    // a binary value of 1000 bytes
    CHECK(wanted_after("22f1e8032061") == 31);  // packed into 32, one of them is there
}

TEST_CASE("a refused value is refused as soon as that is sure, and for good") {
    // A key that is a number, within containers that more must follow.
    const Bytes bytes = from_hex("b6 84 4001 90 1001 61 90 90 90");
    const auto refused = decode_value(bytes);
    REQUIRE_FALSE(refused);
    ValueScanner scanner;
    std::size_t given = 0;
    for (const std::byte& byte : bytes) {
        REQUIRE(scanner.append(std::span(&byte, 1)));
        ++given;
        if (const auto found = scanner.next(); !found) {
            CHECK(found.error() == refused.error());
            break;
        }
    }
    // The third byte is wrong, but only with the tenth is there what the containers announce:
    // before, the input might have ended too early.
    CHECK(given == 10);
    CHECK(scanner.append(from_hex("90")).error() == refused.error());
    CHECK(scanner.next().error() == refused.error());
    CHECK(scanner.finish().error() == refused.error());
}

TEST_CASE("the end of the input within a value is the error of the whole") {
    const Bytes bytes = scanned_bytes(Map{{"list", Array{1, 2, 3}}, {"text", "Mouse"}});
    for (std::size_t size = 1; size < bytes.size(); ++size) {
        CAPTURE(size);
        const Bytes cut(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size));
        CHECK(reads_like_whole(cut, 1));
        CHECK(reads_like_whole(cut, size));
    }
    ValueScanner empty;
    CHECK(empty.finish());
    REQUIRE_FALSE(empty.next().value());
}

TEST_CASE("nothing is held beyond the largest input") {
    DecodeOptions options;
    options.limits.max_input = 1000;
    // An array of more elements than the limit has bytes.
    ValueScanner scanner(options);
    REQUIRE(scanner.append(from_hex("b1f20000ff")));
    std::size_t given = 0;
    const Bytes piece(100, std::byte{0x90});
    for (;;) {
        const auto found = scanner.next();
        if (!found) {
            CHECK(found.error().code == ErrorCode::limit_exceeded);
            break;
        }
        REQUIRE(given < 2000);
        REQUIRE(scanner.append(piece));
        given += piece.size();
    }
    CHECK(scanner.rest().size() <= 1000 + piece.size());
    // Values within the limit are read for ever.
    ValueScanner endless(options);
    const Bytes one = scanned_bytes(std::string(900, 'x'));
    for (int i = 0; i < 1000; ++i) {
        REQUIRE(endless.append(one));
        REQUIRE(endless.next().value());
    }
    CHECK(endless.offset() == 1000 * one.size());
    CHECK(reads_like_whole(scanned_bytes(std::string(1001, 'x')), 10, options));
}

TEST_CASE("bytes are read into the scanner's room") {
    const Bytes bytes = scanned_bytes(Array{1, "two"});
    ValueScanner scanner;
    for (const std::byte byte : bytes) {
        const auto room = scanner.prepare(10);
        REQUIRE(room);
        CHECK(room->size() >= 10);
        room->front() = byte;
        scanner.commit(1);
    }
    ValueScanner moved = std::move(scanner);
    CHECK(std::ranges::equal(*moved.next().value(), bytes));
    CHECK(moved.options().limits.max_input == Limits().max_input);
    CHECK(moved.layout() == Layout::v2);
}

TEST_CASE("values are read from a source until it ends") {
    const Bytes bytes = all_samples();
    for (const std::size_t most : {1U, 10U, 1U << 20U}) {
        CAPTURE(most);
        ValueScanner scanner;
        auto source = source_of(bytes, most);
        std::vector<Value> values;
        for (;;) {
            auto value = read_value(scanner, source);
            REQUIRE(value);
            if (!*value) break;
            values.push_back(**std::move(value));
        }
        CHECK(values == test::sample_values());
    }
    ValueScanner cut;
    const Bytes half = from_hex("1064 6162");
    CHECK(read_value(cut, source_of(half, 1)).error() == decode_value(half).error());
    ValueScanner failing;
    CHECK(read_value(failing, [](std::span<std::byte>) -> Result<std::size_t> {
              return failure(Error(ErrorCode::io_error));
          }).error() == Error(ErrorCode::io_error));
    // Sound bytes that strict reading refuses only as a tree.
    ValueScanner strict({.strict = true});
    CHECK(read_value(strict, source_of(from_hex("84 1001 61 90 1001 61 90"), 1)).error().code ==
          ErrorCode::duplicate_key);
}

TEST_CASE("a value of a million pieces takes linear time") {
    const std::size_t count = test::is_sanitized ? 20'000 : 300'000;
    CHECK(reads_like_whole(scanned_bytes(std::string(count, 'x')), 1));
    CHECK(reads_like_whole(scanned_bytes(std::vector<Value>(count, nullptr)), 1));
}
