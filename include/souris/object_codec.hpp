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
#include <souris/detail/enumeration_range.hpp>
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

/// Enumerations that are read and written as their underlying type is.
template <class T>
concept NumberedEnumeration =
    std::is_enum_v<T> && !HasEnumerators<T> && HasFixedType<T> &&
    part_kind<std::underlying_type_t<T>> != Kind::other &&
    !std::same_as<std::underlying_type_t<T>, bool> && std::is_base_of_v<DefaultCodec<T>, Codec<T>>;

template <NumberedEnumeration T>
inline constexpr Kind part_kind<T> = part_kind<std::underlying_type_t<T>>;

/// The type whose encoding a scalar has.
template <class T>
struct ScalarOf {
    using Type = T;
};
template <NumberedEnumeration T>
struct ScalarOf<T> {
    using Type = std::underlying_type_t<T>;
};

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

/// Resets members, one bit each, to their values in a new object, whose memory is charged. False if
/// there is no such object or not enough memory.
using ResetMembers = bool (*)(Decoder& decoder, void* object, std::uint64_t members);

struct ClassReader {
    const ClassTable& table;
    const PartReader* members;
    /// One bit for each member that the options can require.
    std::uint64_t expected;
    ResetMembers reset;
    /// Whether reading overwrites all members completely.
    bool is_overwriting;
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

/// Whether `take_fresh` can assign to a member.
template <class Member>
inline constexpr bool can_reset = std::is_move_assignable_v<Member>;
template <class Element, std::size_t size>
inline constexpr bool can_reset<Element[size]> = can_reset<Element>;

/// Assigns to a member its value in a new object.
template <class Member>
[[nodiscard]] bool take_fresh(Member& fresh, Member& member) {
    if constexpr (!can_reset<Member>) {
        return is_overwritten<Member>;
    } else if constexpr (std::is_array_v<Member>) {
        for (std::size_t i = 0; i != std::extent_v<Member>; ++i) {
            if (!take_fresh(fresh[i], member[i])) return false;
        }
        return true;
    } else {
        member = std::move(fresh);
        return true;
    }
}

/// `ResetMembers` for a class.
template <class T>
[[nodiscard]] bool reset_members(Decoder& decoder, void* object, std::uint64_t members) {
    if constexpr (std::is_default_constructible_v<T>) {
        constexpr std::uint64_t memory = allocation_size(sizeof(T)) + held_memory<T>;
        if (!decoder.charge(1, memory)) return false;
        // Not on the stack, since its size is not bounded.
        auto* const fresh = new T{};
        const bool are_reset = ClassMembers<T>::visit(*fresh, [&](auto&... from) {
            return ClassMembers<T>::visit(*static_cast<T*>(object), [&](auto&... to) {
                std::uint64_t bit = 1;
                return (((members & std::exchange(bit, bit << 1U)) == 0 || take_fresh(from, to)) &&
                        ...);
            });
        });
        delete fresh;
        decoder.give_back(memory);
        return are_reset;
    } else {
        return false;
    }
}

template <class T>
[[nodiscard]] consteval bool find_readable_over() noexcept;
/// Whether an old object may be read into where a new one is wanted: reading leaves nothing of its
/// content, where the decoder resets absent members. Unknown for types with a program's own
/// `Codec`.
template <class T>
inline constexpr bool is_readable_over = find_readable_over<T>();
template <class First, class Second>
inline constexpr bool is_readable_over<std::pair<First, Second>> =
    is_readable_over<First>&& is_readable_over<Second>;
template <class... Parts>
inline constexpr bool is_readable_over<std::tuple<Parts...>> = (is_readable_over<Parts> && ...);
template <class T, std::size_t size>
inline constexpr bool is_readable_over<std::array<T, size>> = is_readable_over<T>;
template <class T, std::size_t size>
inline constexpr bool is_readable_over<T[size]> = is_readable_over<T>;

template <class T>
[[nodiscard]] consteval bool find_readable_over() noexcept {
    if constexpr (is_overwritten<T>) {
        return true;
    } else if constexpr (std::is_base_of_v<ClassCodec, Codec<T>> &&
                         std::is_default_constructible_v<T>) {
        return decltype(ClassMembers<T>::visit(std::declval<T&>(), []<class... Members>(
                                                                       const Members&...) {
            return std::bool_constant<((is_readable_over<Members> && can_reset<Members>)&&...)>();
        }))::value;
    } else {
        return false;
    }
}

/// Offset of a member in its object in bytes; the same for all objects of a class.
using MemberOffset = std::uint32_t;

template <class T, class... Members>
inline constexpr ClassReader class_reader{class_table<T>, readers_of<Members...>,
                                          find_expected<Members...>(), reset_members<T>,
                                          (is_overwritten<Members> && ...)};

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

/// The count of an object that was not begun.
inline constexpr std::size_t not_begun = ~std::size_t{0};

/// What has been read of an object.
struct ClassProgress {
    bool is_map = false;
    /// Outstanding entries or elements.
    std::size_t left = not_begun;
    /// The member expected next.
    std::size_t next = 0;
    /// The members found so far, one bit each.
    std::uint64_t seen = 0;
};

/// Opens the map or the array of an object if it may have its members where the writer of the same
/// type puts them. Returns its count; otherwise `not_begun`, having done nothing.
[[nodiscard]] SOURIS_EXPORT std::size_t try_begin_class(Decoder& decoder, const ClassTable& table,
                                                        bool is_map) noexcept;

/// Reads an object, or the rest of it, with members at the given offsets.
[[nodiscard]] SOURIS_EXPORT bool read_class(Decoder& decoder, const ClassReader& reader,
                                            void* object, const MemberOffset* offsets,
                                            const ClassProgress& done);

/// After a failure: adds this member to the path of the error. Returns false.
SOURIS_EXPORT bool fail_member(Decoder& decoder, const ClassTable& table, bool is_map,
                               std::size_t index);

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
        using Scalar = typename ScalarOf<T>::Type;
        if constexpr (SmallScalar<Scalar>) {
            out_ = store_part(out_, static_cast<Scalar>(member));
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

/// Reads the members of an object where the writer of the same type puts them: in order, absent
/// ones being a `std::optional`. The input address stays in a register: nothing here takes the
/// address of this object. Stops, for `read_class` to go on, where something else comes.
template <class Class>
class ClassDecoder {
  public:
    SOURIS_ALWAYS_INLINE ClassDecoder(Decoder& decoder)
        : decoder_(decoder), is_map_(decoder.next_is(Type::map)) {
        left_ = try_begin_class(decoder, table, is_map_);
        enter();
    }

    /// Whether all members were read. Otherwise, unless it has failed, `progress` tells which were.
    template <class... Members>
    [[nodiscard]] SOURIS_ALWAYS_INLINE bool read_all(Members&... members) {
        if (left_ == not_begun) [[unlikely]]
            return false;
        const bool is_read = (read(members) && ...);
        if (!has_failed_) leave();
        if (!is_read || left_ != 0 || seen_ != table.all) return false;
        decoder_.end();
        return true;
    }

    [[nodiscard]] bool has_failed() const noexcept { return has_failed_; }
    [[nodiscard]] ClassProgress progress() const noexcept {
        return {.is_map = is_map_, .left = left_, .next = index_, .seen = seen_};
    }

  private:
    static constexpr const ClassTable& table = class_table<Class>;

    SOURIS_ALWAYS_INLINE void enter() noexcept {
        position_ = decoder_.position_;
        value_ = decoder_.value_;
        outstanding_ = decoder_.outstanding_;
    }
    SOURIS_ALWAYS_INLINE void leave() noexcept {
        decoder_.position_ = position_;
        decoder_.value_ = value_;
        decoder_.outstanding_ = outstanding_;
    }

    template <class Member>
    [[nodiscard]] SOURIS_ALWAYS_INLINE bool read(Member& member) {
        const std::size_t index = index_;
        if (left_ == 0) return is_optional<Member>;
        if (is_map_) {
            const std::size_t key_size = table.key_sizes[index];
            const std::byte* const key = table.keys + key_position_;
            key_position_ += key_size;
            if (static_cast<std::size_t>(decoder_.end_ - position_) < key_size ||
                std::memcmp(position_, key, key_size) != 0) [[unlikely]] {
                ++index_;
                return is_optional<Member>;
            }
            position_ += key_size;
            outstanding_ -= min_entry_size;
        } else {
            outstanding_ -= min_element_size;
        }
        ++index_;
        --left_;
        seen_ |= std::uint64_t{1} << index;
        using Scalar = typename ScalarOf<Member>::Type;
        if constexpr (SmallScalar<Scalar>) {
            if (decoder_.end_ - position_ >= tagged_room) [[likely]] {
                if (const std::byte* const end = take<Scalar>(address_of(member)); end != nullptr)
                    [[likely]] {
                    value_ = position_;
                    position_ = end;
                    return true;
                }
            }
        }
        leave();
        if (!read_member(member)) [[unlikely]] {
            has_failed_ = true;
            return fail_member(decoder_, table, is_map_, index);
        }
        enter();
        return true;
    }

    template <SmallScalar T>
    [[nodiscard]] SOURIS_ALWAYS_INLINE const std::byte* take(void* member) noexcept {
        if constexpr (std::same_as<T, bool>) {
            return take_boolean(position_, member);
        } else if constexpr (FormatFloat<T>) {
            return take_float<T>(position_, member);
        } else {
            T value{};
            const std::size_t size = take_unpredictable<true>(position_, decoder_.end_, value);
            if (size == 0) return nullptr;
            std::memcpy(member, &value, sizeof value);
            return position_ + size;
        }
    }

    template <class Member>
    [[nodiscard]] SOURIS_ALWAYS_INLINE bool read_member(Member& member) {
        if constexpr (std::same_as<Member, std::string>) {
            return decoder_.read_text(member);
        } else if constexpr (part_kind<Member> != Kind::other) {
            return read_part(decoder_, reader_of<Member>, address_of(member));
        } else {
            return read_object<Member>(decoder_, address_of(member));
        }
    }

    Decoder& decoder_;
    const std::byte* position_;
    const std::byte* value_;
    std::size_t outstanding_;
    std::size_t left_;
    std::uint64_t seen_ = 0;
    std::size_t index_ = 0;
    std::size_t key_position_ = 0;
    bool is_map_;
    bool has_failed_ = false;
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
                ClassDecoder<T> quick(decoder);
                if (quick.read_all(members...)) [[likely]]
                    return true;
                return !quick.has_failed() &&
                       read_rest(decoder, object, quick.progress(), members...);
            } else {
                return false;
            }
        });
    }

  private:
    /// Not inline: its frame would be that of every nested object.
    template <class... Members>
    [[gnu::noinline]] static bool read_rest(Decoder& decoder, T& object,
                                            const ClassProgress& progress, Members&... members) {
        // Computed once per class: no compiler provides all of them as constants.
        static const MemberOffset offsets[] = {find_offset(object, members)..., 0};
        return read_class(decoder, class_reader<T, std::remove_cv_t<Members>...>,
                          address_of(object), offsets, progress);
    }
};

}  // namespace detail

}}  // namespace souris::v0
