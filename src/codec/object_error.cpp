// SPDX-License-Identifier: MIT
#include <string>
#include <utility>

#include <souris/detail/object_error.hpp>
#include <souris/pointer.hpp>

namespace souris { inline namespace v0 { namespace detail {

void ObjectError::set(Error error) {
    error_ = std::move(error);
}

void ObjectError::in_key(std::string_view key) {
    prepend_path_token(error().path, key);
}

void ObjectError::in_element(std::size_t index) {
    prepend_path_token(error().path, index);
}

Error ObjectError::take() {
    return std::move(error());
}

Error& ObjectError::error() {
    if (!error_) error_ = Error(ErrorCode::unrepresentable, "a Codec failed without a reason");
    return *error_;
}

}}}  // namespace souris::v0::detail
