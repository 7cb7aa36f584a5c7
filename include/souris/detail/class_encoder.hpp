// SPDX-License-Identifier: MIT
// Internal: serves <souris/object_codec.hpp>.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <vector>

#include <souris/codec_options.hpp>
#include <souris/config.hpp>
#include <souris/detail/class_table.hpp>
#include <souris/detail/value_codec.hpp>
#include <souris/encoder.hpp>

/// @file
/// Writes objects of classes, member by member.

namespace souris { inline namespace v0 { namespace detail {

/// Begins to write an object. Returns the address for its first member, with room for all keys and
/// scalars; nullptr on failure. `left_out` has a bit for each member to omit.
[[nodiscard]] SOURIS_EXPORT std::byte* begin_map_object(Encoder& encoder, const ClassTable& table,
                                                        std::uint64_t left_out);
[[nodiscard]] SOURIS_EXPORT std::byte* begin_array_object(Encoder& encoder,
                                                          const ClassTable& table);

/// Writes text and makes `room` for the following members. Returns their address; nullptr on
/// failure.
[[nodiscard]] SOURIS_EXPORT std::byte* write_member(Encoder& encoder, std::byte* out,
                                                    const std::string& text, std::size_t room);
/// The same for numbers.
/// @{
[[nodiscard]] SOURIS_EXPORT std::byte* write_member(Encoder& encoder, std::byte* out,
                                                    const std::vector<std::int8_t>& numbers,
                                                    std::size_t room);
[[nodiscard]] SOURIS_EXPORT std::byte* write_member(Encoder& encoder, std::byte* out,
                                                    const std::vector<std::int16_t>& numbers,
                                                    std::size_t room);
[[nodiscard]] SOURIS_EXPORT std::byte* write_member(Encoder& encoder, std::byte* out,
                                                    const std::vector<std::int32_t>& numbers,
                                                    std::size_t room);
[[nodiscard]] SOURIS_EXPORT std::byte* write_member(Encoder& encoder, std::byte* out,
                                                    const std::vector<std::int64_t>& numbers,
                                                    std::size_t room);
[[nodiscard]] SOURIS_EXPORT std::byte* write_member(Encoder& encoder, std::byte* out,
                                                    const std::vector<std::uint8_t>& numbers,
                                                    std::size_t room);
[[nodiscard]] SOURIS_EXPORT std::byte* write_member(Encoder& encoder, std::byte* out,
                                                    const std::vector<std::uint16_t>& numbers,
                                                    std::size_t room);
[[nodiscard]] SOURIS_EXPORT std::byte* write_member(Encoder& encoder, std::byte* out,
                                                    const std::vector<std::uint32_t>& numbers,
                                                    std::size_t room);
[[nodiscard]] SOURIS_EXPORT std::byte* write_member(Encoder& encoder, std::byte* out,
                                                    const std::vector<std::uint64_t>& numbers,
                                                    std::size_t room);
[[nodiscard]] SOURIS_EXPORT std::byte* write_member(Encoder& encoder, std::byte* out,
                                                    const std::vector<float>& numbers,
                                                    std::size_t room);
[[nodiscard]] SOURIS_EXPORT std::byte* write_member(Encoder& encoder, std::byte* out,
                                                    const std::vector<double>& numbers,
                                                    std::size_t room);
/// @}
/// The same for any other type, by its own function.
[[nodiscard]] SOURIS_EXPORT std::byte* write_member(Encoder& encoder, std::byte* out,
                                                    WriteObject write, const void* member,
                                                    std::size_t room);

template <class T>
[[nodiscard]] constexpr bool is_absent(const T&) noexcept {
    return false;
}
template <class T>
[[nodiscard]] constexpr bool is_absent(const std::optional<T>& member) noexcept {
    return !member.has_value();
}

/// One bit for each member to omit from a map.
template <class... Members>
[[nodiscard]] constexpr std::uint64_t find_left_out(const Members&... members) noexcept {
    std::uint64_t left_out = 0;
    if constexpr ((is_optional<Members> || ...)) {
        unsigned index = 0;
        ((left_out |= std::uint64_t{is_absent(members)} << index++), ...);
    }
    return left_out;
}

/// Writes the members of an object, in order. The output address stays in a register: nothing here
/// takes the address of this object.
template <ObjectForm form>
class ClassEncoder {
  public:
    SOURIS_ALWAYS_INLINE ClassEncoder(Encoder& encoder, const ClassTable& table,
                                      std::uint64_t left_out)
        : encoder_(encoder), table_(table), left_out_(left_out) {
        if constexpr (form == ObjectForm::map) {
            out_ = begin_map_object(encoder, table, left_out);
        } else {
            out_ = begin_array_object(encoder, table);
        }
    }

    template <class... Members>
    [[nodiscard]] SOURIS_ALWAYS_INLINE bool write_all(const Members&... members) {
        if (out_ == nullptr || !(write(members) && ...)) return false;
        encoder_.position_ = out_;
        encoder_.end();
        return true;
    }

  private:
    template <class T>
    [[nodiscard]] SOURIS_ALWAYS_INLINE bool write(const T& member) {
        const std::size_t index = index_++;
        if constexpr (form == ObjectForm::map) {
            const std::size_t key_size = table_.key_sizes[index];
            const std::byte* const key = table_.keys + key_position_;
            key_position_ += key_size;
            if constexpr (is_optional<T>) {
                if ((left_out_ >> index & 1U) != 0) return true;
            }
            std::memcpy(out_, key, key_block);
            if (key_size > key_block) [[unlikely]]
                std::memcpy(out_ + key_block, key + key_block, key_size - key_block);
            out_ += key_size;
        }
        using Scalar = typename ScalarOf<T>::Type;
        if constexpr (SmallScalar<Scalar>) {
            out_ = store_part(out_, static_cast<Scalar>(member));
            return true;
        } else {
            if constexpr (builtin_kind<T> != BuiltinKind::other) {
                out_ = write_member(encoder_, out_, member, table_.room);
            } else {
                out_ =
                    write_member(encoder_, out_, write_object<T>, address_of(member), table_.room);
            }
            return out_ != nullptr || encoder_.in_key(table_.fields[index].name);
        }
    }

    Encoder& encoder_;
    const ClassTable& table_;
    std::uint64_t left_out_;
    std::byte* out_;
    std::size_t index_ = 0;
    std::size_t key_position_ = 0;
};

/// The serialized form for objects of a class.
[[nodiscard]] constexpr ObjectForm form_of(const ClassTable& table,
                                           const EncodeOptions& options) noexcept {
    return table.has_form ? table.form : options.form;
}

}}}  // namespace souris::v0::detail
