// SPDX-License-Identifier: MIT
#include <souris/compression.hpp>
#include <souris/packed.hpp>
#include <souris/value_view.hpp>

#include "base/out_of_memory.hpp"
#include "base/return_if_error.hpp"
#include "store/body.hpp"
#include "store/framing.hpp"
#include "store/store_encoder.hpp"
#include "store/store_reader.hpp"

namespace souris { inline namespace v0 {

namespace {

template <class Root>
Result<Bytes> pack_root(const Root& root, const PackOptions& options) {
    const EncodeOptions encoding = detail::encode_options(options);
    return detail::or_out_of_memory([&]() -> Result<Bytes> {
        Sink tree;
        SOURIS_RETURN_IF_ERROR(encode_value(tree, root, nullptr, detail::tree_options(encoding)));
        return detail::make_packed(tree.take(), encoding);
    });
}

Result<Value> unpack_root(std::span<const std::byte> bytes, const ReadOptions& options) {
    detail::StoreReader reader(bytes, options);
    SOURIS_RETURN_IF_ERROR(reader.open_packed());
    auto root = decode_value(reader.body(), reader.text(), reader.layout(), reader.root_options());
    if (!root) return failure(reader.locate(std::move(root).error()));
    SOURIS_RETURN_IF_ERROR(reader.close_packed());
    return root;
}

}  // namespace

Result<Bytes> pack(const Value& value, const PackOptions& options) {
    return pack_root(value, options);
}

Result<Bytes> pack(ValueView value, const PackOptions& options) {
    return pack_root(value, options);
}

Result<Value> unpack(std::span<const std::byte> bytes, const DecodeOptions& options) {
    return detail::or_out_of_memory([&] {
        return unpack_root(bytes, ReadOptions{options, false});
    });
}

bool is_packed(std::span<const std::byte> bytes) noexcept {
    if (bytes.empty()) return false;
    const auto id = std::to_integer<std::uint8_t>(bytes.front()) & ~detail::v2_text_table_flag;
    return is_known(static_cast<Compression>(id), Layout::v2);
}

}}  // namespace souris::v0
