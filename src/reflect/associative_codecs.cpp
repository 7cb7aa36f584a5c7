// SPDX-License-Identifier: MIT
#include <cstddef>
#include <cstdint>
#include <string_view>

#include <souris/detail/associative_codecs.hpp>

namespace souris { inline namespace v0 { namespace detail {

bool read_map(Decoder& decoder, const MapReader& reader, void* container) {
    std::size_t count = 0;
    if (!decoder.begin_map(count) ||
        !charge_nodes(decoder, reader.element_memory, reader.first_memory, count)) {
        return false;
    }
    for (std::size_t i = 0; i != count; ++i) {
        std::string_view key;
        if (!decoder.read_key(key)) return false;
        const std::uint64_t key_memory = reader.has_views ? 0 : Decoder::text_memory(key.size());
        // The key is held twice: in the new entry, and in the copy of it in the container.
        if (!decoder.charge(2, key_memory)) return false;
        if (reader.has_views && !decoder.check_view(key)) return false;
        bool is_new = false;
        void* const mapped = reader.place(container, key, is_new);
        decoder.give_back(key_memory);
        if (!is_new && decoder.options().strict) {
            decoder.fail(ErrorCode::duplicate_key);
            return decoder.in_key(key);
        }
        if (!read_with(decoder, reader.mapped, mapped)) return decoder.in_key(key);
    }
    decoder.end();
    return true;
}

}}}  // namespace souris::v0::detail
