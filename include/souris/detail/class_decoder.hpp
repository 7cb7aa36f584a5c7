// SPDX-License-Identifier: MIT
// Internal: serves <souris/object_codec.hpp>.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>

#include <souris/config.hpp>
#include <souris/decoder.hpp>
#include <souris/detail/class_members.hpp>
#include <souris/detail/class_table.hpp>
#include <souris/detail/value_codec.hpp>

/// @file
/// Reads objects of classes, member by member.

namespace souris { inline namespace v0 { namespace detail {

/// Resets members, one bit each, to their values in a new object, whose memory is charged. False if
/// there is no such object or not enough memory.
using ResetMembers = bool (*)(Decoder& decoder, void* object, std::uint64_t members);

struct ClassReader {
    const ClassTable& table;
    const ValueReader* members;
    /// One bit for each member that the options can require.
    std::uint64_t expected;
    ResetMembers reset;
    /// Whether reading overwrites all members completely.
    bool is_overwriting;
};

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
    } else if constexpr (std::is_base_of_v<ClassCodec, Codec<T>> && HasMembers<T> &&
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

/// The template arguments name the member that cannot be read.
template <class Class, class Member>
[[nodiscard]] consteval bool is_readable_member() noexcept {
    static_assert(!std::is_const_v<Member>,
                  "a member is const, so that no object of this class can be read, only written: "
                  "leave it out of souris::describe, or specialise souris::Codec");
    return !std::is_const_v<Member>;
}

/// Opens the map or the array of an object if it may have its members where the writer of the same
/// type puts them. Returns its count; otherwise `not_begun`, having done nothing.
[[nodiscard]] SOURIS_EXPORT std::size_t try_begin_class(Decoder& decoder, const ClassTable& table,
                                                        bool is_map) noexcept;

/// Reads what the decoder's progress says to be left of an object, with members at the given
/// offsets.
[[nodiscard]] SOURIS_EXPORT bool read_class(Decoder& decoder, const ClassReader& reader,
                                            void* object, const MemberOffset* offsets);

/// After a failure: adds this member to the path of the error. Returns false.
SOURIS_EXPORT bool fail_member(Decoder& decoder, const ClassTable& table, bool is_map,
                               std::size_t index);

/// Reads the members of an object where the writer of the same type puts them: in order, absent
/// ones being a `std::optional`. The input address stays in a register: nothing here takes the
/// address of this object. Stops, for `read_class` to go on, where something else comes.
class ClassDecoder {
  public:
    SOURIS_ALWAYS_INLINE ClassDecoder(Decoder& decoder, const ClassTable& table)
        : decoder_(decoder), table_(table), is_map_(decoder.next_is(Type::map)) {
        left_ = try_begin_class(decoder, table, is_map_);
        enter();
    }

    /// Whether all members were read. If not, unless the decoder has failed, `read_class` goes on.
    template <class... Members>
    [[nodiscard]] SOURIS_ALWAYS_INLINE bool read_all(Members&... members) {
        if (left_ == not_begun) [[unlikely]]
            return false;
        const bool is_read = (read(members) && ...);
        leave();
        if (!is_read || left_ != 0 || seen_ != table_.all) return false;
        decoder_.end();
        return true;
    }

    /// Tells `read_class` what was read.
    SOURIS_ALWAYS_INLINE void keep_progress() const noexcept {
        decoder_.progress_ = {.is_map = is_map_, .left = left_, .next = index_, .seen = seen_};
    }

  private:
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
            const std::size_t key_size = table_.key_sizes[index];
            const std::byte* const key = table_.keys + key_position_;
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
        if (!read_member(member)) [[unlikely]]
            return fail_member(decoder_, table_, is_map_, index);
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
        } else if constexpr (builtin_kind<Member> != BuiltinKind::other) {
            return read_with(decoder_, reader_of<Member>, address_of(member));
        } else {
            return read_object<Member>(decoder_, address_of(member));
        }
    }

    Decoder& decoder_;
    const ClassTable& table_;
    const std::byte* position_;
    const std::byte* value_;
    std::size_t outstanding_;
    std::size_t left_;
    std::uint64_t seen_ = 0;
    std::size_t index_ = 0;
    std::size_t key_position_ = 0;
    bool is_map_;
};

}}}  // namespace souris::v0::detail
