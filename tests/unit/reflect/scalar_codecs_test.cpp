// SPDX-License-Identifier: MIT
#include <array>
#include <complex>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <limits>
#include <memory_resource>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include <doctest/doctest.h>

#include <souris/codec.hpp>
#include <souris/detail/endian.hpp>
#include <souris/detail/scalar_codecs.hpp>
#include <souris/object.hpp>

#include "support/hex.hpp"
#include "unit/reflect/codec_checks.hpp"

using namespace souris;
using test::check_codec;
using test::decode_error;

namespace {

struct Label {
    char tag[4] = {'a', 'b', 'c', 'd'};
    const char* note = nullptr;
};
struct Record {
    char name[8]{};
    std::array<std::byte, 2> key{};
};

struct Floats {
    float x = 0;
    float y = 0;
    std::vector<float> more;
};

}  // namespace

template <>
struct souris::describe<Floats> {
    static constexpr auto fields =
        std::tuple{field("x", &Floats::x), field("y", &Floats::y), field("more", &Floats::more)};
};
template <>
struct souris::describe<Label> {
    static constexpr auto fields =
        std::tuple{field("tag", &Label::tag), field("note", &Label::note)};
};
template <>
struct souris::describe<Record> {
    static constexpr auto fields =
        std::tuple{field("name", &Record::name), field("key", &Record::key)};
};

TEST_CASE("numbers") {
    check_codec(true, true);
    check_codec<char>('x', 120);
    check_codec<std::int8_t>(-5, -5);
    check_codec<std::uint16_t>(60000, 60000U);
    check_codec<long long>(std::numeric_limits<long long>::min(),
                           std::numeric_limits<long long>::min());
    check_codec(Integer::max(), Integer::max());
    check_codec(1.5F, 1.5F);
    check_codec(2.5, 2.5);
    check_codec(2.5L, 2.5);
    check_codec(U'\u20AC', U'\u20AC');
#if SOURIS_HAS_INT128
    const native_int128 wide = native_int128{1} << 100;
    check_codec(wide, Integer(wide));
    CHECK(decode_error<native_int128>(Integer::max()).code == ErrorCode::integer_out_of_range);
    check_codec(-wide, Integer(-wide));
    check_codec(native_int128{-1}, -1);
    check_codec(~native_uint128{0}, Integer::max());
    check_codec<native_int128>(*Integer::min().to<native_int128>(), Integer::min());
    CHECK(decode_error<native_uint128>(-1).detail == "found -1");
#endif
    CHECK(encode(std::numeric_limits<long double>::quiet_NaN()).has_value());
    CHECK(encode(std::numeric_limits<long double>::infinity()).has_value());
    if (std::numeric_limits<long double>::digits >
        53) {  // Not a `double`, as it is for 32-bit ARM.
        CHECK(encode(1.0L + std::numeric_limits<long double>::epsilon()).error().code ==
              ErrorCode::inexact_number);
        CHECK(encode(std::numeric_limits<long double>::max()).error().code ==
              ErrorCode::inexact_number);
    }
    CHECK(decode_error<std::uint8_t>(256).detail == "found 256");
}

TEST_CASE("text and bytes, owned and viewed") {
    check_codec(std::string("abc"), "abc");
    check_codec(std::string(1000, 'x'), std::string(1000, 'x'));
    const Bytes bytes{std::byte{1}, std::byte{2}};
    check_codec(bytes, std::span<const std::byte>(bytes));
    const Bytes text = *encode(std::string_view("view"));
    const auto view = decode<std::string_view>(text);
    CHECK(view == "view");
    CHECK(static_cast<const void*>(view->data()) == text.data() + 2);
    const Bytes binary = *encode(std::span<const std::byte>(bytes));
    const auto span = decode<std::span<const std::byte>>(binary);
    REQUIRE(span.has_value());
    CHECK(span->data() == binary.data() + 2);
    CHECK(span->size() == 2);
    // What is compressed has no view.
    const Bytes packed = *encode(Bytes(10'000));
    CHECK(decode<std::span<const std::byte>>(packed).error().code == ErrorCode::unrepresentable);
    CHECK(decode<Bytes>(packed) == Bytes(10'000));
    CHECK(encode("literal") == encode_value("literal"));
    check_codec(std::filesystem::path("/tmp/a b"), "/tmp/a b");
    check_codec(std::u8string(u8"\u20AC"), "\xE2\x82\xAC");
    check_codec(std::pmr::string("a text that is long enough to be allocated"),
                "a text that is long enough to be allocated");
    CHECK(encode(std::u8string(1, char8_t(0xFF))).error().code == ErrorCode::invalid_utf8);
    const auto view8 = decode<std::u8string_view>(text);
    CHECK(view8 == u8"view");
    check_codec(std::byte{200}, 200U);
    CHECK(decode_error<std::byte>(256).code == ErrorCode::integer_out_of_range);
    check_codec(std::array<std::byte, 2>{std::byte{1}, std::byte{2}},
                std::span<const std::byte>(bytes));
    CHECK(decode_error<std::array<std::byte, 3>>(std::span<const std::byte>(bytes)).detail ==
          "found 2 bytes, wanted 3");
}

TEST_CASE("text in arrays ends with them, and no text is null") {
    CHECK(decode_value(*encode(Label{})) == Value(Map{{"tag", "abcd"}, {"note", nullptr}}));
    CHECK(decode_value(*encode(Label{.tag = "ab", .note = "c"})) ==
          Value(Map{{"tag", "ab"}, {"note", "c"}}));
    CHECK(encode(static_cast<const char*>(nullptr)) == encode_value(nullptr));

    Record record{.name = "before"};
    REQUIRE(decode_into(record, *encode_value(Map{{"name", "new"}})).has_value());
    CHECK(std::string_view(record.name, sizeof record.name) ==
          std::string_view("new\0\0\0\0\0", sizeof record.name));
    REQUIRE(decode_into(record, *encode_value(Map{{"name", "12345678"}})).has_value());
    CHECK(std::string_view(record.name, sizeof record.name) == "12345678");
    const Error longer = decode_error<Record>(Map{{"name", "123456789"}});
    CHECK(longer.code == ErrorCode::unrepresentable);
    CHECK(longer.detail == "found 9 bytes of text, room for 8");
    CHECK(longer.path == "/name");
    CHECK(decode_error<Record>(Map{{"name", std::string_view("a\0b", 3)}}).code ==
          ErrorCode::unrepresentable);
}

TEST_CASE("the format's own types") {
    check_codec(Value(Array{1, "a"}), Array{1, "a"});
    check_codec(Complex(1, -2), Complex(1, -2));
    check_codec(Complex::polar(1, 2), Complex::polar(1, 2));
    check_codec(Ipv4(1, 2, 3, 4), Ipv4(1, 2, 3, 4));
    check_codec(Ipv6({1}), Ipv6({1}));
    check_codec(*JsonText::parse("[1]"), *JsonText::parse("[1]"));
    CHECK(decode_error<JsonText>("[1]").code == ErrorCode::wrong_type);
}

TEST_CASE("complex numbers of the standard library") {
    check_codec(std::complex<double>(1, -2), Array{1.0, -2.0});
    CHECK(decode_error<std::complex<float>>(Array{1.0F}).detail == "found 1 elements, wanted 2");
    CHECK(decode_error<std::complex<float>>(Array{1.0F, "x"}).path == "/1");
}

TEST_CASE("a float is read from every number that it holds, with every bit") {
    // -0, the least and the greatest number, infinity, a quiet and a signalling NaN.
    constexpr std::uint32_t all[] = {0x80000000, 0x00000001, 0x7F7FFFFF,
                                     0xFF800000, 0x7FC00001, 0xFF800001};
    for (const std::uint32_t bits : all) {
        CAPTURE(bits);
        // An array of two floats and an array of one.
        Bytes bytes = test::from_hex("b6 f0 00000000 f0 00000000 b2 f0 00000000");
        for (const std::size_t at : {2U, 7U, 13U})
            store_little_endian(bytes.data() + at, bits);
        const auto read = decode<Floats>(bytes);
        REQUIRE(read);
        REQUIRE(read->more.size() == 1);
        for (const float* const part : {&read->x, &read->y, read->more.data()}) {
            std::uint32_t found = 0;
            std::memcpy(&found, part, sizeof found);
            CHECK(found == bits);
        }
        for (std::size_t size = 0; size < bytes.size(); ++size) {
            const auto cut = decode<Floats>(std::span(bytes).first(size));
            REQUIRE(!cut);
            CHECK(cut.error().code == ErrorCode::truncated);
        }
    }
    const auto read = decode<Floats>(*encode_value(Array{7, 0.5, Array{1.5F, -3, 2.5}}));
    REQUIRE(read);
    CHECK(read->x == 7);
    CHECK(read->y == 0.5F);
    CHECK(read->more == std::vector{1.5F, -3.0F, 2.5F});
    const auto inexact = decode<Floats>(*encode_value(Array{7, 1, Array{1.5F, 0.1}}));
    REQUIRE(!inexact);
    CHECK(inexact.error().code == ErrorCode::inexact_number);
    CHECK(inexact.error().path == "/2/1");
}
