// SPDX-License-Identifier: MIT
#include <cassert>

#include <souris/store.hpp>

#include "base/out_of_memory.hpp"
#include "base/return_if_error.hpp"
#include "file/charged_file.hpp"
#include "store/store_reader.hpp"

namespace souris { inline namespace v0 {

namespace {

Result<Store> read_store(std::span<const std::byte> bytes, const ReadOptions& options) {
    detail::StoreReader reader(bytes, options);
    SOURIS_RETURN_IF_ERROR(reader.open());
    auto root = decode_value(reader.body(), reader.text(), reader.layout(), reader.root_options());
    if (!root) return failure(reader.locate(std::move(root).error()));
    SOURIS_RETURN_IF_ERROR(reader.close());
    assert(root->is(Type::map));
    return Store(std::move(*root->as_map()));
}

}  // namespace

Result<Store> decode_store(std::span<const std::byte> bytes, const ReadOptions& options) {
    return detail::or_out_of_memory([&] { return read_store(bytes, options); });
}

Result<Store> load(const std::string& path, const ReadOptions& options) {
    Budget memory(options.limits.max_memory);
    SOURIS_ASSIGN_OR_RETURN(const Bytes bytes,
                            detail::read_file(path, options.limits.max_input, memory));
    ReadOptions rest = options;
    rest.limits.max_memory = memory.left();
    return decode_store(bytes, rest);
}

}}  // namespace souris::v0
