// SPDX-License-Identifier: MIT
#include <souris/parser.hpp>

#include "base/error_at.hpp"
#include "base/out_of_memory.hpp"
#include "base/return_if_error.hpp"
#include "codec/tape.hpp"
#include "codec/tape_builder.hpp"

namespace souris { inline namespace v0 {

Parser::Parser() = default;
Parser::Parser(Parser&& other) noexcept = default;
Parser& Parser::operator=(Parser&& other) noexcept = default;
Parser::~Parser() = default;

Result<ValueView> Parser::parse(Cursor& cursor, const TextDecoder* text, Layout layout,
                                const DecodeOptions& options) {
    return detail::or_out_of_memory([&]() -> Result<ValueView> {
        if (tape_ == nullptr) tape_ = std::make_unique<detail::Tape>();
        SOURIS_RETURN_IF_ERROR(detail::build_tape(*tape_, cursor, text, layout, options));
        return tape_->root();
    });
}

Result<ValueView> Parser::parse(std::span<const std::byte> bytes, const DecodeOptions& options,
                                Layout layout) {
    Cursor cursor(bytes);
    SOURIS_ASSIGN_OR_RETURN(const ValueView root, parse(cursor, nullptr, layout, options));
    if (options.strict && !cursor.at_end()) {
        return failure(detail::error_at(ErrorCode::trailing_bytes, cursor.offset()));
    }
    return root;
}

}}  // namespace souris::v0
