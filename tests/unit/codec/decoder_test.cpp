// SPDX-License-Identifier: MIT
#include <algorithm>
#include <functional>
#include <string>

#include <doctest/doctest.h>

#include <souris/codec.hpp>
#include <souris/decoder.hpp>
#include <souris/detail/decode_object.hpp>
#include <souris/detail/value_get.hpp>
#include <souris/text_decoder.hpp>

#include "support/hex.hpp"

using namespace souris;
using test::from_hex;

namespace {

using ObjectReading = std::function<bool(Decoder&)>;

bool read_by_function(Decoder& decoder, void* reading) {
    return (*static_cast<ObjectReading*>(reading))(decoder);
}

Result<void> read_object(const Bytes& bytes, ObjectReading reading,
                         const DecodeOptions& options = {}) {
    return detail::decode_object(bytes, options, Layout::v2, read_by_function, &reading);
}

Bytes padded(Bytes bytes) {
    bytes.resize(bytes.size() + 40, std::byte{0x90});
    return bytes;
}

/// Reads one value, alone and with much behind it: near the end of the input and far from it.
template <class T>
void check_read(const std::string& hex, bool (Decoder::*member)(T&), const T& expected) {
    CAPTURE(hex);
    const Bytes bytes = from_hex(hex);
    for (const Bytes& input : {bytes, padded(bytes)}) {
        for (const bool strict : {false, true}) {
            T value{};
            const auto reading = [&](Decoder& decoder) {
                return (decoder.*member)(value) && (input.size() == bytes.size() || [&] {
                           for (std::size_t i = bytes.size(); i < input.size(); ++i)
                               if (!decoder.read_null()) return false;
                           return true;
                       }());
            };
            const auto done = read_object(input, reading, {.strict = strict});
            CHECK(done.has_value());
            CHECK(value == expected);
        }
    }
    // Every prefix ends too early.
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        T value{};
        const auto done = read_object(Bytes(bytes.begin(), bytes.begin() + static_cast<long>(size)),
                                      [&](Decoder& decoder) { return (decoder.*member)(value); });
        REQUIRE_FALSE(done.has_value());
        CHECK(done.error().code == ErrorCode::truncated);
    }
}

template <class T>
Error read_error(const std::string& hex, bool (Decoder::*member)(T&),
                 const DecodeOptions& options = {}) {
    T value{};
    const auto done = read_object(
        from_hex(hex), [&](Decoder& decoder) { return (decoder.*member)(value); }, options);
    REQUIRE_FALSE(done.has_value());
    return done.error();
}

}  // namespace

TEST_CASE("each type is read as what it is") {
    check_read<bool>("31", &Decoder::read_boolean, true);
    check_read<bool>("30", &Decoder::read_boolean, false);
    check_read<std::uint8_t>("40 ef", &Decoder::read_integer<std::uint8_t>, 239);
    check_read<std::uint8_t>("40 f0 ff", &Decoder::read_integer<std::uint8_t>, 255);
    check_read<std::int8_t>("42 80", &Decoder::read_integer<std::int8_t>, -128);
    check_read<std::int8_t>("41 7f", &Decoder::read_integer<std::int8_t>, 127);
    check_read<std::uint32_t>("40 f3 ffffffff", &Decoder::read_integer<std::uint32_t>, 0xFFFFFFFF);
    check_read<std::uint64_t>("40 f7 ffffffffffffffff", &Decoder::read_integer<std::uint64_t>,
                              ~std::uint64_t{0});
    check_read<std::int64_t>("42 f7 0000000000000080", &Decoder::read_integer<std::int64_t>,
                             std::numeric_limits<std::int64_t>::min());
    check_read<std::int64_t>("41 f7 ffffffffffffff7f", &Decoder::read_integer<std::int64_t>,
                             std::numeric_limits<std::int64_t>::max());
    check_read<Integer>("40 ff ffffffffffffffffffffffffffffffff", &Decoder::read_integer,
                        Integer::max());
    check_read<double>("a0 000000000000f83f", &Decoder::read_number, 1.5);
    check_read<double>("f0 0000c03f", &Decoder::read_number, 1.5);
    check_read<double>("42 f0 fe", &Decoder::read_number, -2.0);
    check_read<float>("f0 0000c03f", &Decoder::read_number, 1.5F);
    check_read<float>("a0 000000000000f83f", &Decoder::read_number, 1.5F);
    check_read<float>("40 07", &Decoder::read_number, 7.0F);
    check_read<char32_t>("00 78", &Decoder::read_character, U'x');
    check_read<std::string_view>("10 00", &Decoder::read_text, "");
    check_read<std::string_view>("10 03 616263", &Decoder::read_text, "abc");
    check_read<std::string_view>("10 02 c3a9", &Decoder::read_view, "\xC3\xA9");
    check_read<Timestamp>("60 f1 e807 01 02 03 04 05 06", &Decoder::read_timestamp,
                          {2024, 1, 2, 3, 4, 5, 6});
    check_read<Complex>("51 03 04", &Decoder::read_complex, {3U, 4U});
    check_read<Ipv4>("d0 7f000001", &Decoder::read_ipv4, {127, 0, 0, 1});
    check_read<Ipv6>("e0 b80d 0000 0000 0000 0000 0000 0000 0100", &Decoder::read_ipv6,
                     Ipv6({0x0DB8, 0, 0, 0, 0, 0, 0, 1}));
    check_read<Value>("b4 4001 8210016190", &Decoder::read_value, Array{1U, Map{{"a", nullptr}}});
    check_read<Bytes>("20 02 0102", &Decoder::read_binary, {std::byte{1}, std::byte{2}});
}

TEST_CASE("what is wrong is said") {
    const Error type = read_error<bool>("40 01", &Decoder::read_boolean);
    CHECK(type.code == ErrorCode::wrong_type);
    CHECK(type.detail == "found integer, wanted boolean");
    CHECK(type.offset == 0);

    struct Row {
        Error found;
        ErrorCode code;
        std::string detail;
    };
    for (const Row& row : {
             Row{read_error<std::uint8_t>("40 f1 0001", &Decoder::read_integer<std::uint8_t>),
                 ErrorCode::integer_out_of_range, "found 256"},
             Row{read_error<std::uint8_t>("42 f0 ff", &Decoder::read_integer<std::uint8_t>),
                 ErrorCode::integer_out_of_range, "found -1"},
             Row{read_error<std::int8_t>("40 80", &Decoder::read_integer<std::int8_t>),
                 ErrorCode::integer_out_of_range, "found 128"},
             Row{read_error<std::int64_t>("40 f7 ffffffffffffffff",
                                          &Decoder::read_integer<std::int64_t>),
                 ErrorCode::integer_out_of_range, "found 18446744073709551615"},
             Row{read_error<std::uint64_t>("40 f8 000000000000000001",
                                           &Decoder::read_integer<std::uint64_t>),
                 ErrorCode::integer_out_of_range, "found 18446744073709551616"},
             Row{read_error<float>("a0 9a9999999999b93f", &Decoder::read_number),
                 ErrorCode::inexact_number, "found 0.1"},
             Row{read_error<float>("a0 010000000000f87f", &Decoder::read_number),
                 ErrorCode::inexact_number, "found nan"},
             Row{read_error<double>("40 f7 ffffffffffffffff", &Decoder::read_number),
                 ErrorCode::inexact_number, "found 18446744073709551615"},
             Row{read_error<float>("31", &Decoder::read_number), ErrorCode::wrong_type,
                 "found boolean, wanted float32"},
             Row{read_error<Integer>("43 01", &Decoder::read_integer),
                 ErrorCode::invalid_sign_state, ""},
             Row{read_error<std::uint32_t>("43 01", &Decoder::read_integer<std::uint32_t>),
                 ErrorCode::invalid_sign_state, ""},
             Row{read_error<std::string_view>("10 01 ff", &Decoder::read_text),
                 ErrorCode::invalid_utf8, ""},
             Row{read_error<std::string_view>("11 01 ff", &Decoder::read_text),
                 ErrorCode::missing_text_table, ""},
             Row{read_error<std::string_view>("10 f7 ffffffffffffff7f", &Decoder::read_text),
                 ErrorCode::length_exceeds_input, ""},
             Row{read_error<std::uint8_t>("40 f0 01", &Decoder::read_integer<std::uint8_t>,
                                          {.strict = true}),
                 ErrorCode::non_minimal_integer, ""},
             Row{read_error<bool>("32", &Decoder::read_boolean, {.strict = true}),
                 ErrorCode::reserved_bits, ""},
         }) {
        CAPTURE(row.found.message());
        CHECK(row.found.code == row.code);
        CHECK(row.found.detail == row.detail);
    }
    CHECK(read_object(from_hex("90 90"), [](Decoder& decoder) { return decoder.read_null(); },
                      {.strict = true})
              .error()
              .code == ErrorCode::trailing_bytes);
}

TEST_CASE("containers are opened within what remains and the limits") {
    const auto open = [](const std::string& hex, const DecodeOptions& options = {}) {
        std::size_t count = 99;
        const auto done = read_object(
            from_hex(hex), [&](Decoder& decoder) { return decoder.begin_array(count); }, options);
        return done ? std::to_string(count) : std::string(name_of(done.error().code));
    };
    CHECK(open("b0") == "0");
    CHECK(open("b4 9090") == "2");
    CHECK(open("b1 02 9090") == "2");
    CHECK(open("b1 f0 02 9090") == "2");
    CHECK(open("b1 f0 02 9090", {.strict = true}) == "non_minimal_integer");
    CHECK(open("b4 90") == "truncated");
    CHECK(open("b1 03 9090") == "truncated");
    CHECK(open("b1 ef") == "truncated");
    CHECK(open("b1 f5 ffffffffffff") == "length_exceeds_input");
    CHECK(open("80") == "wrong_type");
    CHECK(open("") == "truncated");
    DecodeOptions scarce;
    scarce.limits.max_nodes = 2;
    CHECK(open("b2 90", scarce) == "1");
    CHECK(open("b4 9090", scarce) == "limit_exceeded");
    scarce = {};
    scarce.limits.max_depth = 0;
    CHECK(open("b0", scarce) == "limit_exceeded");
}

TEST_CASE("what elements still to come take is spoken for") {
    // Two elements in the outer array: the inner one cannot have both bytes that are left.
    std::size_t outer = 0;
    std::size_t inner = 0;
    const auto done = read_object(from_hex("b4 b4 9090"), [&](Decoder& decoder) {
        if (!decoder.begin_array(outer)) return false;
        decoder.next_element();
        return decoder.begin_array(inner);
    });
    CHECK(done.error().code == ErrorCode::truncated);
}

TEST_CASE("within a skipped value and a tree, too") {
    // The inner array's three elements would leave nothing for the outer one's second.
    const Bytes bytes = from_hex("b4 b6 909090");
    const Error expected = decode_value(bytes).error();
    CHECK(expected.offset == 1);
    Value value;
    for (const bool skips : {false, true}) {
        CAPTURE(skips);
        std::size_t count = 0;
        const auto done = read_object(bytes, [&](Decoder& decoder) {
            if (!decoder.begin_array(count)) return false;
            decoder.next_element();
            return skips ? decoder.skip() : decoder.read_value(value);
        });
        CHECK(done.error().code == expected.code);
        CHECK(done.error().offset == expected.offset);
    }
}

TEST_CASE("recursion ends, whatever the limits allow") {
    DecodeOptions options;
    options.limits = Limits::unlimited();
    std::size_t depth = 0;
    const auto done = read_object(
        Bytes(10'000, std::byte{0xB2}),
        [&](Decoder& decoder) {
            for (std::size_t count = 0; decoder.begin_array(count); ++depth)
                decoder.next_element();
            return false;
        },
        options);
    CHECK(done.error().detail == "max_depth");
    CHECK(depth == max_object_depth);
}

TEST_CASE("what is skipped is looked at") {
    const auto skip = [](const std::string& hex, const DecodeOptions& options = {}) {
        const auto done = read_object(
            from_hex(hex), [](Decoder& decoder) { return decoder.skip(); }, options);
        return done ? std::string("fine") : std::string(name_of(done.error().code));
    };
    for (const char* hex :
         {"90", "31", "4001", "a00000000000000000", "f000000000", "0078", "100161", "20 02 0102",
          "510304", "60 f1 e807 01 02 03 04 05 06", "70 1001 31", "c0 1003 555443", "d001020304",
          "e000000000000000000000000000000000", "b0", "80", "b4 b2 90 82 100161 b0"}) {
        CAPTURE(std::string(hex));
        CHECK(skip(hex, {.strict = true}) == "fine");
        const Bytes bytes = from_hex(hex);
        for (std::size_t size = 0; size < bytes.size(); ++size) {
            const std::span<const std::byte> prefix = std::span(bytes).first(size);
            CHECK(skip(test::to_hex(prefix)) == "truncated");
        }
    }
    CHECK(skip("10 01 ff") == "invalid_utf8");
    CHECK(skip("82 4001 90") == "expected_string");
    DecodeOptions shallow;
    shallow.limits.max_depth = 2;
    CHECK(skip("b2 b2 90", shallow) == "fine");
    CHECK(skip("b2 b2 b0", shallow) == "limit_exceeded");
    DecodeOptions few;
    few.limits.max_nodes = 3;
    CHECK(skip("b2 b2 90", few) == "fine");
    CHECK(skip("b4 90 b2 90", few) == "limit_exceeded");
}

TEST_CASE("what is skipped may be nested deeply") {
    Bytes deep = test::repeated("b2", 40);
    deep.push_back(std::byte{0x90});
    DecodeOptions options;
    CHECK(read_object(deep, [](Decoder& decoder) { return decoder.skip(); }).has_value());
    // The memory for that is charged, and is free again afterwards.
    options.limits.max_memory = 16;
    const auto refused = read_object(
        deep, [](Decoder& decoder) { return decoder.skip(); }, options);
    CHECK(refused.error().detail == "max_memory");
    Bytes twice = from_hex("b4");
    for (int i = 0; i < 2; ++i)
        twice.insert(twice.end(), deep.begin(), deep.end());
    const auto skip_both = [](Decoder& decoder) {
        std::size_t count = 0;
        if (!decoder.begin_array(count)) return false;
        for (; count != 0; --count) {
            decoder.next_element();
            if (!decoder.skip()) return false;
        }
        return true;
    };
    const auto least = [](const Bytes& bytes, const ObjectReading& reading) {
        DecodeOptions least_options;
        least_options.limits.max_memory = 0;
        while (!read_object(bytes, reading, least_options))
            least_options.limits.max_memory += 8;
        return least_options.limits.max_memory;
    };
    CHECK(least(twice, skip_both) == least(deep, [](Decoder& decoder) { return decoder.skip(); }));
}

TEST_CASE("coded text is copied, and has no view") {
    const Bytes table_bytes = from_hex("003a003231");
    Cursor table(table_bytes);
    Budget memory(1000);
    const TextDecoder text = TextDecoder::read(table, memory).value();
    const detail::ObjectSource source{&text, Layout::v2, false};
    const auto read_coded = [&](ObjectReading reading) {
        const Bytes bytes = from_hex("11 05 06 90 90 90 90 90 90");
        Cursor cursor(bytes);
        return decode_object(cursor, source, {}, read_by_function, &reading);
    };
    std::string copy;
    CHECK(read_coded([&](Decoder& decoder) { return decoder.read_text(copy); }).has_value());
    CHECK(copy == "190");
    std::string_view view;
    const auto viewed = read_coded([&](Decoder& decoder) { return decoder.read_view(view); });
    CHECK(viewed.error().code == ErrorCode::unrepresentable);
    // The key's bytes are where the text that is skipped goes.
    const auto skipped = read_coded(
        [&](Decoder& decoder) { return decoder.read_text(view) && decoder.skip_entry(view); });
    CHECK(skipped.has_value());
}

TEST_CASE("a value as a tree shares the limits with what is around it") {
    DecodeOptions options;
    options.limits.max_depth = 2;
    const auto read_within = [&](const std::string& hex) {
        return read_object(
            from_hex(hex),
            [](Decoder& decoder) {
                std::size_t count = 0;
                if (!decoder.begin_array(count)) return false;
                for (std::size_t i = 0; i < count; ++i) {
                    Value value;
                    decoder.next_element();
                    if (!decoder.read_value(value)) return decoder.in_element(i);
                }
                return true;
            },
            options);
    };
    CHECK(read_within("b4 b2 90 90").has_value());
    const auto deep = read_within("b4 90 b2 b2 90");
    CHECK(deep.error().detail == "max_depth");
    CHECK(deep.error().path == "/1/0");
    options.limits.max_nodes = 5;
    CHECK(read_within("b4 b2 90 b2 90").has_value());
    options.limits.max_nodes = 4;
    CHECK(read_within("b4 b2 90 b2 90").error().detail == "max_nodes");
}
