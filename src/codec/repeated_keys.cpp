// SPDX-License-Identifier: MIT
#include "codec/repeated_keys.hpp"

#include "base/return_if_error.hpp"
#include "codec/tape.hpp"
#include "codec/tape_builder.hpp"

namespace souris { inline namespace v0 { namespace detail {

namespace {

Result<bool> has_repeated_keys(Cursor cursor, const TextDecoder* text, Layout layout,
                               const DecodeOptions& options) {
    Tape tape;
    SOURIS_RETURN_IF_ERROR(
        build_tape(tape, cursor, text, layout, options, RepeatedKeys::looked_for));
    return tape.has_repeated_keys;
}

}  // namespace

Result<void> check_strictly(const Cursor& cursor, const TextDecoder* text, Layout layout,
                            const DecodeOptions& options) {
    Cursor at_value = cursor;
    Tape tape;
    return build_tape(tape, at_value, text, layout, options);
}

Result<Bytes> bytes_of_last_values(Cursor& cursor, const TextDecoder* text, Layout layout,
                                   DecodeOptions& options) {
    SOURIS_ASSIGN_OR_RETURN(const bool is_repeated,
                            has_repeated_keys(cursor, text, layout, options));
    if (!is_repeated) return failure(Error(ErrorCode::unrepresentable));
    EncodeOptions encoding;
    encoding.layout = layout;
    encoding.profile = Profile::stored;
    encoding.limits = options.limits;
    // The bytes take no more memory than the tree, and twice that much again while they grow.
    options.limits.max_memory /= 4;
    SOURIS_ASSIGN_OR_RETURN(const Value tree, decode_value(cursor, text, layout, options));
    return encode_value(tree, encoding);
}

}}}  // namespace souris::v0::detail
