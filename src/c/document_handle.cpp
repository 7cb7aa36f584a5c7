// SPDX-License-Identifier: MIT
#include <optional>
#include <span>
#include <utility>

#include <souris/document.hpp>
#include <souris/packed.hpp>
#include <souris/parser.hpp>

#include "base/return_if_error.hpp"
#include "c/call.hpp"
#include "c/handle.hpp"
#include "c/options.hpp"
#include "c/view_handle.hpp"
#include "codec/content_reader.hpp"
#include "codec/tape.hpp"

using souris::Bytes;
using souris::Document;
using souris::Parser;
using souris::Result;
using souris::ValueView;
using souris::detail::Handle;
using souris::detail::HandleKind;

/// A `Document`, or a value that was parsed from `bytes`.
struct souris_document final : Handle {
    static constexpr auto handle_kind = HandleKind::document;
    static constexpr const char* handle_name = "document";

    souris_document(const souris_allocator& hooks, std::size_t handle_size,
                    Document parsed) noexcept
        : Handle(handle_kind, hooks, handle_size),
          document(std::move(parsed)),
          root(document->root()) {}
    souris_document(const souris_allocator& hooks, std::size_t handle_size, Parser used,
                    ValueView parsed, Bytes parsed_bytes) noexcept
        : Handle(handle_kind, hooks, handle_size),
          bytes(std::move(parsed_bytes)),
          parser(std::move(used)),
          root(parsed) {}

    std::optional<Document> document;
    Bytes bytes;
    std::optional<Parser> parser;
    ValueView root;
};

namespace souris { inline namespace v0 { namespace detail {

namespace {

/// `read` gives a `Document` for the options.
template <class Read>
souris_code make_document(const souris_read_options* options, souris_document** document,
                          souris_error* error, Read read) noexcept {
    return call(error, [&]() -> Result<void> {
        SOURIS_RETURN_IF_ERROR(check_pointer(document, "document"));
        SOURIS_ASSIGN_OR_RETURN(const ReadArguments arguments, read_arguments(options));
        Result<Document> parsed = read(arguments.options);
        if (!parsed) return failure(std::move(parsed).error());
        *document = make_handle<souris_document>(arguments.hooks, 0, *std::move(parsed));
        return {};
    });
}

Bytes copy_of(std::span<const std::byte> bytes) {
    return {bytes.begin(), bytes.end()};
}

}  // namespace

extern "C" {

SOURIS_API souris_code souris_document_open(const char* path, const souris_read_options* options,
                                            souris_document** document, souris_error* error) {
    return make_document(options, document, error,
                         [&](const souris::ReadOptions& reading) -> Result<Document> {
                             SOURIS_RETURN_IF_ERROR(check_pointer(path, "path"));
                             return Document::open(path, reading);
                         });
}

SOURIS_API souris_code souris_document_parse(const void* bytes, size_t size,
                                             const souris_read_options* options,
                                             souris_document** document, souris_error* error) {
    return make_document(
        options, document, error, [&](const souris::ReadOptions& reading) -> Result<Document> {
            SOURIS_ASSIGN_OR_RETURN(const auto input, bytes_argument(bytes, size));
            SOURIS_RETURN_IF_ERROR(check_input_size(input.size(), reading.limits));
            return souris::is_packed(input) ? Document::unpack(copy_of(input), reading)
                                            : Document::parse(copy_of(input), reading);
        });
}

SOURIS_API souris_code souris_document_borrow(const void* bytes, size_t size,
                                              const souris_read_options* options,
                                              souris_document** document, souris_error* error) {
    return make_document(options, document, error,
                         [&](const souris::ReadOptions& reading) -> Result<Document> {
                             SOURIS_ASSIGN_OR_RETURN(const auto input, bytes_argument(bytes, size));
                             return souris::is_packed(input) ? Document::unpack_view(input, reading)
                                                             : Document::view(input, reading);
                         });
}

SOURIS_API souris_code souris_document_decode(const void* bytes, size_t size,
                                              const souris_read_options* options,
                                              souris_document** document, souris_error* error) {
    return call(error, [&]() -> Result<void> {
        SOURIS_RETURN_IF_ERROR(check_pointer(document, "document"));
        SOURIS_ASSIGN_OR_RETURN(const ReadArguments arguments, read_arguments(options));
        SOURIS_ASSIGN_OR_RETURN(const auto input, bytes_argument(bytes, size));
        SOURIS_RETURN_IF_ERROR(check_input_size(input.size(), arguments.options.limits));
        Bytes own = copy_of(input);
        Parser parser;
        auto root = parser.parse(own, arguments.options);
        if (!root) return failure(std::move(root).error());
        *document = make_handle<souris_document>(arguments.hooks, 0, std::move(parser), *root,
                                                 std::move(own));
        return {};
    });
}

SOURIS_API souris_view souris_document_root(const souris_document* document) {
    return is_handle(document) ? to_c(document->root) : souris_view{};
}

SOURIS_API void souris_document_free(souris_document* document) {
    free_handle(document);
}

}  // extern "C"

}}}  // namespace souris::v0::detail
