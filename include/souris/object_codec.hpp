// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

#include <souris/config.hpp>
#include <souris/decoder.hpp>
#include <souris/describe.hpp>
#include <souris/encoder.hpp>
#include <souris/members.hpp>
#include <souris/tag.hpp>

/// @file
/// How objects of a type are written and read: `Codec`, and what it is for classes.

namespace souris::inline v0 {

/// How values of a type are written and read. A program adds a type of its own by specialising it:
///
/// @snippet custom_type.cpp codec
///
/// `encode` writes exactly one value, `decode` reads exactly one. What decodes is default
/// constructed before.
template <class T>
struct Codec;

namespace detail {

/// A class whose members can be found without being told.
template <class T>
concept PlainAggregate = std::is_aggregate_v<T> && std::is_class_v<T>;

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

/// The members of a class, wherever they are known from.
template <class T>
struct ClassMembers {
    static_assert(!(PlainAggregate<T> && SOURIS_HAS_MEMBER_NAMES == 0),
                  "this compiler does not tell the members' names: specialise souris::describe");
    static_assert(PlainAggregate<T> && SOURIS_HAS_MEMBER_NAMES,
                  "no aggregate: specialise souris::describe or souris::Codec");
};

#if SOURIS_HAS_MEMBER_NAMES
template <PlainAggregate T>
requires(!HasFields<T>) struct ClassMembers<T> {
    static constexpr std::size_t count = member_count<T>;
    static constexpr auto fields = [] {
        std::array<FieldInfo, count> infos{};
        constexpr auto names = find_member_names<T>();
        for (std::size_t i = 0; i < count; ++i)
            infos[i].name = names[i];
        return infos;
    }();

    template <class Object, class Visit>
    static constexpr decltype(auto) visit(Object& object, Visit&& visit) {
        return visit_aggregate(object, std::forward<Visit>(visit));
    }
};
#endif

template <class T>
requires HasFields<T>
struct ClassMembers<T> {
    static constexpr std::size_t count = std::tuple_size_v<decltype(describe<T>::fields)>;
    static constexpr auto fields =
        std::apply([](const auto&... field) { return std::array<FieldInfo, count>{field.info...}; },
                   describe<T>::fields);

    template <class Object, class Visit>
    static constexpr decltype(auto) visit(Object& object, Visit&& visit) {
        return std::apply([&](const auto&... field) { return visit(object.*field.member...); },
                          describe<T>::fields);
    }
};

/// A key as it is written.
template <std::size_t length>
struct KeyBytes {
    static_assert(length <= max_small_content, "a member's name is too long");
    static constexpr std::size_t size = 2 + length;

    std::array<std::byte, size> bytes{};

    constexpr explicit KeyBytes(std::string_view name) noexcept {
        bytes[0] = std::byte{make_tag(Type::string).byte};
        bytes[1] = static_cast<std::byte>(length);
        for (std::size_t i = 0; i < length; ++i)
            bytes[2 + i] = static_cast<std::byte>(static_cast<unsigned char>(name[i]));
    }
};

template <class T, std::size_t i>
inline constexpr KeyBytes<ClassMembers<T>::fields[i].name.size()> key_bytes{
    ClassMembers<T>::fields[i].name};

template <class T>
inline constexpr std::size_t longest_name = [] {
    std::size_t longest = 0;
    for (const FieldInfo& field : ClassMembers<T>::fields)
        longest = field.name.size() > longest ? field.name.size() : longest;
    return longest;
}();

/// Whether a member is left out of a map.
template <class Member>
[[nodiscard]] constexpr bool is_left_out(const Member& member) noexcept {
    if constexpr (is_optional<Member>) {
        return !member.has_value();
    } else {
        return false;
    }
}

template <class T, class... Members>
class ClassWriter {
  public:
    static bool write(Encoder& encoder, const Members&... members) {
        const bool is_map = form(encoder) == ObjectForm::map;
        if (is_map) {
            if (longest_name < T >> encoder.options().limits.max_key) {
                return encoder.fail(ErrorCode::limit_exceeded, name_of(Limit::key));
            }
            const std::size_t count =
                (std::size_t{0} + ... + (is_left_out(members) ? std::size_t{0} : std::size_t{1}));
            if (!encoder.begin_map(count)) return false;
        } else {
            if (!encoder.begin_array(sizeof...(Members))) return false;
        }
        std::size_t index = 0;
        if (!write_members(std::index_sequence_for<Members...>(), encoder, is_map, index,
                           members...)) {
            return encoder.in_key(ClassMembers<T>::fields[index].name);
        }
        encoder.end();
        return true;
    }

  private:
    [[nodiscard]] static ObjectForm form(const Encoder& encoder) noexcept {
        if constexpr (HasForm<T>) {
            return describe<T>::form;
        } else {
            return encoder.options().form;
        }
    }

    /// On failure, `index` is the member's.
    template <std::size_t... i>
    static bool write_members(std::index_sequence<i...>, Encoder& encoder, bool is_map,
                              std::size_t& index, const Members&... members) {
        Encoder::Run run(encoder);
        const bool is_written = (write_member<i>(run, encoder, is_map, index, members) && ...);
        run.leave();
        return is_written;
    }

    template <std::size_t i, class Member>
    static bool write_member(Encoder::Run& run, Encoder& encoder, bool is_map, std::size_t& index,
                             const Member& member) {
        constexpr auto& key = key_bytes<T, i>.bytes;
        if constexpr (SmallScalar<Member>) {
            run.write(key, is_map, member);
            return true;
        } else {
            if (is_map && is_left_out(member)) return true;
            run.leave();
            if (is_map) encoder.write_key_bytes(key);
            index = i;
            const bool is_written = Codec<Member>::encode(encoder, member);
            run.enter();
            return is_written;
        }
    }
};

/// Not inline: once for each type, rather than for each member.
template <class T>
[[gnu::noinline]] bool read_object(Decoder& decoder, void* object) {
    return Codec<T>::decode(decoder, *static_cast<T*>(object));
}

/// What is known of a class whose object is being read.
struct ClassTable {
    std::span<const FieldInfo> fields;
    /// How to read each member.
    const ReadObject* readers;
    /// The members that must be there, a bit each, and those that must be if the options say so.
    std::uint64_t required;
    std::uint64_t expected;
};

/// How far an object is read.
struct ClassProgress {
    bool is_map = false;
    /// Entries or elements still to come.
    std::size_t left = 0;
    /// Which members were there, a bit each.
    std::uint64_t seen = 0;
    /// The member read last.
    std::size_t index = 0;
};

/// Reads what does not stand where the writer of the same type puts it, and looks for what is
/// missing. `members` are the addresses of the members.
[[nodiscard]] SOURIS_EXPORT bool read_rest(Decoder& decoder, const ClassTable& table,
                                           ClassProgress& progress, void* const* members);
/// After a failure: the value was that of the member read last. Returns false.
SOURIS_EXPORT bool fail_member(Decoder& decoder, const ClassTable& table,
                               const ClassProgress& progress);

template <class T, class... Members>
class ClassReader {
  public:
    static bool read(Decoder& decoder, Members&... members) {
        ClassProgress progress;
        if (!decoder.begin_container(progress.is_map, progress.left)) return false;
        if (!read_in_order(std::index_sequence_for<Members...>(), decoder, progress, members...)) {
            return fail_member(decoder, table, progress);
        }
        if (progress.left != 0 || progress.seen != all) [[unlikely]] {
            void* const addresses[] = {
                const_cast<void*>(static_cast<const volatile void*>(std::addressof(members)))...,
                nullptr};
            if (!read_rest(decoder, table, progress, addresses)) return false;
        }
        decoder.end();
        return true;
    }

  private:
    static_assert(sizeof...(Members) <= max_members);

    static constexpr std::size_t count = sizeof...(Members);
    static constexpr std::uint64_t all =
        count == max_members ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
    static constexpr ReadObject readers[] = {read_object<Members>..., nullptr};

    static constexpr std::uint64_t required = [] {
        std::uint64_t members = 0;
        for (std::size_t i = 0; i < count; ++i) {
            if (ClassMembers<T>::fields[i].is_required) members |= std::uint64_t{1} << i;
        }
        return members;
    }();
    static constexpr std::uint64_t expected = [] {
        std::uint64_t members = 0;
        std::size_t i = 0;
        for (const bool may_be_left_out : {is_optional<Members>..., true}) {
            if (!may_be_left_out) members |= std::uint64_t{1} << i;
            ++i;
        }
        return members;
    }();
    static constexpr ClassTable table{ClassMembers<T>::fields, readers, required, expected};

    /// The entries that stand where the writer of the same type puts them.
    template <std::size_t... i>
    static bool read_in_order(std::index_sequence<i...>, Decoder& decoder, ClassProgress& progress,
                              Members&... members) {
        return (read_next<i>(decoder, progress, members) && ...);
    }

    template <std::size_t i, class Member>
    static bool read_next(Decoder& decoder, ClassProgress& progress, Member& member) {
        if (progress.left == 0) return true;
        if (progress.is_map) {
            if (!decoder.match_key(key_bytes<T, i>.bytes)) return true;
        } else {
            decoder.next_element();
        }
        --progress.left;
        progress.seen |= std::uint64_t{1} << i;
        progress.index = i;
        if constexpr (SmallScalar<Member>) {
            return Codec<Member>::decode(decoder, member);
        } else {
            return read_object<Member>(decoder, std::addressof(member));
        }
    }
};

}  // namespace detail

/// Classes: aggregates, where the compiler tells the names of their members, and what is described.
///
/// A map of the members by name, in which empty optional members are left out; or an array of their
/// values. Both are read, whichever way such objects are written.
template <class T>
struct Codec {
    static bool encode(Encoder& encoder, const T& object) {
        return detail::ClassMembers<T>::visit(object, [&](const auto&... members) {
            return detail::ClassWriter<T, std::remove_cvref_t<decltype(members)>...>::write(
                encoder, members...);
        });
    }
    static bool decode(Decoder& decoder, T& object) {
        return detail::ClassMembers<T>::visit(object, [&](auto&... members) {
            return detail::ClassReader<T, std::remove_cvref_t<decltype(members)>...>::read(
                decoder, members...);
        });
    }
};

}  // namespace souris::inline v0
