// SPDX-License-Identifier: MIT
#include <cstdint>
#include <string>
#include <string_view>

#include <souris/detail/enumeration_codec.hpp>
#include <souris/integer.hpp>

namespace souris { inline namespace v0 { namespace detail {

void add_name(std::string& known, std::string_view name) {
    if (!known.empty()) known += ", ";
    known += name;
}

bool fail_name(Decoder& decoder, std::string_view found, const std::string& known) {
    return decoder.fail(ErrorCode::wrong_type,
                        "found " + std::string(found) + ", wanted one of " + known);
}

bool fail_number(Decoder& decoder, std::uint64_t bits, bool is_negative) {
    const Integer number = is_negative ? Integer(static_cast<std::int64_t>(bits)) : Integer(bits);
    return decoder.fail(ErrorCode::integer_out_of_range, "found " + number.to_string());
}

}}}  // namespace souris::v0::detail
