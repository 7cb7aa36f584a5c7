// SPDX-License-Identifier: MIT
#include <functional>
#include <limits>
#include <string>

#include <doctest/doctest.h>

#include <souris/codec.hpp>
#include <souris/encoder.hpp>

#include "support/hex.hpp"

using namespace souris;

namespace {

using WriteParts = std::function<bool(Encoder&)>;

Result<Bytes> write(WriteParts writing, const EncodeOptions& options = {}) {
    return detail::encode_object(
        options,
        [](Encoder& encoder, const void* object) {
            return (*static_cast<const WriteParts*>(object))(encoder);
        },
        &writing);
}

/// The same bytes as those of the value.
void check_like(const Value& value, const WriteParts& writing) {
    CHECK(write(writing) == encode_value(value));
}

template <class T>
void check_integer(T number) {
    check_like(Value(number), [=](Encoder& encoder) { return encoder.write_integer(number); });
}

}  // namespace

TEST_CASE("scalars are written as those of a tree are") {
    check_like(nullptr, [](Encoder& encoder) { return encoder.write_null(); });
    check_like(true, [](Encoder& encoder) { return encoder.write_boolean(true); });
    check_like(1.5, [](Encoder& encoder) { return encoder.write_number(1.5); });
    check_like(1.5F, [](Encoder& encoder) { return encoder.write_number(1.5F); });
    check_like(U'x', [](Encoder& encoder) { return encoder.write_character(U'x'); });
    check_like(Integer::min(),
               [](Encoder& encoder) { return encoder.write_integer(Integer::min()); });
    const Timestamp time{2024, 1, 2, 3, 4, 5, 6};
    check_like(time, [=](Encoder& encoder) { return encoder.write_timestamp(time); });
    const Complex complex(3, -4);
    check_like(complex, [=](Encoder& encoder) { return encoder.write_complex(complex); });
    check_like(Ipv4(1, 2, 3, 4),
               [](Encoder& encoder) { return encoder.write_ipv4(Ipv4(1, 2, 3, 4)); });
    check_like(Ipv6({1, 2}), [](Encoder& encoder) { return encoder.write_ipv6(Ipv6({1, 2})); });
    const Bytes bytes(100, std::byte{7});
    check_like(std::span<const std::byte>(bytes),
               [&](Encoder& encoder) { return encoder.write_binary(bytes); });
    const Value tree = Array{1, Map{{"a", "b"}}};
    check_like(tree, [&](Encoder& encoder) { return encoder.write_value(tree); });
}

TEST_CASE("integers around every length, one by one and many at once") {
    std::vector<std::int64_t> all;
    std::vector<std::uint64_t> all_unsigned;
    for (unsigned bits = 0; bits < 64; ++bits) {
        for (const std::uint64_t offset : {0U, 1U, 2U, 15U, 16U, 17U}) {
            const std::uint64_t number = (std::uint64_t{1} << bits) - offset;
            all_unsigned.push_back(number);
            all.push_back(static_cast<std::int64_t>(number));
            all.push_back(static_cast<std::int64_t>(0 - number));
        }
    }
    Array values;
    for (const std::int64_t number : all) {
        check_integer(number);
        check_integer(static_cast<std::int32_t>(number));
        check_integer(static_cast<std::int16_t>(number));
        check_integer(static_cast<std::int8_t>(number));
        values.push_back(Value(number));
    }
    for (const std::uint64_t number : all_unsigned) {
        check_integer(number);
        check_integer(static_cast<std::uint32_t>(number));
        check_integer(static_cast<std::uint16_t>(number));
        check_integer(static_cast<std::uint8_t>(number));
    }
    check_like(values, [&](Encoder& encoder) {
        return encoder.begin_array(all.size()) &&
               encoder.write_integers(std::span<const std::int64_t>(all));
    });
}

TEST_CASE("text of every length, of ASCII and not") {
    for (std::size_t size = 0; size < 300; ++size) {
        const std::string ascii(size, 'a');
        check_like(ascii, [&](Encoder& encoder) { return encoder.write_text(ascii); });
        const std::string mixed = ascii + "\xC3\xA9";
        check_like(mixed, [&](Encoder& encoder) { return encoder.write_text(mixed); });
        const std::string wrong = ascii + "\xC3";
        CHECK(write([&](Encoder& encoder) { return encoder.write_text(wrong); }).error().code ==
              ErrorCode::invalid_utf8);
    }
}

TEST_CASE("what no reader with the same limits would read is not written") {
    EncodeOptions options;
    options.limits.max_depth = 1;
    options.limits.max_nodes = 3;
    options.limits.max_string = 2;
    options.limits.max_key = 1;
    const auto detail = [&](const WriteParts& writing) {
        const auto written = write(writing, options);
        return written ? std::string() : written.error().detail;
    };
    CHECK(detail([](Encoder& encoder) { return encoder.begin_array(2); }).empty());
    CHECK(detail([](Encoder& encoder) { return encoder.begin_array(3); }) == "max_nodes");
    CHECK(detail([](Encoder& encoder) {
              return encoder.begin_array(1) && encoder.begin_array(0);
          }) == "max_depth");
    CHECK(detail([](Encoder& encoder) {
              return encoder.begin_array(1) && encoder.write_value(Array{});
          }) == "max_depth");
    CHECK(detail([](Encoder& encoder) { return encoder.write_text("abc"); }) == "max_string");
    CHECK(detail([](Encoder& encoder) {
              return encoder.begin_map(1) && encoder.write_key("ab");
          }) == "max_key");
    options.limits = {};
    options.limits.max_input = 2;
    CHECK(detail([](Encoder& encoder) { return encoder.write_text("a"); }) == "max_input");
    options.limits = {};
    options.limits.max_nodes = 0;
    CHECK(detail([](Encoder& encoder) { return encoder.write_null(); }) == "max_nodes");
}

TEST_CASE("recursion ends, whatever the limits allow") {
    EncodeOptions options;
    options.limits = Limits::unlimited();
    std::size_t depth = 0;
    const auto written = write(
        [&](Encoder& encoder) {
            while (encoder.begin_array(1))
                ++depth;
            return false;
        },
        options);
    CHECK(written.error().detail == "max_depth");
    CHECK(depth == max_object_depth);
}

TEST_CASE("a sink with a handler gets all of it") {
    Bytes all;
    Sink sink(
        [&](std::span<const std::byte> chunk) -> Result<void> {
            all.insert(all.end(), chunk.begin(), chunk.end());
            return {};
        },
        64);
    Array values;
    for (int i = 0; i < 1000; ++i)
        values.push_back(i);
    WriteParts writing = [](Encoder& encoder) {
        if (!encoder.begin_array(1000)) return false;
        for (int i = 0; i < 1000; ++i)
            if (!encoder.write_integer(i)) return false;
        return true;
    };
    const auto done = detail::encode_object(
        sink, {},
        [](Encoder& encoder, const void* object) {
            return (*static_cast<const WriteParts*>(object))(encoder);
        },
        &writing);
    REQUIRE(done.has_value());
    REQUIRE(sink.finish().has_value());
    CHECK(all == encode_value(values));
}
