// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include <souris/config.hpp>
#include <souris/decoder.hpp>
#include <souris/describe.hpp>
#include <souris/detail/class_members.hpp>
#include <souris/detail/class_table.hpp>
#include <souris/detail/tag.hpp>
#include <souris/encoder.hpp>

/// @file
/// How objects of a type are written and read: `Codec`, and its default for classes.

namespace souris { inline namespace v0 {

namespace detail {

/// The built-in codec of a type: selected by name, by interface, or as a class.
template <class T>
struct DefaultCodec;

}  // namespace detail

/// How values of a type are written and read. Programs add their own types by specialising it, for
/// one type or for all that satisfy a concept:
///
/// @snippet custom_type.cpp codec
///
/// `encode` writes exactly one value, `decode` reads exactly one, into an object that was default
/// constructed or passed to `decode_into`. A program's `Codec` takes precedence over a `describe`,
/// and that over the library's guesses from a type's interface.
template <class T>
struct Codec : detail::DefaultCodec<T> {};

/// Ignores `const`.
template <class T>
struct Codec<const T> : Codec<T> {};

namespace detail {

/// Types without a description, whose form the library may guess.
template <class T>
concept Undescribed = !HasFields<T> && !HasEnumerators<T>;

/// Base of codecs that overwrite the object completely. Other codecs read only the parts that are
/// present.
struct WholeCodec {};

/// Base of codecs of classes.
struct ClassCodec {};

/// Whether reading overwrites the object completely.
template <class T>
inline constexpr bool is_overwritten =
    part_kind<T> != Kind::other || std::is_base_of_v<WholeCodec, Codec<T>>;

template <class T>
[[nodiscard]] constexpr std::uint64_t find_held_memory() noexcept;
/// Heap bytes that a new object allocates on construction, as some containers do. Unknown for types
/// with a program's own `Codec`.
template <class T>
inline constexpr std::uint64_t held_memory = find_held_memory<T>();
template <class First, class Second>
inline constexpr std::uint64_t held_memory<std::pair<First, Second>> =
    held_memory<First> + held_memory<Second>;
template <class... Parts>
inline constexpr std::uint64_t held_memory<std::tuple<Parts...>> = (0U + ... + held_memory<Parts>);
template <class T, std::size_t size>
inline constexpr std::uint64_t held_memory<std::array<T, size>> = size* held_memory<T>;
template <class T, std::size_t size>
inline constexpr std::uint64_t held_memory<T[size]> = size* held_memory<T>;
template <class T>
inline constexpr std::uint64_t held_memory<const T> = held_memory<T>;

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

/// Not inline: one instance per type instead of per member.
template <class T>
[[gnu::noinline]] bool read_object(Decoder& decoder, void* object) {
    return Codec<T>::decode(decoder, *static_cast<T*>(object));
}
/// @copydoc read_object
template <class T>
[[gnu::noinline]] bool write_object(Encoder& encoder, const void* object) {
    return Codec<T>::encode(encoder, *static_cast<const T*>(object));
}

/// Resets an object in place to a new one.
template <class T>
void renew_object(void* object) {
    T& old = *static_cast<T*>(object);
    if constexpr (std::is_nothrow_default_constructible_v<T>) {
        old.~T();
        ::new (object) T();
    } else {
        old = T();
    }
}

template <class T>
inline constexpr bool can_renew = std::is_nothrow_default_constructible_v<T> ||
                                  (std::is_default_constructible_v<T> &&
                                   std::is_move_assignable_v<T>);

/// For an existing object of the caller, whose absent members keep their values.
template <class T>
inline constexpr ObjectReader old_object_reader{read_object<T>, nullptr};
/// For an object created for reading.
template <class T>
inline constexpr ObjectReader new_object_reader{read_object<T>, nullptr};
template <class T>
requires can_renew<T>
inline constexpr ObjectReader new_object_reader<T>{read_object<T>, renew_object<T>};

template <class T>
inline constexpr PartReader reader_of{.read = read_object<T>};
template <class T>
requires(part_kind<T> != Kind::other) inline constexpr PartReader reader_of<T>{
    part_kind<T>, element_kind<T>, nullptr};

template <class T>
inline constexpr PartWriter writer_of{.write = write_object<T>};
template <class T>
requires(part_kind<T> != Kind::other) inline constexpr PartWriter writer_of<T>{
    part_kind<T>, element_kind<T>, nullptr};

/// Resets a member to its value in a new object, whose memory is charged. False if there is no such
/// value or not enough memory.
using ResetMember = bool (*)(Decoder& decoder, void* object, std::size_t index);

struct ClassReader {
    const ClassTable& table;
    const PartReader* members;
    /// One bit for each member that the options can require.
    std::uint64_t expected;
    /// For members that reading may not overwrite completely; nullptr if there are none.
    ResetMember reset;
};

template <class... Members>
inline constexpr PartReader readers_of[] = {reader_of<Members>..., {}};
template <class... Members>
inline constexpr PartWriter writers_of[] = {writer_of<Members>..., {}};

/// One bit for each type that is not a std::optional.
template <class... Members>
[[nodiscard]] consteval std::uint64_t find_expected() noexcept {
    std::uint64_t expected = 0;
    std::uint64_t bit = 1;
    for (const bool may_be_left_out : {is_optional<Members>..., true}) {
        if (!may_be_left_out) expected |= bit;
        bit <<= 1U;
    }
    return expected;
}

template <class T>
[[nodiscard]] constexpr void* address_of(T& part) noexcept {
    return const_cast<void*>(static_cast<const volatile void*>(std::addressof(part)));
}

/// Assigns to a member its value in a new object.
template <class Member>
[[nodiscard]] bool take_fresh(Member& fresh, Member& member) {
    if constexpr (is_overwritten<Member>) {
        return true;
    } else if constexpr (std::is_array_v<Member>) {
        for (std::size_t i = 0; i != std::extent_v<Member>; ++i) {
            if (!take_fresh(fresh[i], member[i])) return false;
        }
        return true;
    } else if constexpr (std::is_move_assignable_v<Member>) {
        member = std::move(fresh);
        return true;
    } else {
        return false;
    }
}

/// `ResetMember` for a class.
template <class T>
[[nodiscard]] bool reset_member(Decoder& decoder, void* object, std::size_t index) {
    if constexpr (std::is_default_constructible_v<T>) {
        constexpr std::uint64_t memory = allocation_size(sizeof(T)) + held_memory<T>;
        if (!decoder.charge(1, memory)) return false;
        // Not on the stack, since its size is not bounded.
        auto* const fresh = new T{};
        const bool is_reset = ClassMembers<T>::visit(*fresh, [&](auto&... from) {
            return ClassMembers<T>::visit(*static_cast<T*>(object), [&](auto&... to) {
                std::size_t i = 0;
                return ((i++ != index || take_fresh(from, to)) && ...);
            });
        });
        delete fresh;
        decoder.give_back(memory);
        return is_reset;
    } else {
        return false;
    }
}

/// Offset of a member in its object in bytes; the same for all objects of a class.
using MemberOffset = std::uint32_t;

template <class T, class... Members>
inline constexpr ClassReader class_reader{
    class_table<T>, readers_of<Members...>, find_expected<Members...>(),
    (is_overwritten<Members> && ...) ? nullptr : reset_member<T>};

template <class T, class Member>
[[nodiscard]] MemberOffset find_offset(T& object, Member& member) noexcept {
    return static_cast<MemberOffset>(static_cast<const std::byte*>(address_of(member)) -
                                     static_cast<const std::byte*>(address_of(object)));
}

/// Whether a new object can be created for reading, as containers and others require.
template <class T>
[[nodiscard]] consteval bool can_be_new() noexcept {
    static_assert(
        std::is_default_constructible_v<T>,
        "this type has no default constructor, so that what holds it cannot be read: give "
        "it one, or specialise souris::Codec for what holds it");
    return std::is_default_constructible_v<T>;
}

/// The template arguments name the member that cannot be read.
template <class Class, class Member>
[[nodiscard]] consteval bool is_readable_member() noexcept {
    static_assert(!std::is_const_v<Member>,
                  "a member is const, so that no object of this class can be read, only written: "
                  "leave it out of souris::describe, or specialise souris::Codec");
    return !std::is_const_v<Member>;
}

/// Reads an object with members at the given offsets.
[[nodiscard]] SOURIS_EXPORT bool read_class(Decoder& decoder, const ClassReader& reader,
                                            void* object, const MemberOffset* offsets);

/// Begins to write an object. Returns the address for its first member, with room for all keys and
/// scalars; nullptr on failure. `left_out` has a bit for each member to omit.
[[nodiscard]] SOURIS_EXPORT std::byte* begin_map(Encoder& encoder, const ClassTable& table,
                                                 std::uint64_t left_out);
[[nodiscard]] SOURIS_EXPORT std::byte* begin_array(Encoder& encoder, const ClassTable& table);

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

/// Reads or writes one value.
[[nodiscard]] SOURIS_EXPORT bool read_part(Decoder& decoder, const PartReader& how, void* part);
[[nodiscard]] SOURIS_EXPORT bool write_part(Encoder& encoder, const PartWriter& how,
                                            const void* part);

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
            out_ = begin_map(encoder, table, left_out);
        } else {
            out_ = begin_array(encoder, table);
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
        if constexpr (SmallScalar<T>) {
            out_ = store_part(out_, member);
            return true;
        } else {
            if constexpr (part_kind<T> != Kind::other) {
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

template <class T>
[[nodiscard]] constexpr std::uint64_t find_held_memory() noexcept {
    if constexpr (std::is_base_of_v<ClassCodec, Codec<T>>) {
        using Sum = decltype(ClassMembers<T>::visit(
            std::declval<T&>(), []<class... Members>(const Members&...) {
                return std::integral_constant<std::uint64_t, (0U + ... + held_memory<Members>)>();
            }));
        return Sum::value;
    } else {
        return 0;
    }
}

/// The serialized form for objects of a class.
[[nodiscard]] constexpr ObjectForm form_of(const ClassTable& table,
                                           const EncodeOptions& options) noexcept {
    return table.has_form ? table.form : options.form;
}

/// Classes: aggregates, where the compiler reveals the names of their members, and described
/// classes.
///
/// A map of the members by name, without empty optional members; or an array of their values. Both
/// are read, whichever form is used for writing. If a map repeats a member, only the last value
/// counts.
template <class T>
struct DefaultCodec : ClassCodec {
    static bool encode(Encoder& encoder, const T& object) {
        return ClassMembers<T>::visit(object, [&](const auto&... members) {
            constexpr auto& table = class_table<T>;
            if (form_of(table, encoder.options()) == ObjectForm::array) {
                return ClassEncoder<ObjectForm::array>(encoder, table, 0).write_all(members...);
            }
            return ClassEncoder<ObjectForm::map>(encoder, table, find_left_out(members...))
                .write_all(members...);
        });
    }
    static bool decode(Decoder& decoder, T& object) {
        return ClassMembers<T>::visit(object, [&](auto&... members) {
            if constexpr ((is_readable_member<T, std::remove_reference_t<decltype(members)>>() &&
                           ...)) {
                // Computed once per class: no compiler provides all of them as constants.
                static const MemberOffset offsets[] = {find_offset(object, members)..., 0};
                return read_class(decoder,
                                  class_reader<T, std::remove_cvref_t<decltype(members)>...>,
                                  address_of(object), offsets);
            } else {
                return false;
            }
        });
    }
};

}  // namespace detail

}}  // namespace souris::v0
