// SPDX-License-Identifier: MIT
#include <new>
#include <utility>

#include <souris/document.hpp>

#include "base/try.hpp"
#include "store/store_reader.hpp"

namespace souris {

Result<Document> Document::read(std::span<const std::byte> bytes, const ReadOptions& options) {
    detail::StoreReader reader(bytes, options);
    SOURIS_CHECK(reader.open());
    Parser parser;
    const auto root =
        parser.parse(reader.body(), reader.text(), reader.layout(), reader.root_options());
    if (!root) return failure(reader.locate(root.error()));
    SOURIS_CHECK(reader.close(root->type()));
    Bytes unpacked;
    // Views point into the memory of the block, which stays where it is when it is moved.
    if (reader.is_unpacked()) unpacked = std::move(*reader.take_block()).take();
    return Document(std::move(parser), *root, std::move(unpacked));
}

Result<Document> Document::view(std::span<const std::byte> bytes, const ReadOptions& options) {
    try {
        return read(bytes, options);
    } catch (const std::bad_alloc&) {
        return failure(Error(ErrorCode::out_of_memory));
    }
}

Result<Document> Document::parse(Bytes bytes, const ReadOptions& options) {
    auto document = view(bytes, options);
    // Unpacked, the body is all that views need.
    if (document && document->bytes_.empty()) document->bytes_ = std::move(bytes);
    return document;
}

Result<Document> Document::open(const std::string& path, const ReadOptions& options) {
    SOURIS_TRY(Bytes bytes, read_file(path, options.limits.max_input));
    return parse(std::move(bytes), options);
}

}  // namespace souris
