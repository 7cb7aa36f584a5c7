// SPDX-License-Identifier: MIT
#include <souris/result.hpp>

namespace souris { inline namespace v0 {

BadResultAccess::BadResultAccess(const Error& error)
    : tl::bad_expected_access<Error>(error), message_(error.message()) {}

const char* BadResultAccess::what() const noexcept {
    return message_.c_str();
}

namespace detail {

void throw_bad_access(const Error& error) {
    throw BadResultAccess(error);
}

}  // namespace detail

}}  // namespace souris::v0
