// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

#include <souris/codec.hpp>
#include <souris/cursor.hpp>
#include <souris/decoder.hpp>
#include <souris/detail/decode_object.hpp>

#include "base/error_at.hpp"
#include "base/out_of_memory.hpp"
#include "base/return_if_error.hpp"
#include "codec/content_reader.hpp"
#include "codec/repeated_keys.hpp"

namespace souris { inline namespace v0 {

// Here, where it is inlined: nothing else makes a decoder.
SOURIS_ALWAYS_INLINE inline Decoder::Decoder(detail::ContentReader& content, const Cursor& cursor,
                                             const DecodeOptions& options,
                                             bool is_temporary) noexcept
    : position_(cursor.rest().data()),
      end_(position_ + cursor.remaining()),
      begin_(position_ - cursor.offset()),
      max_depth_(std::min(options.limits.max_depth, max_object_depth)),
      value_(position_),
      content_(content),
      memory_(content.memory()),
      nodes_(content.nodes()),
      options_(options),
      is_quick_(!options.strict && end_ - begin_ >= std::ptrdiff_t{sizeof(std::uint64_t)}),
      is_temporary_(is_temporary) {}

namespace detail {

namespace {

/// Checks strictly a value of which parts were skipped.
Result<void> check_skipped(const Cursor& cursor, const ObjectSource& source,
                           const DecodeOptions& options, std::uint64_t max_memory) {
    DecodeOptions rest = options;
    rest.limits.max_memory = max_memory;
    return check_strictly(cursor, source.text, source.layout, rest);
}

/// Reads once more after `error`: of a repeated key only the last value counts, even if an earlier
/// value does not fit the object.
Result<void> decode_last_values(Cursor& cursor, const ObjectSource& source,
                                const DecodeOptions& options, ObjectReader reader, void* object,
                                Error error) {
    if (options.strict || reader.renew == nullptr || kind_of(error.code) == ErrorKind::limit)
        return failure(std::move(error));
    reader.renew(object);
    Cursor behind = cursor;
    DecodeOptions rest = options;
    const auto bytes = bytes_of_last_values(behind, source.text, source.layout, rest);
    if (!bytes) return failure(std::move(error));
    Cursor edited(*bytes);
    auto done =
        decode_object(edited, {source.text, source.layout, true}, rest, reader.read, object);
    // The original error has the offset in the given bytes.
    if (!done) return failure(std::move(error));
    cursor = behind;
    return done;
}

}  // namespace

/// Reads one object, by a decoder of its own.
class ObjectDecoding {
  public:
    // Inline, so that the cursor stays out of memory: that would take as long as a small object.
    SOURIS_ALWAYS_INLINE static Result<void> run(Cursor& cursor, const ObjectSource& source,
                                                 const DecodeOptions& options, ObjectReader reader,
                                                 void* object) {
        return or_out_of_memory([&]() SOURIS_ALWAYS_INLINE -> Result<void> {
            if (cursor.remaining() > options.limits.max_input) {
                return check_input_size(cursor.remaining(), options.limits);
            }
            ContentReader content(cursor, source.text, source.layout, options);
            Decoder decoder(content, cursor, options, source.is_temporary);
            const bool is_counted = content.nodes().charge(1) ||
                                    decoder.fail_content(content.exceed(Limit::nodes).value());
            if (!is_counted || !reader.read(decoder, object)) [[unlikely]] {
                return decode_last_values(cursor, source, options, reader, object,
                                          decoder.error_.take());
            }
            // Repeated keys were checked in what was read, but not in what was skipped.
            if (decoder.has_skipped_ && options.strict) [[unlikely]]
                SOURIS_RETURN_IF_ERROR(
                    check_skipped(cursor, source, options, decoder.memory_.left()));
            cursor.seek(static_cast<std::size_t>(decoder.position_ - decoder.begin_));
            // Not `{}`, which would first clear the space of an error.
            Result<void> done;
            return done;
        });
    }
};

Result<void> decode_object(Cursor& cursor, const ObjectSource& source, const DecodeOptions& options,
                           ObjectReader reader, void* object) {
    return ObjectDecoding::run(cursor, source, options, reader, object);
}

Result<void> decode_object(std::span<const std::byte> bytes, const DecodeOptions& options,
                           Layout layout, ObjectReader reader, void* object) {
    // Prefetches all of a small object, which is seldom in the cache, while reading starts.
    __builtin_prefetch(bytes.data() + bytes.size() / 2);
    __builtin_prefetch(bytes.data() + bytes.size());
    Cursor cursor(bytes);
    Result<void> done = ObjectDecoding::run(cursor, {.layout = layout}, options, reader, object);
    if (done && options.strict && !cursor.at_end()) {
        done = failure(error_at(ErrorCode::trailing_bytes, cursor.offset()));
    }
    return done;
}

}  // namespace detail

}}  // namespace souris::v0
