// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <souris/codec.hpp>
#include <souris/parser.hpp>
#include <souris/store.hpp>

#include "support/environment.hpp"
#include "vector_files.hpp"

using namespace souris;

namespace {

// Decoding a file once per bit takes quadratic time, thirty times as long with a sanitizer. For all
// files up to 4 KiB, with a sanitizer, too:
//
//     SOURIS_DAMAGED=4096 build/tests/vectors --source-file='*damage_test.cpp'
std::size_t most_damaged() {
#ifdef NDEBUG
    constexpr std::size_t usual = 4096;
#else
    constexpr std::size_t usual = 1024;
#endif
    return static_cast<std::size_t>(test::number_from_environment("SOURIS_DAMAGED", usual));
}

/// Calls `check` with every copy of `bytes` in which one bit differs.
template <class Check>
void flip_each_bit(Bytes bytes, Check check) {
    for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
        const auto mask = static_cast<std::byte>(1U << (bit % 8));
        bytes[bit / 8] ^= mask;
        check(bytes);
        bytes[bit / 8] ^= mask;
    }
}

}  // namespace

TEST_CASE("every prefix of every value is truncated") {
    for (const test::ValueVector& vector : test::value_vectors()) {
        if (vector.v2.size() > most_damaged()) continue;
        CAPTURE(vector.line.substr(0, 200));
        for (std::size_t size = 0; size < vector.v2.size(); ++size) {
            const auto value = decode_value(std::span(vector.v2).first(size));
            REQUIRE_FALSE(value.has_value());
            REQUIRE(name_of(value.error().code) == "truncated");
        }
    }
}

TEST_CASE("every prefix of every store is truncated") {
    for (const test::StoreVector& vector : test::store_vectors()) {
        if (vector.bytes.size() > most_damaged()) continue;
        CAPTURE(vector.name);
        for (std::size_t size = 0; size < vector.bytes.size(); ++size) {
            const auto store = decode_store(std::span(vector.bytes).first(size));
            REQUIRE_FALSE(store.has_value());
            REQUIRE(name_of(store.error().code) == "truncated");
        }
    }
}

TEST_CASE("no flipped bit of a value does worse than to be refused or read as something") {
    Parser parser;
    for (const test::ValueVector& vector : test::value_vectors()) {
        if (vector.v2.size() > most_damaged()) continue;
        CAPTURE(vector.line.substr(0, 200));
        flip_each_bit(vector.v2, [&](const Bytes& damaged) {
            const auto value = decode_value(damaged);
            const auto view = parser.parse(damaged);
            REQUIRE(view.has_value() == value.has_value());
            if (!value) REQUIRE(kind_of(value.error().code) <= ErrorKind::limit);
        });
    }
}

TEST_CASE("no flipped bit of a store does worse than to be refused or read as something") {
    for (const test::StoreVector& vector : test::store_vectors()) {
        if (vector.bytes.size() > most_damaged()) continue;
        CAPTURE(vector.name);
        flip_each_bit(vector.bytes, [](const Bytes& damaged) {
            const auto store = decode_store(damaged);
            if (!store) REQUIRE(kind_of(store.error().code) <= ErrorKind::limit);
        });
    }
}

TEST_CASE("with a checksum every flipped bit is found") {
    for (const test::StoreVector& vector : test::store_vectors()) {
        CAPTURE(vector.name);
        const auto store = decode_store(vector.bytes);
        REQUIRE(store.has_value());
        WriteOptions options;
        options.layout = vector.layout;
        const auto bytes = encode_store(*store, options);
        REQUIRE(bytes.has_value());
        if (bytes->size() > most_damaged()) continue;
        flip_each_bit(
            *bytes, [](const Bytes& damaged) { REQUIRE_FALSE(decode_store(damaged).has_value()); });
    }
}
