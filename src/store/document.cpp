// SPDX-License-Identifier: MIT
#include <utility>

#include <souris/document.hpp>

#include "base/out_of_memory.hpp"
#include "base/return_if_error.hpp"
#include "codec/tape.hpp"
#include "file/charged_file.hpp"
#include "store/store_reader.hpp"

namespace souris { inline namespace v0 {

Document::Document(Document&& other) noexcept
    : bytes_(std::move(other.bytes_)),
      parser_(std::move(other.parser_)),
      root_(std::exchange(other.root_, detail::null_view())) {}

Document& Document::operator=(Document&& other) noexcept {
    Document taken(std::move(other));
    bytes_.swap(taken.bytes_);
    parser_ = std::move(taken.parser_);
    root_ = taken.root_;
    return *this;
}

Result<Document> Document::read(std::span<const std::byte> bytes, Form form,
                                const ReadOptions& options) {
    const bool is_store = form == Form::store;
    detail::StoreReader reader(bytes, options);
    SOURIS_RETURN_IF_ERROR(is_store ? reader.open() : reader.open_packed());
    Parser parser;
    auto root = parser.parse(reader.body(), reader.text(), reader.layout(), reader.root_options());
    if (!root) return failure(reader.locate(std::move(root).error()));
    SOURIS_RETURN_IF_ERROR(is_store ? reader.close() : reader.close_packed());
    Bytes unpacked;
    // Views point into the memory of the block, which does not move with the block object.
    if (reader.is_unpacked()) unpacked = std::move(*reader.take_block()).take();
    return Document(std::move(parser), *root, std::move(unpacked));
}

Result<Document> Document::try_read(std::span<const std::byte> bytes, Form form,
                                    const ReadOptions& options) {
    return detail::or_out_of_memory([&] { return read(bytes, form, options); });
}

Result<Document> Document::keep(Bytes bytes, Form form, const ReadOptions& options) {
    auto document = try_read(bytes, form, options);
    // If the body was unpacked, views do not need the input.
    if (document && document->bytes_.empty()) document->bytes_ = std::move(bytes);
    return document;
}

Result<Document> Document::view(std::span<const std::byte> bytes, const ReadOptions& options) {
    return try_read(bytes, Form::store, options);
}

Result<Document> Document::parse(Bytes bytes, const ReadOptions& options) {
    return keep(std::move(bytes), Form::store, options);
}

Result<Document> Document::unpack_view(std::span<const std::byte> bytes,
                                       const DecodeOptions& options) {
    return try_read(bytes, Form::packed, ReadOptions{options, false});
}

Result<Document> Document::unpack(Bytes bytes, const DecodeOptions& options) {
    return keep(std::move(bytes), Form::packed, ReadOptions{options, false});
}

Result<Document> Document::open(const std::string& path, const ReadOptions& options) {
    Budget memory(options.limits.max_memory);
    SOURIS_ASSIGN_OR_RETURN(Bytes bytes, detail::read_file(path, options.limits.max_input, memory));
    ReadOptions rest = options;
    rest.limits.max_memory = memory.left();
    return parse(std::move(bytes), rest);
}

}}  // namespace souris::v0
