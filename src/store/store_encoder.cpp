// SPDX-License-Identifier: MIT
#include "store/store_encoder.hpp"

#include <cassert>
#include <utility>

#include <souris/cursor.hpp>

#include "base/out_of_memory.hpp"
#include "base/return_if_error.hpp"
#include "codec/content_reader.hpp"
#include "store/body.hpp"
#include "store/framing.hpp"

namespace souris { inline namespace v0 {

namespace {

Bytes write_framed(const detail::Body& body, const WriteOptions& options) {
    Sink sink;
    sink.write_bytes(as_byte_span(detail::store_magic));
    write_body(sink, body, options.layout);
    assert(detect_layout(sink.view()) == options.layout);
    const bool has_checksum =
        options.checksum.value_or(options.profile != Profile::smallest && !options.canonical);
    if (has_checksum || detail::needs_trailer(sink.view(), options.layout)) {
        sink.write_bytes(detail::make_trailer(sink.view()));
    }
    return sink.take();
}

}  // namespace

Result<Bytes> detail::make_store(Bytes tree, const WriteOptions& options) {
    if (options.canonical && options.checksum == true) {
        return failure(Error(ErrorCode::contradictory_options, "canonical form and a checksum"));
    }
    const Body body = make_body(std::move(tree), options);
    SOURIS_RETURN_IF_ERROR(check_body_size(body, options));
    Bytes bytes = write_framed(body, options);
    SOURIS_RETURN_IF_ERROR(check_input_size(bytes.size(), options.limits));
    return bytes;
}

EncodeOptions detail::encode_options(const PackOptions& options) noexcept {
    EncodeOptions encoding;
    encoding.profile = options.profile;
    encoding.extended = options.extended;
    encoding.limits = options.limits;
    encoding.canonical = options.canonical;
    return encoding;
}

Result<Bytes> detail::make_packed(Bytes tree, const EncodeOptions& options) {
    const Body body = make_body(std::move(tree), options);
    SOURIS_RETURN_IF_ERROR(check_body_size(body, options));
    Sink sink;
    write_body(sink, body, options.layout);
    SOURIS_RETURN_IF_ERROR(check_input_size(sink.view().size(), options.limits));
    assert(is_packed(sink.view()));
    return sink.take();
}

Result<Bytes> encode_store(const Store& store, const WriteOptions& options) {
    return detail::or_out_of_memory([&]() -> Result<Bytes> {
        Sink tree;
        SOURIS_RETURN_IF_ERROR(
            encode_value(tree, store.root(), nullptr, detail::tree_options(options)));
        return detail::make_store(tree.take(), options);
    });
}

Result<void> save(const std::string& path, const Store& store, const SaveOptions& options) {
    SOURIS_ASSIGN_OR_RETURN(const Bytes bytes, encode_store(store, options));
    return write_file(path, bytes, options);
}

}}  // namespace souris::v0
