// SPDX-License-Identifier: MIT
#include <new>
#include <string>

#include <souris/file.hpp>

#include "file/system_file.hpp"

namespace souris { inline namespace v0 {

Result<void> write_file(const std::string& path, std::span<const std::byte> bytes,
                        const WriteFileOptions& options) {
    try {
        return detail::replace_file(path, bytes, options);
    } catch (const std::bad_alloc&) {
        return failure(Error(ErrorCode::out_of_memory));
    }
}

}}  // namespace souris::v0
