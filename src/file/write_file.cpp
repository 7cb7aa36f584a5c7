// SPDX-License-Identifier: MIT
#include <string>

#include <souris/file.hpp>

#include "base/out_of_memory.hpp"
#include "file/system_file.hpp"

namespace souris { inline namespace v0 {

Result<void> write_file(const std::string& path, std::span<const std::byte> bytes,
                        const WriteFileOptions& options) {
    return detail::or_out_of_memory([&] { return detail::replace_file(path, bytes, options); });
}

}}  // namespace souris::v0
