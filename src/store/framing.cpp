// SPDX-License-Identifier: MIT
#include "store/framing.hpp"

#include <algorithm>
#include <cassert>

#include <xxhash.h>

#include <souris/cursor.hpp>
#include <souris/detail/endian.hpp>

namespace souris { inline namespace v0 { namespace detail {

std::array<std::byte, trailer_size> make_trailer(std::span<const std::byte> bytes) noexcept {
    std::array<std::byte, trailer_size> trailer;
    std::ranges::copy(as_byte_span(trailer_magic), trailer.begin());
    const std::uint64_t hash = XXH3_64bits(bytes.data(), bytes.size());
    store_little_endian(trailer.data() + trailer_magic.size(), hash);
    return trailer;
}

bool needs_trailer(std::span<const std::byte> bytes, Layout layout) noexcept {
    return layout == Layout::v1 && bytes.size() >= trailer_size &&
           as_text(bytes.last(trailer_size)).starts_with(trailer_magic);
}

ChecksumVerdict find_trailer(std::span<const std::byte> bytes) noexcept {
    if (bytes.size() < trailer_size) return ChecksumVerdict::absent;
    const auto last = bytes.last(trailer_size);
    const auto expected = make_trailer(bytes.first(bytes.size() - trailer_size));
    const bool has_magic = as_text(last).starts_with(trailer_magic);
    const bool has_hash = std::ranges::equal(last.subspan(trailer_magic.size()),
                                             std::span(expected).subspan(trailer_magic.size()));
    if (has_magic != has_hash) return ChecksumVerdict::wrong;
    return has_magic ? ChecksumVerdict::right : ChecksumVerdict::absent;
}

Ending check_ending(std::span<const std::byte> bytes, std::size_t end, Layout layout) noexcept {
    assert(end <= bytes.size());
    if (end == bytes.size()) return needs_trailer(bytes, layout) ? Ending::mismatch : Ending::clean;
    switch (find_trailer(bytes)) {
        case ChecksumVerdict::absent:
            return Ending::foreign;
        case ChecksumVerdict::wrong:
            return Ending::mismatch;
        case ChecksumVerdict::right:
            break;
    }
    return end + trailer_size == bytes.size() ? Ending::clean : Ending::foreign;
}

}}}  // namespace souris::v0::detail
