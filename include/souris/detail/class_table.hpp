// SPDX-License-Identifier: MIT
// Internal: serves <souris/object_codec.hpp>.
#pragma once

#include <cstddef>
#include <cstdint>

#include <souris/codec_options.hpp>
#include <souris/describe.hpp>
#include <souris/detail/class_members.hpp>
#include <souris/detail/wire.hpp>
#include <souris/encoder.hpp>

/// @file
/// Compile-time data about a class, for code that reads and writes its objects.

namespace souris { inline namespace v0 { namespace detail {

/// Bytes copied for each key, whatever its length.
inline constexpr std::size_t key_block = 16;

/// The encoded keys of a class, back to back.
template <class T>
struct ClassKeys {
    static constexpr std::size_t count = ClassMembers<T>::count;
    /// Keys are copied in whole blocks.
    static constexpr std::size_t room_behind = key_block - 1;
    static constexpr std::size_t size = [] {
        std::size_t sum = room_behind;
        for (const FieldInfo& field : ClassMembers<T>::fields)
            sum += short_head_size + field.name.size();
        return sum;
    }();

    std::byte bytes[size]{};
    std::uint8_t sizes[count + 1]{};

    consteval ClassKeys() noexcept {
        std::byte* out = bytes;
        std::uint8_t* out_size = sizes;
        for (const FieldInfo& field : ClassMembers<T>::fields) {
            *out_size++ = static_cast<std::uint8_t>(short_head_size + field.name.size());
            out = put_short_text_head(out, field.name.size());
            for (const char c : field.name)
                *out++ = static_cast<std::byte>(static_cast<unsigned char>(c));
        }
    }
};

template <class T>
inline constexpr ClassKeys<T> class_keys{};

/// Compile-time data about a class.
struct ClassTable {
    const FieldInfo* fields;
    std::size_t count;
    /// The encoded keys, and the length of each.
    const std::byte* keys;
    const std::uint8_t* key_sizes;
    std::size_t longest_name;
    /// Maximum size of all keys and scalars, including the bytes overwritten behind them.
    std::size_t room;
    /// One bit for each member, and for each required member.
    std::uint64_t all;
    std::uint64_t required;
    /// The form that the description specifies, if it does.
    bool has_form;
    ObjectForm form;
};

template <class T>
[[nodiscard]] consteval ClassTable make_class_table() noexcept {
    constexpr auto& fields = ClassMembers<T>::fields;
    ClassTable table{.fields = fields.data(),
                     .count = fields.size(),
                     .keys = class_keys<T>.bytes,
                     .key_sizes = class_keys<T>.sizes,
                     .longest_name = 0,
                     .room = ClassKeys<T>::size + fields.size() * scalar_room,
                     .all = 0,
                     .required = 0,
                     .has_form = HasForm<T>,
                     .form = ObjectForm::map};
    std::uint64_t bit = 1;
    for (const FieldInfo& field : fields) {
        if (field.name.size() > table.longest_name) table.longest_name = field.name.size();
        table.all |= bit;
        if (field.is_required) table.required |= bit;
        bit <<= 1U;
    }
    if constexpr (HasForm<T>) table.form = describe<T>::form;
    return table;
}

template <class T>
inline constexpr ClassTable class_table = make_class_table<T>();

}}}  // namespace souris::v0::detail
