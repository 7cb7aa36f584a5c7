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
    static_assert(count <= max_members);
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

/// What is copied of a key, whatever its length.
inline constexpr std::size_t key_block = 16;

/// The keys of a class as they are written, one behind another.
template <class T>
struct ClassKeys {
    static constexpr std::size_t count = ClassMembers<T>::count;
    /// They are copied in blocks.
    static constexpr std::size_t room_behind = key_block - 1;
    static constexpr std::size_t size = [] {
        std::size_t sum = room_behind;
        for (const FieldInfo& field : ClassMembers<T>::fields)
            sum += 2 + field.name.size();
        return sum;
    }();

    std::byte bytes[size]{};
    std::uint8_t sizes[count + 1]{};

    consteval ClassKeys() noexcept {
        std::byte* out = bytes;
        std::uint8_t* out_size = sizes;
        for (const FieldInfo& field : ClassMembers<T>::fields) {
            *out_size++ = static_cast<std::uint8_t>(2 + field.name.size());
            *out++ = std::byte{make_tag(Type::string).byte};
            *out++ = static_cast<std::byte>(field.name.size());
            for (const char c : field.name)
                *out++ = static_cast<std::byte>(static_cast<unsigned char>(c));
        }
    }
};

template <class T>
inline constexpr ClassKeys<T> class_keys{};

/// What is known of a class.
struct ClassTable {
    const FieldInfo* fields;
    std::size_t count;
    /// The keys as they are written, and the length of each.
    const std::byte* keys;
    const std::uint8_t* key_sizes;
    std::size_t longest_name;
    /// What keys and scalars take at most, and what is overwritten behind them.
    std::size_t room;
    /// A bit for each member, and for those that must be there.
    std::uint64_t all;
    std::uint64_t required;
    /// What the description says, if it says it.
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

/// Not inline: once for each type, rather than for each member.
template <class T>
[[gnu::noinline]] bool read_object(Decoder& decoder, void* object) {
    return Codec<T>::decode(decoder, *static_cast<T*>(object));
}
/// @copydoc read_object
template <class T>
[[gnu::noinline]] bool write_object(Encoder& encoder, const void* object) {
    return Codec<T>::encode(encoder, *static_cast<const T*>(object));
}

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

struct ClassReader {
    const ClassTable& table;
    const PartReader* members;
    /// The members that must be there if the options say so, a bit each.
    std::uint64_t expected;
};

template <class... Members>
inline constexpr PartReader readers_of[] = {reader_of<Members>..., {}};
template <class... Members>
inline constexpr PartWriter writers_of[] = {writer_of<Members>..., {}};

/// A bit for each type that is no optional one.
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

template <class T, class... Members>
inline constexpr ClassReader class_reader{class_table<T>, readers_of<Members...>,
                                          find_expected<Members...>()};

template <class T>
[[nodiscard]] constexpr void* address_of(T& part) noexcept {
    return const_cast<void*>(static_cast<const volatile void*>(std::addressof(part)));
}

/// Reads an object whose members have these addresses.
[[nodiscard]] SOURIS_EXPORT bool read_class(Decoder& decoder, const ClassReader& reader,
                                            void* const* members);

/// Begins to write an object. Returns where its first member goes, with room for all keys and
/// scalars; nullptr after a failure. `left_out` has a bit for each member that is not to be there.
[[nodiscard]] SOURIS_EXPORT std::byte* begin_map(Encoder& encoder, const ClassTable& table,
                                                 std::uint64_t left_out);
[[nodiscard]] SOURIS_EXPORT std::byte* begin_array(Encoder& encoder, const ClassTable& table);

/// Writes text and makes `room`, for what is still to come. Returns where that goes; nullptr after
/// a failure.
[[nodiscard]] SOURIS_EXPORT std::byte* write_member(Encoder& encoder, std::byte* out,
                                                    const std::string& text, std::size_t room);
/// The same of numbers.
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
/// The same of any other type, which says how it is written.
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

/// A bit for each member that is left out of a map.
template <class... Members>
[[nodiscard]] constexpr std::uint64_t find_left_out(const Members&... members) noexcept {
    std::uint64_t left_out = 0;
    if constexpr ((is_optional<Members> || ...)) {
        unsigned index = 0;
        ((left_out |= std::uint64_t{is_absent(members)} << index++), ...);
    }
    return left_out;
}

/// Writes the members of an object, in their order. Where they go stays in a register: nothing here
/// takes the address of this.
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

/// The form that objects of a class are written in.
[[nodiscard]] constexpr ObjectForm form_of(const ClassTable& table,
                                           const EncodeOptions& options) noexcept {
    return table.has_form ? table.form : options.form;
}

}  // namespace detail

/// Classes: aggregates, where the compiler tells the names of their members, and what is described.
///
/// A map of the members by name, in which empty optional members are left out; or an array of their
/// values. Both are read, whichever way such objects are written.
template <class T>
struct Codec {
    static bool encode(Encoder& encoder, const T& object) {
        return detail::ClassMembers<T>::visit(object, [&](const auto&... members) {
            constexpr auto& table = detail::class_table<T>;
            if (detail::form_of(table, encoder.options()) == ObjectForm::array) {
                return detail::ClassEncoder<ObjectForm::array>(encoder, table, 0)
                    .write_all(members...);
            }
            return detail::ClassEncoder<ObjectForm::map>(encoder, table,
                                                         detail::find_left_out(members...))
                .write_all(members...);
        });
    }
    static bool decode(Decoder& decoder, T& object) {
        return detail::ClassMembers<T>::visit(object, [&](auto&... members) {
            void* const addresses[] = {detail::address_of(members)..., nullptr};
            return detail::read_class(
                decoder, detail::class_reader<T, std::remove_cvref_t<decltype(members)>...>,
                addresses);
        });
    }
};

}  // namespace souris::inline v0
