// SPDX-License-Identifier: MIT
#include <string>

#include <souris/codec.hpp>
#include <souris/cursor.hpp>
#include <souris/object_value.hpp>
#include <souris/sink.hpp>

#include "base/out_of_memory.hpp"
#include "base/return_if_error.hpp"
#include "codec/announced.hpp"

namespace souris { inline namespace v0 { namespace detail {

namespace {

/// Bytes that only pass from one form to the other are not worth packing.
EncodeOptions unpacked(EncodeOptions options) {
    options.profile = Profile::stored;
    return options;
}

/// Positions are those of bytes that nobody has.
template <class T>
Result<T> without_offset(Result<T> result) {
    if (!result) result.error().offset.reset();
    return result;
}

template <class Source>
Result<void> read_from_bytes_of(const Source& value, const DecodeOptions& options,
                                ObjectReader reader, void* object) {
    return or_out_of_memory([&]() -> Result<void> {
        Sink sink;
        EncodeOptions writing;
        writing.limits = Limits::unlimited();
        SOURIS_RETURN_IF_ERROR(encode_value(sink, value, nullptr, unpacked(writing)));
        Cursor cursor(sink.view());
        return without_offset(
            decode_object(cursor, {.is_temporary = true}, options, reader, object));
    });
}

}  // namespace

Result<Value> object_to_value(const EncodeOptions& options, WriteObject write, const void* object) {
    return or_out_of_memory([&]() -> Result<Value> {
        Sink sink;
        SOURIS_RETURN_IF_ERROR(encode_object(sink, unpacked(options), write, object));
        DecodeOptions reading;
        reading.limits = options.limits;
        Cursor cursor(sink.view());
        auto value = without_offset(decode_value(cursor, nullptr, options.layout, reading));
        if (value ? cursor.at_end() : kind_of(value.error().code) != ErrorKind::bad_input)
            return value;
        return failure(not_as_announced(value ? std::string() : value.error().path));
    });
}

Result<void> object_from_value(const Value& value, const DecodeOptions& options,
                               ObjectReader reader, void* object) {
    return read_from_bytes_of(value, options, reader, object);
}

Result<void> object_from_value(ValueView value, const DecodeOptions& options, ObjectReader reader,
                               void* object) {
    return read_from_bytes_of(value, options, reader, object);
}

}}}  // namespace souris::v0::detail
