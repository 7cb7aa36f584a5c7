// SPDX-License-Identifier: MIT
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <souris/detail/class_encoder.hpp>

#include "codec/quick_encoder.hpp"

namespace souris { inline namespace v0 { namespace detail {

namespace {

/// The position of the next byte, with `room` bytes of room; nullptr after a failure.
SOURIS_ALWAYS_INLINE inline std::byte* make_room(QuickEncoder& quick, bool is_written,
                                                 std::size_t room) {
    if (!is_written) [[unlikely]]
        return nullptr;
    quick.ensure(room);
    return quick.position();
}

// The slow cases are functions of their own, so that the quick ones need no stack.

[[gnu::noinline]] std::byte* begin_object_slowly(Encoder& encoder, const ClassTable& table,
                                                 Type type, std::uint64_t left_out) {
    if (type == Type::map && table.longest_name > encoder.options().limits.max_key) {
        encoder.fail(ErrorCode::limit_exceeded, name_of(Limit::key));
        return nullptr;
    }
    QuickEncoder quick(encoder);
    const std::size_t count = table.count - static_cast<std::size_t>(std::popcount(left_out));
    return make_room(quick, quick.begin(type, count), table.room);
}

[[gnu::noinline]] std::byte* write_text_slowly(Encoder& encoder, std::byte* out,
                                               const std::string& text, std::size_t room) {
    QuickEncoder quick(encoder, out);
    return make_room(quick, quick.write_string(text), room);
}

template <class T>
[[gnu::noinline]] std::byte* write_numbers_slowly(Encoder& encoder, std::byte* out,
                                                  const std::vector<T>& numbers, std::size_t room) {
    QuickEncoder quick(encoder, out);
    return make_room(quick, quick.write_vector(numbers), room);
}

template <class T>
SOURIS_ALWAYS_INLINE inline std::byte* write_numbers(Encoder& encoder, std::byte* out,
                                                     const std::vector<T>& numbers,
                                                     std::size_t room) {
    QuickEncoder quick(encoder, out);
    if (quick.try_vector(numbers, room)) [[likely]]
        return quick.position();
    return write_numbers_slowly(encoder, out, numbers, room);
}

}  // namespace

std::byte* begin_map_object(Encoder& encoder, const ClassTable& table, std::uint64_t left_out) {
    QuickEncoder quick(encoder);
    if (left_out != 0 || table.longest_name > encoder.options().limits.max_key ||
        !quick.try_begin(Type::map, table.count, table.room)) [[unlikely]] {
        return begin_object_slowly(encoder, table, Type::map, left_out);
    }
    return quick.position();
}

std::byte* begin_array_object(Encoder& encoder, const ClassTable& table) {
    QuickEncoder quick(encoder);
    if (!quick.try_begin(Type::array, table.count, table.room)) [[unlikely]]
        return begin_object_slowly(encoder, table, Type::array, 0);
    return quick.position();
}

std::byte* write_member(Encoder& encoder, std::byte* out, const std::string& text,
                        std::size_t room) {
    QuickEncoder quick(encoder, out);
    if (quick.try_string(text, room)) [[likely]]
        return quick.position();
    return write_text_slowly(encoder, out, text, room);
}

std::byte* write_member(Encoder& encoder, std::byte* out, const std::vector<std::int8_t>& numbers,
                        std::size_t room) {
    return write_numbers(encoder, out, numbers, room);
}
std::byte* write_member(Encoder& encoder, std::byte* out, const std::vector<std::int16_t>& numbers,
                        std::size_t room) {
    return write_numbers(encoder, out, numbers, room);
}
std::byte* write_member(Encoder& encoder, std::byte* out, const std::vector<std::int32_t>& numbers,
                        std::size_t room) {
    return write_numbers(encoder, out, numbers, room);
}
std::byte* write_member(Encoder& encoder, std::byte* out, const std::vector<std::int64_t>& numbers,
                        std::size_t room) {
    return write_numbers(encoder, out, numbers, room);
}
std::byte* write_member(Encoder& encoder, std::byte* out, const std::vector<std::uint8_t>& numbers,
                        std::size_t room) {
    return write_numbers(encoder, out, numbers, room);
}
std::byte* write_member(Encoder& encoder, std::byte* out, const std::vector<std::uint16_t>& numbers,
                        std::size_t room) {
    return write_numbers(encoder, out, numbers, room);
}
std::byte* write_member(Encoder& encoder, std::byte* out, const std::vector<std::uint32_t>& numbers,
                        std::size_t room) {
    return write_numbers(encoder, out, numbers, room);
}
std::byte* write_member(Encoder& encoder, std::byte* out, const std::vector<std::uint64_t>& numbers,
                        std::size_t room) {
    return write_numbers(encoder, out, numbers, room);
}
std::byte* write_member(Encoder& encoder, std::byte* out, const std::vector<float>& numbers,
                        std::size_t room) {
    return write_numbers(encoder, out, numbers, room);
}
std::byte* write_member(Encoder& encoder, std::byte* out, const std::vector<double>& numbers,
                        std::size_t room) {
    return write_numbers(encoder, out, numbers, room);
}

std::byte* write_member(Encoder& encoder, std::byte* out, WriteObject write, const void* member,
                        std::size_t room) {
    QuickEncoder quick(encoder, out);
    return make_room(quick, quick.write_other(write, member), room);
}

}}}  // namespace souris::v0::detail
