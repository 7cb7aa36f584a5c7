// SPDX-License-Identifier: MIT
#include "columns/column_infos.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

#include <souris/detail/tag.hpp>
#include <souris/keyed_hash.hpp>
#include <souris/pointer.hpp>

#include "columns/column_scalars.hpp"
#include "columns/decimal.hpp"
#include "columns/directory.hpp"
#include "value/default_rounding.hpp"

namespace souris { inline namespace v0 { namespace detail { namespace columns {
namespace {

constexpr std::uint16_t bit_of(Type type) noexcept {
    return static_cast<std::uint16_t>(1U << static_cast<unsigned>(type));
}

/// All types of values whose bytes are kept.
constexpr std::uint16_t other_types =
    bit_of(Type::character) | bit_of(Type::binary) | bit_of(Type::integer) | bit_of(Type::complex) |
    bit_of(Type::timestamp) | bit_of(Type::ipv4) | bit_of(Type::ipv6);

std::uint16_t types_of(ContentKind kind) noexcept {
    switch (kind) {
        case ContentKind::integer:
        case ContentKind::signed_integer:
            return bit_of(Type::integer);
        case ContentKind::decimal:
        case ContentKind::float64:
            return bit_of(Type::float64);
        case ContentKind::float32:
            return bit_of(Type::float32);
        case ContentKind::text:
            return bit_of(Type::string);
        case ContentKind::json:
            return bit_of(Type::json);
        case ContentKind::time_zone:
            return bit_of(Type::timezone);
        case ContentKind::other:
            break;
    }
    return other_types;
}

/// Those of contents; of values whose bytes are kept, if they are there, by their tags.
std::uint16_t types_of(const Content& content) noexcept {
    if (content.kind != ContentKind::other || content.bytes.empty()) return types_of(content.kind);
    std::uint16_t types = 0;
    std::size_t at = 0;
    for (const std::uint32_t length : content.lengths) {
        if (length != 0)
            types |= bit_of(Tag{std::to_integer<std::uint8_t>(content.bytes[at])}.type());
        at += length;
    }
    return types;
}

std::uint16_t types_of(const Path& path) noexcept {
    std::uint16_t types = 0;
    if (path.has_word[0]) types |= bit_of(Type::null);
    if (path.has_word[1] || path.has_word[2]) types |= bit_of(Type::boolean);
    for (const Parts& parts : path.parts) {
        switch (parts.kind) {
            case PartsKind::map:
            case PartsKind::dictionary:
                types |= bit_of(Type::map);
                break;
            case PartsKind::array:
            case PartsKind::tuple:
                types |= bit_of(Type::array);
                break;
            case PartsKind::pattern:
                types |= bit_of(Type::string);
                break;
        }
    }
    for (const std::vector<Content>* const all : {&path.contents, &path.literals}) {
        for (const Content& content : *all)
            types |= types_of(content);
    }
    return types;
}

/// The inverse of `order_of`, as a number; a NaN is the infinity of its sign.
double number_at(ContentKind kind, std::int64_t place, unsigned decimals, bool is_least) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    double number = 0;
    if (is_float(kind)) {
        number = float_of(kind, number_in_order(kind, place), decimals);
        if (std::isnan(number)) number = std::copysign(infinity, place < 0 ? -1.0 : 1.0);
        return number;
    }
    if (kind == ContentKind::decimal && is_decimal(place))
        return std::bit_cast<double>(decimal_bits(place, decimals));
    number = static_cast<double>(place);
    if (is_decimal(place)) return number;
    return std::nextafter(number, is_least ? -infinity : infinity);
}

void add_range(ColumnInfo& info, const Path& path, const DirectoryEntry& entry) {
    for (std::size_t k = 0; k < ranged_kinds; ++k) {
        const auto kind = ContentKind{static_cast<std::uint8_t>(k)};
        if (!has_kind(path, kind)) continue;
        const double least = number_at(kind, entry.ranges[k].least, path.decimals, true);
        const double greatest = number_at(kind, entry.ranges[k].greatest, path.decimals, false);
        info.least = std::min(info.least.value_or(least), least);
        info.greatest = std::max(info.greatest.value_or(greatest), greatest);
    }
}

/// The number of a part among those of its parent's tuples, in which it stands.
std::size_t item_of(const Path& parent, PathIndex index) noexcept {
    for (const Parts& parts : parent.parts) {
        const auto found = std::ranges::find(parts.paths, index);
        if (found != parts.paths.end())
            return static_cast<std::size_t>(found - parts.paths.begin());
    }
    return 0;
}

/// The token of a path in its parent's values; nothing if its values are no values of a record.
std::optional<std::string> token_of(std::span<const Path> paths, PathIndex index) {
    const Path& path = paths[index];
    std::string token;
    switch (path.role) {
        case PathRole::member:
            append_pointer_token(token, path.key);
            return token;
        case PathRole::item:
            append_pointer_token(token, item_of(paths[path.parent], index));
            return token;
        case PathRole::element:
        case PathRole::value:
            return "/*";
        case PathRole::root:
        case PathRole::key:
        case PathRole::field:
            break;
    }
    return std::nullopt;
}

}  // namespace

ColumnPlaces column_infos(std::span<const Path> paths, std::span<const DirectoryEntry> directory,
                          PathIndex records) {
    const DefaultRounding rounding;
    ColumnPlaces found{{}, std::vector<std::size_t>(paths.size(), no_place)};
    std::vector<ColumnInfo>& infos = found.infos;
    std::unordered_map<std::string, std::size_t, KeyedHash> places;
    std::vector<bool> is_unknown;
    for (PathIndex i = records; i < paths.size(); ++i) {
        std::string name;
        if (i != records) {
            const std::size_t parent = found.of_path[paths[i].parent];
            if (parent == no_place) continue;
            const auto token = token_of(paths, i);
            if (!token) continue;
            name = infos[parent].path + *token;
        }
        const auto [place, is_new] = places.try_emplace(std::move(name), infos.size());
        found.of_path[i] = place->second;
        if (is_new) {
            infos.emplace_back().path = place->first;
            infos.back().count = 0;
            is_unknown.push_back(false);
        }
        ColumnInfo& info = infos[place->second];
        info.types |= types_of(paths[i]);
        const auto entry = std::ranges::lower_bound(directory, i, {}, &DirectoryEntry::path);
        if (entry == directory.end() || entry->path != i) {
            is_unknown[place->second] = true;
            continue;
        }
        info.count = *info.count + entry->count;
        // Integers of more than 64 bits have no bounds.
        is_unknown[place->second] =
            is_unknown[place->second] || has_kind(paths[i], ContentKind::other);
        add_range(info, paths[i], *entry);
    }
    for (std::size_t i = 0; i < infos.size(); ++i) {
        if (!is_unknown[i]) continue;
        infos[i].count.reset();
        infos[i].least.reset();
        infos[i].greatest.reset();
    }
    return found;
}

std::uint64_t names_size(std::span<const Path> paths) {
    std::vector<std::uint64_t> sizes(paths.size());
    std::uint64_t all = 0;
    for (PathIndex i = 1; i < paths.size(); ++i) {
        const std::optional<std::string> token = token_of(paths, i);
        sizes[i] = sizes[paths[i].parent] + (token ? token->size() : 0);
        all += sizes[i];
    }
    return all;
}

}}}}  // namespace souris::v0::detail::columns
