// SPDX-License-Identifier: MIT
#include <bit>
#include <cassert>
#include <span>

#include <fmt/core.h>

#include <souris/cursor.hpp>
#include <souris/msgpack.hpp>

#include "base/return_if_error.hpp"
#include "interop/big_endian.hpp"
#include "interop/epoch.hpp"
#include "interop/format_reader.hpp"
#include "interop/msgpack_object.hpp"

namespace souris { inline namespace v0 {

namespace {

using detail::fault;
using detail::InteropFault;
namespace msgpack = detail::msgpack;

class MessagePackReader {
  public:
    MessagePackReader(Cursor& cursor, detail::TreeBuilder& builder) noexcept
        : cursor_(cursor), builder_(builder) {}

    [[nodiscard]] Result<void, InteropFault> read_item() {
        const auto first = cursor_.read_byte();
        if (!first) return fault(first.error());
        return read_object(*first);
    }

  private:
    [[nodiscard]] Result<void, InteropFault> read_object(std::uint8_t first) {
        if (first <= msgpack::max_fixint) return builder_.put(first);
        if (first < msgpack::fixarray) return open(Type::map, first - msgpack::fixmap);
        if (first < msgpack::fixstr) return open(Type::array, first - msgpack::fixarray);
        if (first < msgpack::nil) return read_string(first - msgpack::fixstr);
        if (first >= msgpack::negative_fixint) {
            return builder_.put(static_cast<std::int8_t>(first));
        }
        switch (first) {
            case msgpack::nil:
                return builder_.put(nullptr);
            case msgpack::never_used:
                return fault(ErrorCode::malformed_item, "the byte that is never used");
            case msgpack::boolean_false:
                return builder_.put(false);
            case msgpack::boolean_true:
                return builder_.put(true);
            default:
                return read_long(first);
        }
    }

    /// An object with a length, count or number after its first byte.
    [[nodiscard]] Result<void, InteropFault> read_long(std::uint8_t first) {
        const auto is_from = [first](std::uint8_t least, unsigned count) {
            return first >= least && first < least + count;
        };
        if (is_from(msgpack::fixext1, 5)) {
            return read_extension(std::uint64_t{1} << (first - msgpack::fixext1));
        }
        // The first byte of each group, its number of members, and the size of the first member's
        // number as a power of two.
        constexpr struct {
            std::uint8_t first;
            unsigned count;
            unsigned power;
        } groups[] = {{msgpack::bin8, 3, 0},    {msgpack::ext8, 3, 0}, {msgpack::float32, 2, 2},
                      {msgpack::uint8, 4, 0},   {msgpack::int8, 4, 0}, {msgpack::str8, 3, 0},
                      {msgpack::array16, 2, 1}, {msgpack::map16, 2, 1}};
        for (const auto& group : groups) {
            if (!is_from(group.first, group.count)) continue;
            const std::size_t size = std::size_t{1} << (first - group.first + group.power);
            const auto number = detail::read_big_endian(cursor_, size);
            if (!number) return fault(number.error());
            return read_group(group.first, size, *number);
        }
        return fault(ErrorCode::internal_error);
    }

    [[nodiscard]] Result<void, InteropFault> read_group(std::uint8_t group, std::size_t size,
                                                        std::uint64_t number) {
        assert(size >= 1 && size <= 8);
        switch (group) {
            case msgpack::bin8: {
                const auto bytes = read_bytes(number);
                if (!bytes) return fault(bytes.error());
                return builder_.put_binary(*bytes);
            }
            case msgpack::ext8:
                return read_extension(number);
            case msgpack::float32:
                if (size == 8) return builder_.put(std::bit_cast<double>(number));
                return builder_.put_single(
                    std::bit_cast<float>(static_cast<std::uint32_t>(number)));
            case msgpack::uint8:
                return builder_.put(number);
            case msgpack::int8: {
                // The sign is the highest bit of the encoded number.
                const auto unused = static_cast<unsigned>(64 - 8 * size);
                return builder_.put(static_cast<std::int64_t>(number << unused) >> unused);
            }
            case msgpack::str8:
                return read_string(number);
            case msgpack::array16:
                return open(Type::array, number);
            default:
                assert(group == msgpack::map16);
                return open(Type::map, number);
        }
    }

    [[nodiscard]] Result<std::span<const std::byte>, ErrorCode> read_bytes(std::uint64_t length) {
        SOURIS_ASSIGN_OR_RETURN(const std::size_t size, detail::held_against(cursor_, length));
        return cursor_.read_bytes(size);
    }

    [[nodiscard]] Result<void, InteropFault> read_string(std::uint64_t length) {
        const auto bytes = read_bytes(length);
        if (!bytes) return fault(bytes.error());
        return builder_.put_string(as_text(*bytes));
    }

    [[nodiscard]] Result<void, InteropFault> open(Type type, std::uint64_t length) {
        const auto count = detail::held_against(cursor_, length, type == Type::map ? 2 : 1);
        if (!count) return fault(count.error());
        return builder_.open(type, *count);
    }

    [[nodiscard]] Result<void, InteropFault> read_extension(std::uint64_t length) {
        const auto type = cursor_.read_byte();
        if (!type) return fault(type.error());
        const auto data = read_bytes(length);
        if (!data) return fault(data.error());
        const auto number = static_cast<std::int8_t>(*type);
        if (number == msgpack::timestamp) return read_timestamp(*data);
        SOURIS_RETURN_IF_ERROR(
            builder_.lose(ErrorCode::no_equivalent, fmt::format("extension {}", number)));
        SOURIS_RETURN_IF_ERROR(builder_.open(Type::map, 2));
        SOURIS_RETURN_IF_ERROR(builder_.put_string("extension"));
        SOURIS_RETURN_IF_ERROR(builder_.put(number));
        SOURIS_RETURN_IF_ERROR(builder_.put_string("data"));
        return builder_.put_binary(*data);
    }

    [[nodiscard]] Result<void, InteropFault> read_timestamp(std::span<const std::byte> data) {
        constexpr std::uint64_t nanoseconds_in_second = 1'000'000'000;
        std::uint64_t seconds = 0;
        std::uint64_t nanoseconds = 0;
        switch (data.size()) {
            case 4:
                seconds = detail::load_big_endian(data);
                break;
            case 8: {
                const std::uint64_t both = detail::load_big_endian(data);
                nanoseconds = both >> msgpack::timestamp_second_bits;
                seconds = both & ((std::uint64_t{1} << msgpack::timestamp_second_bits) - 1);
                break;
            }
            case 12:
                nanoseconds = detail::load_big_endian(data.first(4));
                seconds = detail::load_big_endian(data.subspan(4));
                break;
            default:
                return fault(ErrorCode::malformed_item, "a timestamp of none of the three sizes");
        }
        if (nanoseconds >= nanoseconds_in_second) {
            return fault(ErrorCode::invalid_timestamp, "more nanoseconds than a second has");
        }
        const auto time = detail::time_at(static_cast<std::int64_t>(seconds),
                                          static_cast<std::uint32_t>(nanoseconds));
        if (!time) return fault(ErrorCode::invalid_timestamp, "beyond all years");
        return builder_.put(*time);
    }

    Cursor& cursor_;
    detail::TreeBuilder& builder_;
};

}  // namespace

Result<Value> value_from_msgpack(std::span<const std::byte> bytes,
                                 const MsgpackReadOptions& options) {
    if (options.canonical) return failure(msgpack::no_canonical_form());
    return detail::read_tree<MessagePackReader>(bytes, options);
}

}}  // namespace souris::v0
