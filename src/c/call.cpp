// SPDX-License-Identifier: MIT
#include "c/call.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <string>
#include <utility>

#include <souris/bytes.hpp>
#include <souris/config.hpp>
#include <souris/error.hpp>
#include <souris/type.hpp>
#include <souris/utf8.hpp>

#include "base/return_if_error.hpp"

namespace souris { inline namespace v0 { namespace detail {

namespace {

/// Copies text with a zero byte after it; cuts it between characters.
template <std::size_t Size>
void copy_text(char (&target)[Size], std::string_view text) noexcept {
    std::size_t size = std::min(text.size(), Size - 1);
    const auto is_inner = [&](std::size_t at) {
        return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
    };
    while (size != 0 && size != text.size() && is_inner(size))
        --size;
    std::memcpy(target, text.data(), size);
    target[size] = '\0';
}

}  // namespace

souris_code tell(souris_error* target, const Error& error) noexcept {
    const auto code = static_cast<souris_code>(error.code);
    if (target == nullptr) return code;
    target->code = code;
    target->has_offset = error.offset ? 1 : 0;
    target->is_unpacked_offset = error.offset_base == OffsetBase::unpacked ? 1 : 0;
    target->offset = error.offset.value_or(0);
    copy_text(target->path, error.path);
    try {
        copy_text(target->message, error.message());
    } catch (const std::bad_alloc&) {
        copy_text(target->message, phrase_of(error.code));
    }
    return code;
}

tl::unexpected<Error> refused_argument(std::string why) {
    return failure(Error(ErrorCode::invalid_argument, std::move(why)));
}

Result<void> check_pointer(const void* pointer, std::string_view name) {
    if (pointer != nullptr) return {};
    return refused_argument(std::string(name) + " is null");
}

Result<std::string_view> text_argument(const char* text, std::size_t length) {
    if (text == nullptr) return refused_argument("text is null");
    if (length == SOURIS_ZERO_TERMINATED) return std::string_view(text);
    SOURIS_ASSIGN_OR_RETURN(const auto bytes, bytes_argument(text, length));
    return as_text(bytes);
}

Result<std::span<const std::byte>> bytes_argument(const void* bytes, std::size_t size) {
    if (bytes == nullptr && size != 0) {
        return refused_argument("bytes is null");
    }
    // Such as the -1 of a call that failed.
    if (size > static_cast<std::size_t>(std::numeric_limits<std::ptrdiff_t>::max())) {
        return refused_argument("the size is more than memory can have");
    }
    return std::span(static_cast<const std::byte*>(bytes), size);
}

}}}  // namespace souris::v0::detail

const char* souris_version() {
    return SOURIS_VERSION_STRING;
}

// Both are literals, which end in a zero byte.
const char* souris_code_name(int code) {
    if (code == SOURIS_OK) return "ok";
    const bool is_code = code > 0 && code <= 0xFFFF;
    return souris::name_of(static_cast<souris::ErrorCode>(is_code ? code : 0xFFFF)).data();
}

const char* souris_type_name(int type) {
    const bool is_type = type >= 0 && type < static_cast<int>(souris::type_count);
    return is_type ? souris::name_of(static_cast<souris::Type>(type)).data() : "unknown";
}
