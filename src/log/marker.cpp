// SPDX-License-Identifier: MIT
#include "log/marker.hpp"

#include <algorithm>
#include <cassert>

namespace souris { inline namespace v0 { namespace detail {

namespace {

/// What a stuffed byte must follow: the marker without its last byte.
constexpr std::string_view marker_start = block_marker.substr(0, block_marker.size() - 1);
constexpr std::byte stuffing{0xFF};

std::optional<std::size_t> to_optional(std::size_t offset) noexcept {
    if (offset == std::string_view::npos) return std::nullopt;
    return offset;
}

}  // namespace

std::optional<std::size_t> find_marker(std::span<const std::byte> bytes,
                                       std::size_t from) noexcept {
    return to_optional(as_text(bytes).find(block_marker, from));
}

std::optional<std::size_t> find_last_marker(std::span<const std::byte> bytes) noexcept {
    return to_optional(as_text(bytes).rfind(block_marker));
}

bool needs_stuffing(std::span<const std::byte> bytes) noexcept {
    return as_text(bytes).find(marker_start) != std::string_view::npos;
}

void stuff(Bytes& bytes, std::size_t from) {
    assert(from <= bytes.size());
    const std::string_view text = as_text(bytes);
    std::size_t found = text.find(marker_start, from);
    if (found == std::string_view::npos) return;
    Bytes stuffed;
    stuffed.reserve(bytes.size() + bytes.size() / marker_start.size() + 1);
    std::size_t done = 0;
    const auto copy_up_to = [&](std::size_t end) {
        stuffed.insert(stuffed.end(), bytes.begin() + static_cast<std::ptrdiff_t>(done),
                       bytes.begin() + static_cast<std::ptrdiff_t>(end));
        done = end;
    };
    for (; found != std::string_view::npos; found = text.find(marker_start, done)) {
        copy_up_to(found + marker_start.size());
        stuffed.push_back(stuffing);
    }
    copy_up_to(bytes.size());
    bytes = std::move(stuffed);
}

bool unstuff(Bytes& bytes) noexcept {
    const std::string_view text = as_text(bytes);
    std::size_t found = text.find(marker_start);
    if (found == std::string_view::npos) return true;
    std::size_t read = 0;
    std::byte* out = bytes.data();
    const auto move_up_to = [&](std::size_t end) {
        out = std::copy(bytes.data() + read, bytes.data() + end, out);
        read = end;
    };
    // What was moved lies before what is still searched.
    for (; found != std::string_view::npos; found = text.find(marker_start, read)) {
        const std::size_t behind = found + marker_start.size();
        if (behind == bytes.size() || bytes[behind] != stuffing) return false;
        move_up_to(behind);
        ++read;
    }
    move_up_to(bytes.size());
    bytes.resize(static_cast<std::size_t>(out - bytes.data()));
    return true;
}

}}}  // namespace souris::v0::detail
