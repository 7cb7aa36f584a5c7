// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <new>
#include <span>
#include <string>
#include <string_view>

#include <souris/result.hpp>
#include <souris/souris.h>

namespace souris { inline namespace v0 { namespace detail {

/// Fills `target`, unless it is null, and returns the code.
souris_code tell(souris_error* target, const Error& error) noexcept;

/// What a function of the C interface does: `work` returns a `Result<void>` and may throw
/// std::bad_alloc.
template <class Work>
souris_code call(souris_error* error, Work work) noexcept {
    try {
        const Result<void> done = work();
        if (done) [[likely]]
            return SOURIS_OK;
        return tell(error, done.error());
    } catch (const std::bad_alloc&) {
        return tell(error, Error(ErrorCode::out_of_memory));
    } catch (...) {
        return tell(error, Error(ErrorCode::internal_error));
    }
}

/// `invalid_argument`, with the reason.
[[nodiscard]] tl::unexpected<Error> refused_argument(std::string why);

/// `invalid_argument`, if a pointer is null: "NAME is null".
[[nodiscard]] Result<void> check_pointer(const void* pointer, std::string_view name);

/// Text that a caller gave. Errors: `invalid_argument`.
[[nodiscard]] Result<std::string_view> text_argument(const char* text, std::size_t length);

/// Bytes that a caller gave; null is allowed for none. Errors: `invalid_argument`.
[[nodiscard]] Result<std::span<const std::byte>> bytes_argument(const void* bytes,
                                                                std::size_t size);

}}}  // namespace souris::v0::detail
