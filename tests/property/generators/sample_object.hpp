// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <variant>
#include <vector>

#include <souris/object.hpp>

#include "value_from_bytes.hpp"

/// An object with members of every kind, generated from bytes like trees.

namespace souris::test {

enum class Rank : std::uint8_t { low, high };

struct SampleObject {
    std::string name;
    std::int64_t number = 0;
    std::uint8_t small = 0;
    Integer wide;
    bool flag = false;
    double weight = 0;
    float share = 0;
    Rank rank = Rank::low;
    std::optional<std::string> note;
    std::vector<std::uint32_t> codes;
    std::deque<std::string> words;
    std::map<std::string, std::int32_t> counts;
    std::map<std::int16_t, std::string> names;
    std::set<std::uint16_t> marks;
    std::variant<std::monostate, std::int32_t, std::string> either;
    std::tuple<std::int8_t, bool> both;
    std::array<std::uint8_t, 2> version{};
    std::chrono::sys_seconds time;
    std::vector<std::byte> blob;
    Value anything;
    std::vector<SampleObject> children;

    friend bool operator==(const SampleObject&, const SampleObject&) = default;
};

}  // namespace souris::test

template <>
struct souris::describe<souris::test::Rank> {
    static constexpr std::array enumerators{enumerator("low", test::Rank::low),
                                            enumerator("high", test::Rank::high)};
};

template <>
struct souris::describe<souris::test::SampleObject> {
    using Sample = test::SampleObject;
    static constexpr auto fields = std::tuple{
        field("name", &Sample::name),         field("number", &Sample::number),
        field("small", &Sample::small),       field("wide", &Sample::wide),
        field("flag", &Sample::flag),         field("weight", &Sample::weight),
        field("share", &Sample::share),       field("rank", &Sample::rank),
        field("note", &Sample::note),         field("codes", &Sample::codes),
        field("words", &Sample::words),       field("counts", &Sample::counts),
        field("names", &Sample::names),       field("marks", &Sample::marks),
        field("either", &Sample::either),     field("both", &Sample::both),
        field("version", &Sample::version),   field("time", &Sample::time),
        field("blob", &Sample::blob),         field("anything", &Sample::anything),
        field("children", &Sample::children),
    };
};

namespace souris::test {

inline SampleObject sample_object(ByteSource& source, unsigned depth = 0) {
    const auto text = [&] {
        return std::string(draw_size(source), 'a' + static_cast<char>(source.below(26)));
    };
    const auto few = [&](auto draw) {
        for (std::size_t left = source.below(5); left != 0; --left)
            draw();
    };
    SampleObject object;
    object.name = text();
    object.number = static_cast<std::int64_t>(source.bits(source.below(9)));
    object.small = source.byte();
    object.wide = Integer(source.bits(8));
    object.flag = source.below(2) != 0;
    object.weight = static_cast<double>(source.bits(4)) / 8;
    object.share = static_cast<float>(source.bits(2)) / 4;
    object.rank = static_cast<Rank>(source.below(2));
    if (source.below(2) != 0) object.note = text();
    few([&] { object.codes.push_back(static_cast<std::uint32_t>(source.bits(source.below(5)))); });
    few([&] { object.words.push_back(text()); });
    few([&] { object.counts[text()] = static_cast<std::int32_t>(source.bits(4)); });
    few([&] { object.names[static_cast<std::int16_t>(source.bits(2))] = text(); });
    few([&] { object.marks.insert(static_cast<std::uint16_t>(source.bits(2))); });
    const std::size_t alternative = source.below(3);
    if (alternative == 1) object.either = static_cast<std::int32_t>(source.bits(4));
    if (alternative == 2) object.either = text();
    object.both = {static_cast<std::int8_t>(source.byte()), source.below(2) != 0};
    object.version = {source.byte(), source.byte()};
    object.time =
        std::chrono::sys_seconds(std::chrono::seconds(static_cast<std::int32_t>(source.bits(4))));
    object.blob.resize(source.below(40), std::byte{source.byte()});
    if (source.below(2) != 0) object.anything = Array{text(), Map{{"key", source.byte()}}};
    if (depth < 3) few([&] { object.children.push_back(sample_object(source, depth + 1)); });
    return object;
}

inline SampleObject sample_object(std::span<const std::uint8_t> bytes) {
    ByteSource source(bytes);
    return sample_object(source);
}

}  // namespace souris::test
