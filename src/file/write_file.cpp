// SPDX-License-Identifier: MIT
#include <new>
#include <string>

#include <souris/file.hpp>

#include "base/try.hpp"
#include "file/descriptor.hpp"
#include "file/place.hpp"
#include "file/replace_file.hpp"

namespace souris::inline v0 {

namespace {

Result<void> replace(const std::string& path, std::span<const std::byte> bytes,
                     const WriteFileOptions& options) {
    SOURIS_TRY(const detail::Place place, detail::find_place(path));
    return detail::replace_file(place, bytes, options);
}

}  // namespace

Result<void> write_file(const std::string& path, std::span<const std::byte> bytes,
                        const WriteFileOptions& options) {
    try {
        return replace(path, bytes, options);
    } catch (const std::bad_alloc&) {
        return failure(Error(ErrorCode::out_of_memory));
    }
}

}  // namespace souris::inline v0
