// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "property/reference_properties.hpp"
#include "support/environment.hpp"
#include "vectors/vector_files.hpp"

// The library and the reference decoder agree on files of sourisdb: complete, cut and damaged.

using namespace souris;

namespace {

/// Calls `check` with every prefix, and with every copy of `bytes` in which one bit differs.
template <class Check>
void damage(Bytes bytes, Check check) {
    for (std::size_t size = 0; size < bytes.size(); ++size)
        check(std::span<const std::byte>(bytes).first(size));
    for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
        const auto mask = static_cast<std::byte>(1U << (bit % 8));
        bytes[bit / 8] ^= mask;
        check(std::span<const std::byte>(bytes));
        bytes[bit / 8] ^= mask;
    }
}

// Decoding a file once per bit takes quadratic time. For all files up to 4 KiB:
//
//     SOURIS_REFERENCE_DAMAGED=4096 build/tests/reference-tests
std::size_t most_damaged() {
#ifdef NDEBUG
    constexpr std::size_t usual = 1024;
#else
    constexpr std::size_t usual = 256;
#endif
    return static_cast<std::size_t>(
        test::number_from_environment("SOURIS_REFERENCE_DAMAGED", usual));
}

}  // namespace

TEST_CASE("values that sourisdb wrote") {
    for (const test::ValueVector& vector : test::value_vectors()) {
        CAPTURE(vector.line.substr(0, 200));
        for (const bool strict : {false, true}) {
            const reference::Options options{.strict = strict};
            REQUIRE(properties::value_agrees_with_reference(vector.v1, Layout::v1, options));
            REQUIRE(properties::value_agrees_with_reference(vector.v2, Layout::v2, options));
        }
        for (const Layout layout : {Layout::v1, Layout::v2}) {
            const Bytes& bytes = layout == Layout::v1 ? vector.v1 : vector.v2;
            if (bytes.size() > most_damaged()) continue;
            damage(bytes, [&](std::span<const std::byte> damaged) {
                REQUIRE(properties::value_agrees_with_reference(damaged, layout));
            });
        }
    }
}

TEST_CASE("stores that sourisdb wrote") {
    for (const test::StoreVector& vector : test::store_vectors()) {
        CAPTURE(vector.name);
        for (const bool strict : {false, true}) {
            REQUIRE(properties::store_agrees_with_reference(vector.bytes, {.strict = strict}));
        }
        if (vector.bytes.size() > most_damaged()) continue;
        damage(vector.bytes, [&](std::span<const std::byte> damaged) {
            REQUIRE(properties::store_agrees_with_reference(damaged));
        });
    }
}
