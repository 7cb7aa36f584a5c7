// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <souris/limits.hpp>

#include "allocation.hpp"
#include "objects/object_types.hpp"
#include "support/random.hpp"

using namespace souris;

namespace {

/// Memory that reading takes in addition to `max_memory`, whatever the type and the input.
constexpr std::size_t most_besides = std::size_t{8} * 1024;

/// An array or map with its elements repeated; other bytes unchanged.
Bytes repeat(const Bytes& bytes, std::size_t times) {
    if (bytes.size() < 2 || times < 2) return bytes;
    if (bytes[0] != std::byte{0xB1} && bytes[0] != std::byte{0x81}) return bytes;
    const std::size_t count = std::to_integer<std::size_t>(bytes[1]) * times;
    Bytes repeated{bytes[0], std::byte{0xF3}};
    for (unsigned shift = 0; shift < 32; shift += 8)
        repeated.push_back(static_cast<std::byte>(count >> shift));
    for (std::size_t i = 0; i < times; ++i)
        repeated.insert(repeated.end(), bytes.begin() + 2, bytes.end());
    return repeated;
}

std::size_t peak_of(const test::ObjectType& type, const Bytes& bytes,
                    const DecodeOptions& options) {
    test::forget_peak();
    const std::size_t before = test::allocated().bytes;
    static_cast<void>(type.read(bytes, options));
    return test::peak_bytes() - before;
}

}  // namespace

TEST_CASE("objects take no more memory than max_memory and a little") {
    test::Random random(1);
    for (const test::ObjectType& type : test::object_types()) {
        std::size_t worst = 0;
        for (int i = 0; i < 300; ++i) {
            std::vector<std::uint8_t> drawn(random.below(300));
            for (std::uint8_t& byte : drawn)
                byte = static_cast<std::uint8_t>(random.next());
            test::ByteSource source(drawn);
            const std::size_t times = i % 3 == 0 ? 1 : std::size_t{1} << random.below(12);
            const Bytes bytes = repeat(type.draw(source), times);
            if (bytes.size() > 200'000) continue;
            for (const std::uint64_t most : {0U, 500U, 4'000U, 50'000U, 1'000'000U}) {
                DecodeOptions options;
                options.limits.max_memory = most;
                options.strict = random.below(4) == 0;
                const std::size_t used = peak_of(type, bytes, options);
                if (used > most) worst = std::max(worst, static_cast<std::size_t>(used - most));
            }
        }
        const std::string name = type.name;
        CAPTURE(name);
        CHECK(worst <= most_besides);
    }
}

TEST_CASE("what is claimed and not there takes no memory") {
    // An array of nearly as many elements as there are bytes, each of which would be large in
    // memory.
    for (const test::ObjectType& type : test::object_types()) {
        for (const unsigned tag : {0xB1U, 0x81U}) {
            Bytes bytes(30'000, std::byte{0xFF});
            const unsigned count = tag == 0xB1 ? 29'000 : 14'000;
            bytes[0] = static_cast<std::byte>(tag);
            bytes[1] = std::byte{0xF1};
            bytes[2] = static_cast<std::byte>(count);
            bytes[3] = static_cast<std::byte>(count >> 8U);
            const std::string name = type.name;
            CAPTURE(name);
            CHECK(peak_of(type, bytes, {}) <= 40 * bytes.size());
        }
    }
}
