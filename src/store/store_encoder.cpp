// SPDX-License-Identifier: MIT
#include <new>

#include <souris/cursor.hpp>
#include <souris/store.hpp>

#include "base/try.hpp"
#include "codec/content_reader.hpp"
#include "store/body.hpp"
#include "store/container.hpp"

namespace souris {

namespace {

Bytes write_container(const detail::Body& body, const WriteOptions& options) {
    Sink sink;
    sink.write_bytes(as_byte_span(detail::store_magic));
    write_body(sink, body, options.layout);
    const bool has_checksum = options.checksum.value_or(options.profile != Profile::smallest);
    if (has_checksum || detail::needs_trailer(sink.view(), options.layout)) {
        sink.write_bytes(detail::make_trailer(sink.view()));
    }
    return sink.take();
}

}  // namespace

Result<Bytes> encode_store(const Store& store, const WriteOptions& options) {
    try {
        Sink tree;
        SOURIS_CHECK(encode_value(tree, store.root(), nullptr, detail::tree_options(options)));
        const detail::Body body = detail::make_body(tree.take(), options);
        SOURIS_CHECK(detail::check_body_size(body, options));
        Bytes bytes = write_container(body, options);
        SOURIS_CHECK(detail::check_input_size(bytes.size(), options.limits));
        return bytes;
    } catch (const std::bad_alloc&) {
        return failure(Error(ErrorCode::out_of_memory));
    }
}

Result<void> save(const std::string& path, const Store& store, const SaveOptions& options) {
    SOURIS_TRY(const Bytes bytes, encode_store(store, options));
    return write_file(path, bytes, options);
}

}  // namespace souris
