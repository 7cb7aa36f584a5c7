// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include <souris/detail/wire.hpp>

#include "support/hex.hpp"

using namespace souris;
using namespace souris::detail;
using test::from_hex;

namespace {

/// What a `put_` function writes.
template <class Put>
Bytes written(Put put) {
    Bytes bytes(2 * scalar_room + 300);
    bytes.resize(static_cast<std::size_t>(put(bytes.data()) - bytes.data()));
    return bytes;
}

/// What `take_unpredictable` reads from bytes with others behind them, and from bytes that are at
/// the end of an input.
template <class T>
std::size_t taken(const Bytes& bytes, T& value) {
    Bytes longer = bytes;
    longer.resize(bytes.size() + tagged_room, std::byte{0x5A});
    const std::byte* const longer_end = longer.data() + longer.size();
    const std::size_t size = take_unpredictable<true>(longer.data(), longer_end, value);
    Bytes shorter(tagged_room + bytes.size(), std::byte{0x5A});
    std::copy(bytes.begin(), bytes.end(), shorter.begin() + tagged_room);
    const std::byte* const end = shorter.data() + shorter.size();
    T at_end{};
    CHECK(take_unpredictable<false>(end - bytes.size(), end, at_end) == size);
    CHECK(at_end == value);
    return size;
}

template <class T>
void check_integer(T number, const char* hex) {
    CAPTURE(std::string(hex));
    const Bytes bytes = written([&](std::byte* out) { return put_unpredictable(out, number); });
    CHECK(bytes == from_hex(hex));
    CHECK(bytes == written([&](std::byte* out) { return put_integer(out, Integer(number)); }));
    const Integer integer(number);
    const auto low = integer.bits().low;
    CHECK(bytes ==
          written([&](std::byte* out) { return put_low_half(out, integer.sign_state(), low); }));
    T read{};
    CHECK(taken(bytes, read) == bytes.size());
    CHECK(read == number);
}

}  // namespace

TEST_CASE("words of fixed size") {
    CHECK(written([](std::byte* out) { return put_tag(out, Type::null); }) == from_hex("90"));
    CHECK(written([](std::byte* out) { return put_tag(out, Type::binary, 3); }) == from_hex("23"));
    CHECK(written([](std::byte* out) { return put_boolean(out, true); }) == from_hex("31"));
    CHECK(written([](std::byte* out) { return put_boolean(out, false); }) == from_hex("30"));
    CHECK(written([](std::byte* out) { return put_float(out, 1.0); }) ==
          from_hex("a0 000000000000f03f"));
    CHECK(tag_byte(Type::string, true) == std::byte{0x11});
    CHECK(tag_at(from_hex("8c").data()).inline_count() == 6);
}

TEST_CASE("integers of every size, in all ways that write and read them") {
    check_integer<std::uint8_t>(0, "40 00");
    check_integer<std::uint8_t>(239, "40 ef");
    check_integer<std::uint8_t>(240, "40 f0f0");
    check_integer<std::int8_t>(5, "41 05");
    check_integer<std::int8_t>(-1, "42 f0ff");
    check_integer<std::int8_t>(-128, "42 80");
    check_integer<std::int16_t>(-256, "42 00");
    check_integer<std::uint16_t>(1000, "40 f1e803");
    check_integer<std::int32_t>(-1000, "42 f118fc");
    check_integer<std::uint64_t>(~std::uint64_t{0}, "40 f7ffffffffffffffff");
    check_integer(std::numeric_limits<std::int64_t>::min(), "42 f70000000000000080");
}

TEST_CASE("numbers that do not fit, and what is no number, are not taken") {
    std::uint8_t narrow = 0;
    std::int8_t narrow_signed = 0;
    std::int64_t number = 0;
    std::uint64_t natural = 0;
    CHECK(taken(from_hex("40 f10001"), narrow) == 0);     // 256
    CHECK(taken(from_hex("42 05"), narrow) == 0);         // Negative.
    CHECK(taken(from_hex("40 80"), narrow_signed) == 0);  // 128
    CHECK(taken(from_hex("43 05"), number) == 0);         // No sign state.
    CHECK(taken(from_hex("a0 05"), number) == 0);         // No integer.
    CHECK(taken(from_hex("3f 05"), number) == 0);
    CHECK(taken(from_hex("40 f7ffffffffffffffff"), number) == 0);
    CHECK(taken(from_hex("42 f70000000000000000"), number) == 0);
    CHECK(taken(from_hex("40 f8000000000000000001"), natural) == 0);
    // Shorter than it says.
    for (const char* hex : {"40 f0", "40 f100", "40 f7ffffffffffffff"}) {
        Bytes bytes(tagged_room, std::byte{});
        const Bytes cut = from_hex(hex);
        bytes.insert(bytes.end(), cut.begin(), cut.end());
        const std::byte* const end = bytes.data() + bytes.size();
        CHECK(take_unpredictable<false>(end - cut.size(), end, natural) == 0);
    }
}

TEST_CASE("heads of containers") {
    for (const Type type : {Type::array, Type::map}) {
        const struct {
            std::size_t count;
            std::size_t size;
        } rows[] = {{0, 1}, {1, 1}, {6, 1}, {7, 2}, {239, 2}, {240, 3}, {70'000, 5}};
        for (const auto& row : rows) {
            const std::size_t count = row.count;
            CAPTURE(count);
            const Bytes bytes =
                written([&](std::byte* out) { return put_container(out, type, count); });
            CHECK(tag_at(bytes.data()).type() == type);
            CHECK(bytes.size() == row.size);
            const ShortHead head = take_short_head(bytes.data(), bytes.size(), type);
            CHECK(head.size == (count < 240 ? bytes.size() : 0));
            if (head.size != 0) CHECK(head.count == count);
            // Cut short, and of another type.
            if (bytes.size() > 1) CHECK(take_short_head(bytes.data(), 1, type).size == 0);
            CHECK(take_short_head(bytes.data(), bytes.size(),
                                  type == Type::map ? Type::array : Type::map)
                      .size == 0);
        }
    }
    // Seven fit the tag, though sourisdb never writes that.
    CHECK(take_short_head(from_hex("be").data(), 1, Type::array).count == 7);
}

TEST_CASE("heads of raw text") {
    for (const std::size_t size : {0U, 1U, 239U, 240U, 300U}) {
        CAPTURE(size);
        const std::string text(size, 't');
        const Bytes bytes = written([&](std::byte* out) { return put_text(out, text); });
        const Bytes head = written([&](std::byte* out) { return put_text_head(out, size); });
        CHECK(bytes.size() == head.size() + size);
        if (size > max_short_length) {
            CHECK(short_text_length(bytes.data()) > max_short_length);
            continue;
        }
        CHECK(short_text_length(bytes.data()) == size);
        CHECK(head == written([&](std::byte* out) { return put_short_text_head(out, size); }));
        CHECK(head.size() == short_head_size);
    }
    CHECK(short_text_length(from_hex("11 05").data()) > max_short_length);  // Coded.
    CHECK(short_text_length(from_hex("20 05").data()) > max_short_length);  // Binary.
}

TEST_CASE("four small integers of one tag are seen together") {
    const Tag tag = make_tag(Type::integer, 1);
    CHECK(are_small_integers(from_hex("4100 4101 41ee 41ef").data(), tag));
    for (std::size_t i = 0; i < 4; ++i) {
        Bytes bytes = from_hex("41ef 41ef 41ef 41ef");
        bytes[2 * i] = std::byte{0x40};
        CHECK_FALSE(are_small_integers(bytes.data(), tag));
        bytes[2 * i] = std::byte{0x41};
        for (int content = 240; content < 256; ++content) {
            bytes[2 * i + 1] = static_cast<std::byte>(content);
            CHECK_FALSE(are_small_integers(bytes.data(), tag));
        }
    }
}
