// SPDX-License-Identifier: MIT
#include <souris/update.hpp>

#include "base/return_if_error.hpp"

namespace souris { inline namespace v0 {

Result<void> update(const std::string& path, const std::function<Result<void>(Store&)>& change,
                    const UpdateOptions& options) {
    SOURIS_ASSIGN_OR_RETURN(FileLock lock, FileLock::take(path, options.locking));
    Bytes before;
    Store store;
    if (lock.has_file()) {
        SOURIS_ASSIGN_OR_RETURN(before, lock.read(options.reading.limits.max_input));
        SOURIS_ASSIGN_OR_RETURN(store, decode_store(before, options.reading));
    }
    SOURIS_RETURN_IF_ERROR(change(store));
    SOURIS_ASSIGN_OR_RETURN(const Bytes after, encode_store(store, options));
    if (after == before) return {};
    return lock.write(after, options);
}

}}  // namespace souris::v0
