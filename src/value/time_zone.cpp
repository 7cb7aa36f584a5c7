// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstddef>
#include <fstream>

#include <souris/keyed_hash.hpp>
#include <souris/time_zone.hpp>

namespace souris { inline namespace v0 {

namespace {

constexpr std::size_t max_name_size = 255;

bool is_name_character(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("_+-./").find(c) != std::string_view::npos;
}

}  // namespace

Result<TimeZone, ErrorCode> TimeZone::parse(TextArgument name) {
    if (!is_valid_name(name)) return failure(ErrorCode::invalid_timezone);
    TimeZone zone;
    zone.name_ = name;
    return zone;
}

bool TimeZone::is_valid_name(TextArgument argument) noexcept {
    const std::string_view name = argument;
    return !name.empty() && name.size() <= max_name_size &&
           std::all_of(name.begin(), name.end(), is_name_character) && name.front() != '/' &&
           name.back() != '/' && name.find("//") == std::string_view::npos;
}

bool TimeZone::is_known() const {
    // No name may lead out of the database, whatever files exist elsewhere.
    if (('/' + name_ + '/').find("/../") != std::string::npos) return false;
    std::ifstream file("/usr/share/zoneinfo/" + name_, std::ios::binary);
    // Magic number of a zone's file (RFC 8536); the database also contains folders and tables.
    constexpr std::string_view magic = "TZif";
    char begin[magic.size()] = {};
    return file.read(begin, sizeof begin) && std::string_view(begin, sizeof begin) == magic;
}

bool TimeZone::has_database() {
    // Every database has UTC.
    return TimeZone().is_known();
}

}}  // namespace souris::v0

std::size_t std::hash<souris::TimeZone>::operator()(const souris::TimeZone& value) const noexcept {
    return static_cast<std::size_t>(souris::keyed_hash(value.name()));
}
