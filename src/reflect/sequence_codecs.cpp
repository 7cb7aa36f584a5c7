// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

#include <souris/detail/sequence_codecs.hpp>

#include "codec/quick_decoder.hpp"

namespace souris { inline namespace v0 { namespace detail {

namespace {

/// Reads into a container that has `present` elements, at most `count`, which keep their memory.
bool read_contiguous(Decoder& decoder, const SequenceReader& reader, void* container,
                     std::size_t count, std::size_t present) {
    // Few enough to be still in the cache when they are read.
    constexpr std::size_t at_once = 32;
    // Memory that each unread byte of input may claim.
    constexpr std::size_t claimed_per_byte = 16;
    std::size_t capacity = reader.reserve(container, 0);
    std::uint64_t charged = 0;
    for (std::size_t done = 0; done != count;) {
        const std::size_t end = done + std::min(count - done, at_once);
        if (end > capacity) {
            const std::size_t claimable = claimed_per_byte * decoder.remaining() / reader.size;
            const std::size_t grown = std::min(count, std::max({end, 2 * done, claimable}));
            const std::uint64_t moved = std::max(done, present) * reader.moved_memory;
            const std::uint64_t size = allocation_size(grown * reader.size);
            if (!decoder.charge(1, size) || !decoder.charge(1, moved)) return false;
            capacity = reader.reserve(container, grown);
            // A container that grows by itself reserves twice the room, and keeps its old elements
            // until then.
            if (capacity < grown) {
                if (!decoder.charge(2, size)) return false;
                capacity = grown;
            }
            decoder.give_back(charged + moved);
            charged = size;
        }
        if (!decoder.charge(end - done, reader.element_memory)) return false;
        void* const first = reader.resize(container, std::max(end, present));
        if (!decoder.read_elements(first, done, end, reader.size, reader.element)) return false;
        done = end;
    }
    return true;
}

bool read_nodes(Decoder& decoder, const SequenceReader& reader, void* container,
                std::size_t count) {
    for (std::size_t i = 0; i != count; ++i) {
        decoder.next_element();
        if (!read_with(decoder, reader.element, reader.append(container))) {
            return decoder.in_element(i);
        }
    }
    return true;
}

}  // namespace

bool read_sequence(Decoder& decoder, const SequenceReader& reader, void* container) {
    std::size_t count = 0;
    if (reader.resize != nullptr) {
        if (!decoder.begin_array(count)) return false;
        const std::size_t present = reader.keep(container, count);
        bool& resets_absent = QuickDecoder::resets_absent(decoder);
        const bool before = std::exchange(resets_absent, resets_absent || present != 0);
        if (!read_contiguous(decoder, reader, container, count, present)) return false;
        resets_absent = before;
    } else {
        reader.keep(container, 0);
        if (!decoder.begin_array(count) ||
            !charge_nodes(decoder, reader.element_memory, reader.first_memory, count) ||
            !read_nodes(decoder, reader, container, count)) {
            return false;
        }
    }
    decoder.end();
    return true;
}

bool write_range(Encoder& encoder, const ValueWriter& element, std::size_t count, void* iterator,
                 const void* (*next)(void* iterator)) {
    const std::uint64_t before = encoder.size();
    for (std::size_t i = 0; i != count;) {
        if (!write_with(encoder, element, next(iterator))) return encoder.in_element(i);
        ++i;
        if (Encoder::should_refresh_estimate(i, count)) encoder.expect_elements(before, i, count);
    }
    return true;
}

}}}  // namespace souris::v0::detail
