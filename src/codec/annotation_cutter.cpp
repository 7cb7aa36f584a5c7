// SPDX-License-Identifier: MIT
#include "codec/annotation_cutter.hpp"

#include <algorithm>

#include <souris/compression.hpp>
#include <souris/detail/integer_wire.hpp>

namespace souris { inline namespace v0 { namespace detail {

void AnnotationCutter::cut(AnnotationKind kind, std::size_t size, std::uint64_t number) {
    next_.content = rest_.first(std::min(size, rest_.size()));
    if (next_.content.empty()) return;
    next_.kind = kind;
    next_.number = number;
    handler_.annotate(next_);
    next_.offset += next_.content.size();
    rest_ = rest_.subspan(next_.content.size());
}

std::uint64_t AnnotationCutter::cut_integer(AnnotationKind kind) {
    const LoadedInteger loaded =
        load_integer(rest_.data(), rest_.size(), SignState::unsigned_number);
    const std::uint64_t number = loaded.bits.high == 0 ? loaded.bits.low : 0;
    cut(kind, loaded.size, number);
    return number;
}

void AnnotationCutter::cut_text(bool is_coded) {
    cut_integer(is_coded ? AnnotationKind::bit_count : AnnotationKind::length);
    cut_rest(is_coded ? AnnotationKind::coded_text : AnnotationKind::text);
}

void AnnotationCutter::cut_block(std::uint8_t id) {
    switch (static_cast<Compression>(id)) {
        case Compression::stored:
            cut_integer(AnnotationKind::length);
            return cut_rest(AnnotationKind::bytes);
        case Compression::run_length:
            cut_integer(AnnotationKind::pairs_size);
            break;
        case Compression::lz4:
        case Compression::brotli:
        case Compression::zstd:
        case Compression::columns:
            // An empty block may end after the first size.
            cut_integer(AnnotationKind::unpacked_size);
            cut_integer(AnnotationKind::packed_size);
            break;
        case Compression::huffman: {
            constexpr std::byte repeated{1};
            const bool has_length = !rest_.empty() && rest_.front() == repeated;
            cut(AnnotationKind::block_form, 1,
                rest_.empty() ? 0 : std::to_integer<std::uint64_t>(rest_.front()));
            if (has_length) cut_integer(AnnotationKind::unpacked_size);
            break;
        }
    }
    cut_rest(AnnotationKind::packed);
}

}}}  // namespace souris::v0::detail
