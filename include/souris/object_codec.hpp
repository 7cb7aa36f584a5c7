// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

#include <souris/decoder.hpp>
#include <souris/describe.hpp>
#include <souris/encoder.hpp>
#include <souris/members.hpp>
#include <souris/tag.hpp>

/// @file
/// How objects of a type are written and read: `Codec`, and what it is for classes.

namespace souris {

/// How values of a type are written and read. A program adds a type of its own by specialising it:
///
///     template <>
///     struct souris::Codec<Celsius> {
///         static bool encode(Encoder& encoder, const Celsius& value) {
///             return encoder.write_number(value.degrees());
///         }
///         static bool decode(Decoder& decoder, Celsius& value) {
///             double degrees = 0;
///             if (!decoder.read_number(degrees)) return false;
///             if (degrees < -273.15) return decoder.fail(ErrorCode::integer_out_of_range, "...");
///             value = Celsius(degrees);
///             return true;
///         }
///     };
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
        constexpr auto all = std::index_sequence_for<Members...>();
        if (form(encoder) == ObjectForm::array) {
            if (!encoder.begin_array(sizeof...(Members))) return false;
            if (!write_elements(all, encoder, members...)) return false;
        } else {
            const std::size_t count =
                (std::size_t{0} + ... + (is_left_out(members) ? std::size_t{0} : std::size_t{1}));
            if (longest_name < T >> encoder.options().limits.max_key) {
                return encoder.fail(ErrorCode::limit_exceeded, name_of(Limit::key));
            }
            if (!encoder.begin_map(count)) return false;
            if (!write_entries(all, encoder, members...)) return false;
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

    template <std::size_t... i>
    static bool write_elements(std::index_sequence<i...>, Encoder& encoder,
                               const Members&... members) {
        Encoder::Run run(encoder);
        const bool is_written = (write_member<i>(run, encoder, NoKey(), members) && ...);
        run.leave();
        return is_written;
    }

    template <std::size_t... i>
    static bool write_entries(std::index_sequence<i...>, Encoder& encoder,
                              const Members&... members) {
        Encoder::Run run(encoder);
        const bool is_written = ((is_left_out(members) ||
                                  write_member<i>(run, encoder, key_bytes<T, i>.bytes, members)) &&
                                 ...);
        run.leave();
        return is_written;
    }

    /// What stands before an element of an array.
    using NoKey = std::array<std::byte, 0>;

    template <std::size_t i, class Member, std::size_t key_size>
    static bool write_member(Encoder::Run& run, Encoder& encoder,
                             const std::array<std::byte, key_size>& key, const Member& member) {
        if constexpr (SmallScalar<Member>) {
            run.write(key, member);
            return true;
        } else {
            run.leave();
            if constexpr (key_size != 0) encoder.write_key_bytes(key);
            const bool is_written = Codec<Member>::encode(encoder, member) ||
                                    encoder.in_key(ClassMembers<T>::fields[i].name);
            run.enter();
            return is_written;
        }
    }
};

/// Not inline: once for each type, rather than for each member.
template <class T>
[[gnu::noinline]] bool decode_elsewhere(Decoder& decoder, T& value) {
    return Codec<T>::decode(decoder, value);
}

template <class T, class... Members>
class ClassReader {
  public:
    static bool read(Decoder& decoder, Members&... members) {
        if (decoder.next_is(Type::array)) return read_elements(all, decoder, members...);
        std::size_t left = 0;
        if (!decoder.next_is(Type::map)) return decoder.fail_type("map or array");
        if (!decoder.begin_map(left)) return false;
        // Which members were there.
        std::uint64_t seen = 0;
        if (!read_in_order(all, decoder, left, seen, members...)) return false;
        while (left != 0) {
            if (!read_entry(decoder, seen, members...)) return false;
            --left;
        }
        if (!check_missing(all, decoder, seen)) return false;
        decoder.end();
        return true;
    }

  private:
    static constexpr auto all = std::index_sequence_for<Members...>();
    static constexpr auto& fields = ClassMembers<T>::fields;
    static_assert(sizeof...(Members) <= max_members);

    /// The entries that stand where the writer of the same type puts them.
    template <std::size_t... i>
    static bool read_in_order(std::index_sequence<i...>, Decoder& decoder, std::size_t& left,
                              std::uint64_t& seen, Members&... members) {
        return (read_next<i>(decoder, left, seen, members) && ...);
    }

    template <std::size_t i, class Member>
    static bool read_next(Decoder& decoder, std::size_t& left, std::uint64_t& seen,
                          Member& member) {
        constexpr auto& key = key_bytes<T, i>;
        if (left == 0 || !decoder.match_key(key.bytes)) return true;
        --left;
        seen |= std::uint64_t{1} << i;
        return read_member<i>(decoder, member);
    }

    template <std::size_t i, class Member>
    static bool read_member(Decoder& decoder, Member& member) {
        return Codec<Member>::decode(decoder, member) || decoder.in_key(fields[i].name);
    }

    /// An entry with any key.
    [[gnu::noinline]] static bool read_entry(Decoder& decoder, std::uint64_t& seen,
                                             Members&... members) {
        std::string_view key;
        if (!decoder.read_key(key)) return false;
        std::size_t index = 0;
        while (index < sizeof...(Members) && !fields[index].is_called(key))
            ++index;
        if (index < sizeof...(Members)) {
            const std::uint64_t bit = std::uint64_t{1} << index;
            if (decoder.options().strict && (seen & bit) != 0) {
                decoder.fail(ErrorCode::duplicate_key);
                return decoder.in_key(fields[index].name);
            }
            seen |= bit;
            return read_index(all, decoder, index, members...);
        }
        // What follows may overwrite the key.
        if (decoder.options().refuse_unknown_fields) {
            const std::string name(key);
            decoder.fail(ErrorCode::unknown_field);
            return decoder.in_key(name);
        }
        return decoder.skip_entry(key);
    }

    template <std::size_t... i>
    static bool read_index(std::index_sequence<i...>, Decoder& decoder, std::size_t index,
                           Members&... members) {
        bool is_read = false;
        static_cast<void>(
            ((i == index && (is_read = decode_elsewhere(decoder, members), true)) || ...));
        return is_read || decoder.in_key(fields[index].name);
    }

    /// The positional form: members from the first on.
    template <std::size_t... i>
    static bool read_elements(std::index_sequence<i...>, Decoder& decoder, Members&... members) {
        std::size_t count = 0;
        if (!decoder.begin_array(count)) return false;
        const bool is_read = ((i >= count || read_element<i>(decoder, members)) && ...);
        if (!is_read) return false;
        for (std::size_t index = sizeof...(Members); index < count; ++index) {
            decoder.next_element();
            if (decoder.options().refuse_unknown_fields) {
                decoder.fail(ErrorCode::unknown_field);
                return decoder.in_element(index);
            }
            if (!decoder.skip()) return decoder.in_element(index);
        }
        const std::uint64_t seen =
            count >= max_members ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
        if (!check_missing(all, decoder, seen)) return false;
        decoder.end();
        return true;
    }

    template <std::size_t i, class Member>
    static bool read_element(Decoder& decoder, Member& member) {
        decoder.next_element();
        return Codec<Member>::decode(decoder, member) || decoder.in_element(i);
    }

    template <std::size_t... i>
    static bool check_missing(std::index_sequence<i...>, Decoder& decoder, std::uint64_t seen) {
        constexpr std::uint64_t required =
            (std::uint64_t{0} | ... |
             (fields[i].is_required ? std::uint64_t{1} << i : std::uint64_t{0}));
        constexpr std::uint64_t expected =
            (std::uint64_t{0} | ... |
             (is_optional<Members> ? std::uint64_t{0} : std::uint64_t{1} << i));
        const std::uint64_t wanted =
            decoder.options().refuse_missing_fields ? required | expected : required;
        const std::uint64_t missing = wanted & ~seen;
        if (missing == 0) [[likely]]
            return true;
        const std::string_view name =
            fields[static_cast<std::size_t>(std::countr_zero(missing))].name;
        decoder.fail(ErrorCode::missing_field);
        return decoder.in_key(name);
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

}  // namespace souris
