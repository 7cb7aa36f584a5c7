// SPDX-License-Identifier: MIT
#include <cstddef>
#include <cstring>
#include <optional>
#include <span>

#include <souris/detail/integer_wire.hpp>
#include <souris/document_scanner.hpp>
#include <souris/value_scanner.hpp>

#include "base/return_if_error.hpp"
#include "c/call.hpp"
#include "c/handle.hpp"
#include "c/options.hpp"

using souris::DocumentScanner;
using souris::ReadOptions;
using souris::Scanner;
using souris::ValueScanner;
using souris::detail::Handle;
using souris::detail::HandleKind;

struct souris_scanner final : Handle {
    static constexpr auto handle_kind = HandleKind::scanner;
    static constexpr const char* handle_name = "scanner";

    souris_scanner(const souris_allocator& hooks, std::size_t handle_size, int items,
                   const ReadOptions& options)
        : Handle(handle_kind, hooks, handle_size) {
        if (items == SOURIS_VALUES) {
            values.emplace(options);
        } else {
            documents.emplace(options);
        }
    }

    [[nodiscard]] Scanner& scanner() noexcept {
        return values ? static_cast<Scanner&>(*values) : *documents;
    }
    [[nodiscard]] const Scanner& scanner() const noexcept {
        return values ? static_cast<const Scanner&>(*values) : *documents;
    }

    /// One of them.
    std::optional<ValueScanner> values;
    std::optional<DocumentScanner> documents;
};

namespace souris { inline namespace v0 { namespace detail {

extern "C" {

SOURIS_API souris_code souris_scanner_create(int items, const souris_read_options* options,
                                             souris_scanner** scanner, souris_error* error) {
    return call(error, [&]() -> Result<void> {
        SOURIS_RETURN_IF_ERROR(check_pointer(scanner, "scanner"));
        SOURIS_ASSIGN_OR_RETURN(const ReadArguments arguments, read_arguments(options));
        if (items != SOURIS_MESSAGES && items != SOURIS_VALUES) {
            return refused_argument("no such kind of items");
        }
        *scanner = make_handle<souris_scanner>(arguments.hooks, 0, items, arguments.options);
        return {};
    });
}

SOURIS_API void souris_scanner_free(souris_scanner* scanner) {
    free_handle(scanner);
}

SOURIS_API souris_code souris_scanner_append(souris_scanner* scanner, const void* bytes,
                                             size_t size, souris_error* error) {
    return call(error, [&]() -> Result<void> {
        SOURIS_RETURN_IF_ERROR(check_handle(scanner));
        SOURIS_ASSIGN_OR_RETURN(const auto piece, bytes_argument(bytes, size));
        if (scanner->scanner().is_finished()) {
            return refused_argument("the scanner is finished");
        }
        return scanner->scanner().append(piece);
    });
}

SOURIS_API souris_code souris_scanner_next(souris_scanner* scanner, const unsigned char** item,
                                           size_t* size, souris_error* error) {
    return call(error, [&]() -> Result<void> {
        SOURIS_RETURN_IF_ERROR(check_handle(scanner));
        SOURIS_RETURN_IF_ERROR(check_pointer(item, "item"));
        SOURIS_RETURN_IF_ERROR(check_pointer(size, "size"));
        SOURIS_ASSIGN_OR_RETURN(const auto found, scanner->scanner().next());
        *item = found ? reinterpret_cast<const unsigned char*>(found->data()) : nullptr;
        *size = found ? found->size() : 0;
        return {};
    });
}

SOURIS_API souris_code souris_scanner_finish(souris_scanner* scanner, souris_error* error) {
    return call(error, [&]() -> Result<void> {
        SOURIS_RETURN_IF_ERROR(check_handle(scanner));
        return scanner->scanner().finish();
    });
}

SOURIS_API uint64_t souris_scanner_offset(const souris_scanner* scanner) {
    return is_handle(scanner) ? scanner->scanner().item_offset() : 0;
}

SOURIS_API size_t souris_message_head(uint64_t size, unsigned char head[9]) {
    if (head == nullptr) return 0;
    std::byte bytes[max_integer_size];
    const auto count = static_cast<size_t>(store_unsigned(bytes, size) - bytes);
    std::memcpy(head, bytes, count);
    return count;
}

}  // extern "C"

}}}  // namespace souris::v0::detail
