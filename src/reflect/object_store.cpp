// SPDX-License-Identifier: MIT
#include <string>
#include <utility>

#include <souris/detail/wire.hpp>
#include <souris/object_store.hpp>

#include "base/out_of_memory.hpp"
#include "base/return_if_error.hpp"
#include "codec/announced.hpp"
#include "file/charged_file.hpp"
#include "store/body.hpp"
#include "store/store_encoder.hpp"
#include "store/store_reader.hpp"

namespace souris { inline namespace v0 { namespace detail {

namespace {

bool skip_object(Decoder& decoder, void*) {
    return decoder.skip();
}

/// Codecs belong to the program: if one wrote an invalid value, it must not become a file.
Result<void> check_tree(std::span<const std::byte> tree, Layout layout) {
    Cursor cursor(tree);
    DecodeOptions options;
    options.limits = Limits::unlimited();
    const auto skipped = decode_object(cursor, {.layout = layout}, options, skip_object, nullptr);
    if (skipped && cursor.at_end()) return {};
    if (!skipped && skipped.error().code == ErrorCode::out_of_memory) return skipped;
    return failure(not_as_announced(skipped ? std::string() : skipped.error().path));
}

Result<Bytes> encode_tree(const EncodeOptions& options, WriteObject write, const void* object) {
    Sink sink;
    SOURIS_RETURN_IF_ERROR(encode_object(sink, tree_options(options), write, object));
    SOURIS_RETURN_IF_ERROR(check_tree(sink.view(), options.layout));
    return sink.take();
}

/// Reads the root, between `open` and `close`.
Result<void> read_root(StoreReader& store, ObjectReader reader, void* object) {
    const ObjectSource source{store.text(), store.layout(), true};
    auto done = decode_object(store.body(), source, store.root_options(), reader, object);
    if (!done) return failure(store.locate(std::move(done).error()));
    return done;
}

}  // namespace

Result<Bytes> encode_object_store(const WriteOptions& options, WriteObject write,
                                  const void* object) {
    return detail::or_out_of_memory([&]() -> Result<Bytes> {
        SOURIS_ASSIGN_OR_RETURN(Bytes tree, encode_tree(options, write, object));
        const Tag root = tag_at(tree.data());
        if (root.type() != Type::map) {
            return failure(
                Error(ErrorCode::unrepresentable,
                      "the root of a store is a map, not " + std::string(name_of(root.type()))));
        }
        return make_store(std::move(tree), options);
    });
}

Result<Bytes> pack_object(const PackOptions& options, WriteObject write, const void* object) {
    const EncodeOptions encoding = encode_options(options);
    return detail::or_out_of_memory([&]() -> Result<Bytes> {
        SOURIS_ASSIGN_OR_RETURN(Bytes tree, encode_tree(encoding, write, object));
        return make_packed(std::move(tree), encoding);
    });
}

Result<void> decode_object_store(std::span<const std::byte> bytes, const ReadOptions& options,
                                 ObjectReader reader, void* object) {
    return detail::or_out_of_memory([&]() -> Result<void> {
        StoreReader store(bytes, options);
        SOURIS_RETURN_IF_ERROR(store.open());
        SOURIS_RETURN_IF_ERROR(read_root(store, reader, object));
        return store.close();
    });
}

Result<void> load_object(const std::string& path, const ReadOptions& options, ObjectReader reader,
                         void* object) {
    Budget memory(options.limits.max_memory);
    SOURIS_ASSIGN_OR_RETURN(const Bytes bytes, read_file(path, options.limits.max_input, memory));
    ReadOptions rest = options;
    rest.limits.max_memory = memory.left();
    return decode_object_store(bytes, rest, reader, object);
}

Result<void> unpack_object(std::span<const std::byte> bytes, const DecodeOptions& options,
                           ObjectReader reader, void* object) {
    const ReadOptions reading{options, false};
    return detail::or_out_of_memory([&]() -> Result<void> {
        StoreReader store(bytes, reading);
        SOURIS_RETURN_IF_ERROR(store.open_packed());
        SOURIS_RETURN_IF_ERROR(read_root(store, reader, object));
        return store.close_packed();
    });
}

}}}  // namespace souris::v0::detail
