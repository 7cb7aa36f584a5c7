// SPDX-License-Identifier: MIT
#include "objects/object_types.hpp"

#include <array>
#include <chrono>
#include <complex>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <list>
#include <map>
#include <memory>
#include <memory_resource>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <variant>
#include <vector>

#include <souris/codec.hpp>
#include <souris/object.hpp>
#include <souris/object_value.hpp>

namespace souris::test { namespace {

enum Bit { off, on };
enum class Flag : bool { lowered, raised };
enum class Small : std::uint8_t { zero };
enum class Colour { red, green };
enum class Open { one = 1, two = 2 };

struct Spot {
    int x = 7;
    std::uint8_t y = 8;
};
struct Nest {
    Spot spot{.x = 9, .y = 9};
    std::array<Spot, 2> spots;
    std::pair<Spot, std::string> named;
    std::optional<Spot> maybe;
};
struct Row {
    std::string name;
    double weight = 1.5;
    bool is_set = true;
    std::vector<std::string> tags;
    std::vector<std::int32_t> numbers;
    std::optional<std::int64_t> rank;
    std::map<std::string, int> counts;
    Value rest;
};
struct Positional {
    int first = 1;
    std::string second;
    Spot third;
};
struct Text {
    char text[6]{};
    std::array<std::byte, 2> key{};
    int grid[2][2]{};
};
struct Tree {
    int value = 0;
    std::vector<Tree> children;
};
struct Link {
    int value = 0;
    std::unique_ptr<Link> next;
};
/// Takes memory as soon as it is made.
struct Queues {
    std::deque<int> first;
    std::deque<std::string> second;
};
/// Large in memory, one byte in the input.
struct Large {
    std::array<std::uint64_t, 64> numbers{};
    std::string text;
};

using Shape = std::variant<std::monostate, Spot, std::string>;

/// The only element of a container.
template <class T>
struct Only {
    T object{};
};

}}  // namespace souris::test

template <class T>
struct souris::describe<souris::test::Only<T>> {
    static constexpr auto fields = std::tuple{field("object", &souris::test::Only<T>::object)};
};
template <>
struct souris::describe<souris::test::Colour> {
    using Colour = test::Colour;
    static constexpr std::array enumerators{enumerator("red", Colour::red),
                                            enumerator("green", Colour::green)};
};
template <>
struct souris::describe<souris::test::Open> {
    using Open = test::Open;
    static constexpr std::array enumerators{enumerator("one", Open::one)};
    static constexpr bool takes_other_numbers = true;
};
template <>
struct souris::describe<souris::test::Spot> {
    using Spot = test::Spot;
    static constexpr auto fields = std::tuple{field("x", &Spot::x), field("y", &Spot::y)};
};
template <>
struct souris::describe<souris::test::Nest> {
    using Nest = test::Nest;
    static constexpr auto fields =
        std::tuple{field("spot", &Nest::spot), field("spots", &Nest::spots),
                   field("named", &Nest::named), field("maybe", &Nest::maybe)};
};
template <>
struct souris::describe<souris::test::Row> {
    using Row = test::Row;
    static constexpr auto fields = std::tuple{field("name", &Row::name).alias("title").required(),
                                              field("weight", &Row::weight),
                                              field("is_set", &Row::is_set),
                                              field("tags", &Row::tags),
                                              field("numbers", &Row::numbers),
                                              field("rank", &Row::rank),
                                              field("counts", &Row::counts),
                                              field("rest", &Row::rest)};
};
template <>
struct souris::describe<souris::test::Positional> {
    using Positional = test::Positional;
    static constexpr auto fields =
        std::tuple{field("first", &Positional::first), field("second", &Positional::second),
                   field("third", &Positional::third)};
    static constexpr auto form = ObjectForm::array;
};
template <>
struct souris::describe<souris::test::Text> {
    using Text = test::Text;
    static constexpr auto fields = std::tuple{field("text", &Text::text), field("key", &Text::key),
                                              field("grid", &Text::grid)};
};
template <>
struct souris::describe<souris::test::Tree> {
    using Tree = test::Tree;
    static constexpr auto fields =
        std::tuple{field("value", &Tree::value), field("children", &Tree::children)};
};
template <>
struct souris::describe<souris::test::Link> {
    using Link = test::Link;
    static constexpr auto fields =
        std::tuple{field("value", &Link::value), field("next", &Link::next)};
};
template <>
struct souris::describe<souris::test::Queues> {
    using Queues = test::Queues;
    static constexpr auto fields =
        std::tuple{field("first", &Queues::first), field("second", &Queues::second)};
};
template <>
struct souris::describe<souris::test::Large> {
    using Large = test::Large;
    static constexpr auto fields =
        std::tuple{field("numbers", &Large::numbers), field("text", &Large::text)};
};
template <>
struct souris::describe<souris::test::Shape> {
    static constexpr std::array<std::string_view, 3> alternatives{"none", "spot", "label"};
};

namespace souris::test {

namespace {

/// Writes values without asking whether they make sense together.
class Writer {
  public:
    explicit Writer(ByteSource& source) : source_(source) {}

    [[nodiscard]] ByteSource& source() { return source_; }
    [[nodiscard]] bool rarely() { return source_.below(12) == 11; }

    void value(const Value& value) {
        const Bytes bytes = *encode_value(value);
        bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
    }
    void array(std::size_t count) { begin(0xB1, count); }
    void map(std::size_t count) { begin(0x81, count); }
    void key(std::string_view name) { value(Value(name)); }
    /// Deep inside others nothing more is begun.
    [[nodiscard]] std::size_t count() {
        return bytes_.size() > 4000 ? 0 : source_.below(source_.below(8) == 7 ? 40 : 4);
    }
    [[nodiscard]] Bytes take() { return std::move(bytes_); }

  private:
    void begin(unsigned tag, std::size_t count) {
        bytes_.push_back(static_cast<std::byte>(tag));
        bytes_.push_back(static_cast<std::byte>(count));
    }

    ByteSource& source_;
    Bytes bytes_;
};

std::string draw_text(ByteSource& source) {
    return std::string(draw_size(source) % 80, static_cast<char>('a' + source.below(26)));
}

/// Small, and of any type.
Value draw_any(ByteSource& source) {
    std::array<std::uint8_t, 12> bytes;
    for (std::uint8_t& byte : bytes)
        byte = source.byte();
    return value_from_bytes(bytes);
}

template <class T>
inline constexpr bool is_variant = false;
template <class... Alternatives>
inline constexpr bool is_variant<std::variant<Alternatives...>> = true;

template <class T>
void draw(Writer& writer);

template <class T>
void draw_class(Writer& writer) {
    ByteSource& source = writer.source();
    T object{};
    detail::ClassMembers<T>::visit(object, [&]<class... Members>(Members&...) {
        using DrawMember = void (*)(Writer&);
        constexpr DrawMember members[] = {draw<std::remove_cvref_t<Members>>...};
        constexpr std::size_t count = sizeof...(Members);
        constexpr auto& fields = detail::ClassMembers<T>::fields;
        const bool is_map = source.below(3) != 0;
        std::vector<std::size_t> order;
        for (std::size_t i = 0; i < count; ++i) {
            if (!is_map || !writer.rarely()) order.push_back(i);
            if (is_map && writer.rarely()) order.push_back(source.below(count));
        }
        if (is_map && writer.rarely() && !order.empty())
            std::swap(order.front(), order[source.below(order.size())]);
        const std::size_t unknown = writer.rarely() ? 1 + source.below(2) : 0;
        is_map ? writer.map(order.size() + unknown) : writer.array(order.size() + unknown);
        for (const std::size_t index : order) {
            if (is_map) {
                const auto& alias = fields[index].aliases[0];
                writer.key(!alias.empty() && writer.rarely() ? alias : fields[index].name);
            }
            members[index](writer);
        }
        for (std::size_t i = 0; i < unknown; ++i) {
            if (is_map) writer.key("unknown");
            writer.value(draw_any(source));
        }
    });
}

template <class T>
void draw_scalar(Writer& writer) {
    ByteSource& source = writer.source();
    if constexpr (std::same_as<T, bool>) {
        writer.value(source.below(2) != 0);
    } else if constexpr (std::is_floating_point_v<T>) {
        writer.value(static_cast<double>(source.bits(3)) / 8);
    } else if constexpr (std::same_as<T, char32_t>) {
        writer.value(static_cast<char32_t>(source.byte()));
    } else if constexpr (std::is_enum_v<T> && !std::same_as<T, std::byte>) {
        if (source.below(2) != 0) return writer.value(source.below(3));
        writer.value(source.below(2) != 0 ? "red" : "one");
    } else {
        writer.value(Integer(writer.rarely() ? source.bits(source.below(9)) : source.below(100)));
    }
}

template <class T>
inline constexpr bool is_text = false;
template <class Character, class Traits, class Allocator>
inline constexpr bool is_text<std::basic_string<Character, Traits, Allocator>> = true;
template <>
inline constexpr bool is_text<std::filesystem::path> = true;
template <std::size_t size>
inline constexpr bool is_text<char[size]> = true;

template <class T>
void draw(Writer& writer) {
    ByteSource& source = writer.source();
    const auto elements = [&]<class Element>(std::type_identity<Element>, std::size_t count) {
        writer.array(count);
        while (count-- != 0)
            draw<std::remove_const_t<Element>>(writer);
    };
    if (writer.rarely() && writer.rarely()) {
        writer.value(draw_any(source));
    } else if constexpr (is_text<T>) {
        writer.value(draw_text(source).substr(0, std::is_array_v<T> ? source.below(8) : 80));
    } else if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T> || std::same_as<T, Integer> ||
                         detail::Duration<T>) {
        draw_scalar<T>(writer);
    } else if constexpr (std::same_as<T, Bytes> || std::same_as<T, std::array<std::byte, 2>>) {
        const Bytes bytes(std::same_as<T, Bytes> ? draw_size(source) : 2, std::byte{5});
        writer.value(std::span<const std::byte>(bytes));
    } else if constexpr (std::same_as<T, Timestamp> || detail::SystemTime<T>) {
        writer.value(Timestamp{2000 + static_cast<std::int32_t>(source.byte()), 2, 3, 4, 5, 6});
    } else if constexpr (std::same_as<T, Complex>) {
        writer.value(Complex(source.byte(), source.byte()));
    } else if constexpr (std::same_as<T, Ipv4>) {
        writer.value(Ipv4(source.byte(), 0, 0, 1));
    } else if constexpr (std::same_as<T, Ipv6>) {
        writer.value(Ipv6({source.byte()}));
    } else if constexpr (std::same_as<T, TimeZone>) {
        writer.value(*TimeZone::parse(source.below(2) != 0 ? "Europe/Paris" : "UTC"));
    } else if constexpr (std::same_as<T, JsonText>) {
        writer.value(*JsonText::parse(source.below(2) != 0 ? "[1]" : "{}"));
    } else if constexpr (std::same_as<T, Value>) {
        writer.value(draw_any(source));
    } else if constexpr (std::same_as<T, std::monostate>) {
        writer.value(nullptr);
    } else if constexpr (std::is_array_v<T>) {
        elements(std::type_identity<std::remove_extent_t<T>>(), std::extent_v<T>);
    } else if constexpr (detail::is_tuple<T>) {
        writer.array(std::tuple_size_v<T>);
        [&]<std::size_t... i>(std::index_sequence<i...>) {
            (draw<std::remove_const_t<std::tuple_element_t<i, T>>>(writer), ...);
        }
        (std::make_index_sequence<std::tuple_size_v<T>>());
    } else if constexpr (detail::is_optional<T>) {
        source.below(3) != 0 ? draw<std::remove_const_t<typename T::value_type>>(writer)
                             : writer.value(nullptr);
    } else if constexpr (detail::UniquePointer<T>) {
        source.below(3) != 0 ? draw<std::remove_const_t<typename T::element_type>>(writer)
                             : writer.value(nullptr);
    } else if constexpr (is_variant<T>) {
        const std::size_t index = source.below(std::variant_size_v<T>);
        writer.array(2);
        writer.value(index);
        [&]<std::size_t... i>(std::index_sequence<i...>) {
            ((i == index ? draw<std::variant_alternative_t<i, T>>(writer) : void()), ...);
        }
        (std::make_index_sequence<std::variant_size_v<T>>());
    } else if constexpr (detail::ComplexNumber<T>) {
        elements(std::type_identity<double>(), 2);
    } else if constexpr (detail::MapContainer<T>) {
        using Key = typename T::key_type;
        using Mapped = typename T::mapped_type;
        const bool is_map = detail::is_text_key<Key> && detail::UniqueContainer<T>;
        std::size_t count = writer.count();
        is_map ? writer.map(count) : writer.array(count);
        while (count-- != 0) {
            if (!is_map) writer.array(2);
            // Few keys, so that some of them stand twice.
            if constexpr (detail::is_text_key<Key>) {
                writer.key(std::string(1 + source.below(40), 'k'));
            } else {
                draw<Key>(writer);
            }
            draw<Mapped>(writer);
        }
    } else if constexpr (detail::SequenceContainer<T> || detail::SetContainer<T>) {
        elements(std::type_identity<typename T::value_type>(), writer.count());
    } else if constexpr (requires { std::tuple_size<T>::value; }) {
        elements(std::type_identity<typename T::value_type>(), std::tuple_size_v<T>);
    } else {
        draw_class<T>(writer);
    }
}

template <class T>
Bytes draw_bytes(ByteSource& source) {
    Writer writer(source);
    draw<T>(writer);
    return writer.take();
}

template <class T>
Result<Bytes> copy(std::span<const std::byte> bytes, const DecodeOptions& options) {
    const auto object = decode<T>(bytes, options);
    if (!object) return failure(object.error());
    return encode(*object);
}

template <class T>
Result<Bytes> copy_by_value(std::span<const std::byte> bytes, const DecodeOptions& options) {
    const auto object = decode<T>(bytes, options);
    if (!object) return failure(object.error());
    const auto value = to_value(*object);
    if (!value) return failure(value.error());
    const auto again = from_value<T>(*value);
    if (!again) return failure(again.error());
    return encode(*again);
}

/// An array of an array: a container with one `Only`.
Bytes as_only_element(std::span<const std::byte> bytes) {
    const Bytes array_of_one = *encode(std::array{false});
    const auto head = std::span(array_of_one).first(1);
    Bytes array(head.begin(), head.end());
    array.insert(array.end(), head.begin(), head.end());
    array.insert(array.end(), bytes.begin(), bytes.end());
    return array;
}

template <class T>
Result<Bytes> copy_over(std::span<const std::byte> old, std::span<const std::byte> bytes,
                        const DecodeOptions& options) {
    const Bytes first = as_only_element(old);
    const Bytes second = as_only_element(bytes);
    std::vector<Only<T>> objects;
    // A failure leaves what was read of it.
    static_cast<void>(decode_into(objects, first, options));
    const auto done = decode_into(objects, second, options);
    if (!done) return failure(done.error());
    return encode(objects.front().object);
}

template <class T>
bool read(std::span<const std::byte> bytes, const DecodeOptions& options) {
    return decode<T>(bytes, options).has_value();
}

template <class T>
constexpr ObjectType row(const char* name) {
    return {name, draw_bytes<T>, copy<T>, copy_by_value<T>, copy_over<T>, read<T>};
}

#define ROW(...) row<__VA_ARGS__>(#__VA_ARGS__)

constexpr ObjectType types[] = {
    ROW(bool),
    ROW(char),
    ROW(std::int8_t),
    ROW(std::uint16_t),
    ROW(std::int32_t),
    ROW(std::uint64_t),
    ROW(Integer),
    ROW(float),
    ROW(double),
    ROW(long double),
    ROW(char32_t),
    ROW(std::byte),
    ROW(Bit),
    ROW(Flag),
    ROW(Small),
    ROW(Colour),
    ROW(Open),
    ROW(std::string),
    ROW(std::u8string),
    ROW(std::pmr::string),
    ROW(std::filesystem::path),
    ROW(Bytes),
    ROW(std::array<std::byte, 2>),
    ROW(Value),
    ROW(Timestamp),
    ROW(Complex),
    ROW(Ipv4),
    ROW(Ipv6),
    ROW(TimeZone),
    ROW(JsonText),
    ROW(std::chrono::sys_seconds),
    ROW(std::chrono::milliseconds),
    ROW(std::complex<double>),
    ROW(std::vector<std::int32_t>),
    ROW(std::vector<bool>),
    ROW(std::vector<std::string>),
    ROW(std::vector<std::vector<std::uint8_t>>),
    ROW(std::vector<std::deque<int>>),
    ROW(std::vector<std::unordered_set<int>>),
    ROW(std::vector<std::unique_ptr<bool>>),
    ROW(std::vector<std::filesystem::path>),
    ROW(std::vector<std::optional<std::int16_t>>),
    ROW(std::vector<Queues>),
    ROW(std::vector<Large>),
    ROW(std::deque<std::string>),
    ROW(std::list<bool>),
    ROW(std::list<Spot>),
    ROW(std::set<std::string>),
    ROW(std::multiset<int>),
    ROW(std::unordered_set<std::uint64_t>),
    ROW(std::map<std::string, Spot>),
    ROW(std::map<int, std::vector<bool>>),
    ROW(std::unordered_map<std::string, std::deque<int>>),
    ROW(std::multimap<std::string, int>),
    ROW(std::array<Spot, 2>),
    ROW(std::pair<const int, std::string>),
    ROW(std::tuple<std::int8_t, bool, Spot>),
    ROW(std::optional<const Spot>),
    ROW(std::unique_ptr<const Spot>),
    ROW(std::variant<int, std::string, std::vector<int>>),
    ROW(Shape),
    ROW(Nest),
    ROW(Row),
    ROW(Positional),
    ROW(Text),
    ROW(Tree),
    ROW(Link),
};

}  // namespace

std::span<const ObjectType> object_types() {
    return types;
}

}  // namespace souris::test
