// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include <souris/detail/enumeration_codec.hpp>
#include <souris/detail/tuple_codecs.hpp>

namespace souris { inline namespace v0 { namespace detail {

bool read_tuple(Decoder& decoder, const ValueReader* readers, void* const* parts,
                std::size_t count) {
    std::size_t found = 0;
    if (!decoder.begin_array(found)) return false;
    if (found != count) return decoder.fail_count(found, count);
    for (std::size_t i = 0; i != count; ++i) {
        decoder.next_element();
        if (!read_with(decoder, readers[i], parts[i])) return decoder.in_element(i);
    }
    decoder.end();
    return true;
}

bool write_tuple(Encoder& encoder, const ValueWriter* writers, const void* const* parts,
                 std::size_t count) {
    if (!encoder.begin_array(count)) return false;
    for (std::size_t i = 0; i != count; ++i) {
        if (!write_with(encoder, writers[i], parts[i])) return encoder.in_element(i);
    }
    encoder.end();
    return true;
}

bool read_elements(Decoder& decoder, const ValueReader& reader, void* first, std::size_t count,
                   std::size_t size) {
    std::size_t found = 0;
    if (!decoder.begin_array(found)) return false;
    if (found != count) return decoder.fail_count(found, count);
    if (!decoder.read_elements(first, 0, count, size, reader)) return false;
    decoder.end();
    return true;
}

bool write_elements(Encoder& encoder, const ValueWriter& writer, const void* first,
                    std::size_t count, std::size_t size) {
    if (!encoder.begin_array(count) || !encoder.write_elements(first, count, size, writer))
        return false;
    encoder.end();
    return true;
}

bool read_alternative(Decoder& decoder, std::span<const std::string_view> names, std::size_t count,
                      std::size_t& index) {
    if (names.empty() || !decoder.next_is(Type::string)) {
        if (!decoder.read_integer(index)) return false;
        return index < count || decoder.fail(ErrorCode::index_out_of_range, "no such alternative");
    }
    std::string_view found;
    if (!decoder.read_text(found)) return false;
    index = static_cast<std::size_t>(std::ranges::find(names, found) - names.begin());
    if (index < count) return true;
    std::string known;
    for (const std::string_view name : names)
        add_name(known, name);
    return fail_name(decoder, found, known);
}

}}}  // namespace souris::v0::detail
