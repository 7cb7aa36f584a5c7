// SPDX-License-Identifier: MIT
#include "reference/column_directory.hpp"

#include <algorithm>
#include <vector>

namespace souris::reference {

namespace {

constexpr std::uint64_t top_bit = std::uint64_t{1} << 63;

std::uint64_t read_number(Reader& reader) {
    const Number number = reader.read_integer(0);
    if (number.high != 0) reader.fail(ErrorCode::bad_block);
    return number.low;
}

/// A number of the order in which -2^63 is 0.
std::uint64_t in_order(unsigned kind, std::uint64_t number) {
    if (kind == 3) return number < top_bit ? number + top_bit : ~number;
    if (kind == 4) {
        const std::uint64_t sign = std::uint64_t{1} << 31;
        return number < sign ? number + top_bit : top_bit - 1 - (number - sign);
    }
    return number + top_bit;
}

/// All contents and literals of a kind; nothing if the path has no such kind.
std::vector<const Contents*> of_kind(const Path& path, unsigned kind) {
    std::vector<const Contents*> found;
    for (const std::vector<Contents>* const all : {&path.contents, &path.literals}) {
        for (const Contents& contents : *all) {
            if (contents.kind == kind) found.push_back(&contents);
        }
    }
    return found;
}

Range range_of(const std::vector<const Contents*>& all, unsigned kind) {
    std::vector<std::uint64_t> numbers;
    for (const Contents* const contents : all) {
        for (const std::uint64_t number : contents->numbers)
            numbers.push_back(in_order(kind, number));
    }
    if (numbers.empty()) return {top_bit, top_bit};
    return {*std::ranges::min_element(numbers), *std::ranges::max_element(numbers)};
}

}  // namespace

std::map<std::size_t, Entry> read_directory(Reader& reader, std::span<const Path> paths) {
    std::map<std::size_t, Entry> entries;
    std::uint64_t next = 0;
    while (!reader.failed() && reader.left() != 0) {
        const std::uint64_t distance = read_number(reader);
        if (distance == 0 || distance > paths.size() - next) reader.fail(ErrorCode::bad_block);
        Entry entry;
        entry.count = read_number(reader);
        if (reader.failed()) break;
        next += distance;
        const auto path = static_cast<std::size_t>(next - 1);
        for (unsigned kind = 0; kind <= 4; ++kind) {
            if (of_kind(paths[path], kind).empty()) continue;
            const std::uint64_t folded = read_number(reader);
            const std::uint64_t width = read_number(reader);
            const std::uint64_t half = folded / 2;
            const std::uint64_t least = folded % 2 == 0 ? top_bit + half : top_bit - 1 - half;
            if (width > ~least) reader.fail(ErrorCode::bad_block);
            entry.ranges[kind] = {least, least + width};
        }
        if (entry.ranges.empty()) reader.fail(ErrorCode::bad_block);
        entries[path] = entry;
    }
    return entries;
}

bool is_entry_of(const Entry& entry, const Path& path) {
    if (entry.count != path.value_count) return false;
    return std::ranges::all_of(entry.ranges, [&path](const auto& listed) {
        const Range range = range_of(of_kind(path, listed.first), listed.first);
        return range.least == listed.second.least && range.greatest == listed.second.greatest;
    });
}

}  // namespace souris::reference
