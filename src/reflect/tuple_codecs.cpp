// SPDX-License-Identifier: MIT
#include <cstddef>

#include <souris/tuple_codecs.hpp>

namespace souris::inline v0::detail {

bool read_tuple(Decoder& decoder, const PartReader* readers, void* const* parts,
                std::size_t count) {
    std::size_t found = 0;
    if (!decoder.begin_array(found)) return false;
    if (found != count) return decoder.fail_count(found, count);
    for (std::size_t i = 0; i != count; ++i) {
        decoder.next_element();
        if (!read_part(decoder, readers[i], parts[i])) return decoder.in_element(i);
    }
    decoder.end();
    return true;
}

bool write_tuple(Encoder& encoder, const PartWriter* writers, const void* const* parts,
                 std::size_t count) {
    if (!encoder.begin_array(count)) return false;
    for (std::size_t i = 0; i != count; ++i) {
        if (!write_part(encoder, writers[i], parts[i])) return encoder.in_element(i);
    }
    encoder.end();
    return true;
}

}  // namespace souris::inline v0::detail
