// SPDX-License-Identifier: MIT
#include <souris/update.hpp>

#include "base/try.hpp"

namespace souris { inline namespace v0 {

Result<void> update(const std::string& path, const std::function<Result<void>(Store&)>& change,
                    const UpdateOptions& options) {
    SOURIS_TRY(FileLock lock, FileLock::take(path, options.locking));
    Bytes before;
    Store store;
    if (lock.has_file()) {
        SOURIS_TRY(before, lock.read(options.reading.limits.max_input));
        SOURIS_TRY(store, decode_store(before, options.reading));
    }
    SOURIS_CHECK(change(store));
    SOURIS_TRY(const Bytes after, encode_store(store, options));
    if (after == before) return {};
    return lock.write(after, options);
}

}}  // namespace souris::v0
