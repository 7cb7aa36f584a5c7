// SPDX-License-Identifier: MIT
#include "codec/quick_scan.hpp"

namespace souris { inline namespace v0 { namespace detail {

std::string_view scan_long_text(const std::byte* from, const std::byte* end, std::uint64_t max_size,
                                bool strict) noexcept {
    std::uint64_t size = 0;
    const std::byte* const begin = scan_integer(from, SignState::unsigned_number, strict, size);
    if (begin == nullptr || size > static_cast<std::size_t>(end - begin) || size > max_size)
        return {};
    const std::string_view text = as_text({begin, static_cast<std::size_t>(size)});
    const char* rest = text.data();
    std::size_t rest_size = text.size();
    const bool is_fine = skip_ascii(rest, rest_size) || is_mixed_utf8(rest, rest_size);
    return is_fine ? text : std::string_view();
}

}}}  // namespace souris::v0::detail
