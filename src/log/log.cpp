// SPDX-License-Identifier: MIT
#include <fmt/core.h>

#include <souris/log.hpp>

namespace souris { inline namespace v0 {

std::string LogDamage::message() const {
    const std::string bytes = begin == end ? fmt::format("byte {}", begin)
                                           : fmt::format("bytes {} to {}", begin, end - 1);
    if (first_record == end_record) return bytes;
    return fmt::format("{}, records {} to {}", bytes, first_record, end_record - 1);
}

}}  // namespace souris::v0
