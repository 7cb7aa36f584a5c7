// SPDX-License-Identifier: MIT
#include "printers/byte_statistics.hpp"

#include <algorithm>

#include <souris/detail/integer_wire.hpp>
#include <souris/pointer.hpp>

namespace souris::cli {

namespace {

/// Maximum bytes kept of a key. Longer keys are told apart by their hash.
constexpr std::size_t max_token = 256;

/// The part of bytes that belong to no value.
FilePart part_of(AnnotationKind kind) noexcept {
    switch (kind) {
        case AnnotationKind::packed:
            return FilePart::packed_body;
        case AnnotationKind::text_table:
            return FilePart::text_table;
        case AnnotationKind::trailer_magic:
        case AnnotationKind::checksum:
            return FilePart::trailer;
        case AnnotationKind::trailing:
            return FilePart::trailing;
        case AnnotationKind::not_understood:
            return FilePart::not_understood;
        default:
            // Magic, header and the fields of a block.
            return FilePart::framing;
    }
}

/// The beginning of a long key, cut between characters.
std::string_view beginning_of(std::string_view key) noexcept {
    if (key.size() <= max_token) return key;
    std::size_t size = max_token;
    while ((static_cast<unsigned char>(key[size]) & 0xC0U) == 0x80U)
        --size;
    return key.substr(0, size);
}

template <class Array, class Enum>
auto& at(Array& array, Enum index) noexcept {
    return array[static_cast<std::size_t>(index)];
}

}  // namespace

std::string_view name_of(FilePart part) noexcept {
    switch (part) {
        case FilePart::framing:
            break;
        case FilePart::text_table:
            return "text table";
        case FilePart::packed_body:
            return "packed body";
        case FilePart::trailer:
            return "trailer";
        case FilePart::trailing:
            return "bytes after the end";
        case FilePart::not_understood:
            return "not understood";
    }
    return "framing";
}

ByteStatistics::ByteStatistics(std::uint64_t file_size) : nodes_(1) {
    constexpr std::uint64_t most = 65'536;
    constexpr std::uint64_t least = 1024;
    constexpr std::uint64_t per_byte = 4;
    max_paths_ =
        static_cast<std::size_t>(std::min(most, least + per_byte * std::min(file_size, most)));
}

void ByteStatistics::begin_unpacked(std::span<const std::byte>) {
    current_ = 1;
}

void ByteStatistics::annotate(const Annotation& annotation) {
    ByteTally& tally = tallies_[current_];
    tally.size += annotation.content.size();
    if (annotation.kind == AnnotationKind::text_table) table_leaves = annotation.number;
    if (annotation.kind == AnnotationKind::header) header_offset = annotation.offset;
    if (annotation.is_of_value) return add_to_value(annotation);
    at(tally.parts, part_of(annotation.kind)) += annotation.content.size();
}

void ByteStatistics::add_to_value(const Annotation& annotation) {
    const std::size_t depth = annotation.depth;
    const bool begins = annotation.kind == AnnotationKind::tag;
    // A map entry has its node since its key was annotated.
    const bool is_new = annotation.is_key || annotation.is_element || depth == 0;
    if (begins && is_new) {
        stack_.resize(depth + 1);
        stack_[depth] = depth == 0 ? 0 : child_of(stack_[depth - 1], annotation);
    }
    PathNode& node = nodes_[stack_[depth]];
    ByteTally& tally = tallies_[current_];
    ByteCount& count = annotation.is_key ? tally.keys : at(tally.types, annotation.type);
    count.bytes += annotation.content.size();
    node.own.bytes += annotation.content.size();
    if (begins) ++count.count;
    if (begins && !annotation.is_key) ++node.own.count;
    add_coded(annotation);
}

void ByteStatistics::add_coded(const Annotation& annotation) {
    const bool is_count = annotation.kind == AnnotationKind::bit_count;
    if (!is_count && annotation.kind != AnnotationKind::coded_text) return;
    coded_bytes += annotation.content.size();
    // Counts empty text, too, which is coded but has no bits.
    if (!is_count) return;
    ++coded_count;
    raw_bytes += integer_size(Integer(annotation.text.size())) + annotation.text.size();
}

std::size_t ByteStatistics::child_of(std::size_t parent, const Annotation& annotation) {
    if (nodes_[parent].is_rest) return parent;
    PathNode child{
        parent, std::string(beginning_of(annotation.key)), annotation.is_element, false, {}};
    if (child.is_element) child.token = '*';
    const std::string begin = std::to_string(parent);
    std::string key = begin + (child.is_element ? "*" : '/' + child.token);
    if (annotation.key.size() > max_token) {
        child.token += "...";
        // Separated by a zero, which no number contains.
        key += '\0' + std::to_string(std::hash<Value>()(Value(annotation.key)));
    }
    const Value* known = children_.find(key);
    if (known == nullptr && nodes_.size() >= max_paths_) {
        child = {parent, "...", false, true, {}};
        key = begin;
        known = children_.find(key);
    }
    if (known != nullptr) return *known->get<std::size_t>();
    const std::size_t number = nodes_.size();
    nodes_.push_back(std::move(child));
    children_[key] = number;
    return number;
}

std::string ByteStatistics::path_of(std::size_t node) const {
    std::vector<std::size_t> way;
    for (; node != 0; node = nodes_[node].parent)
        way.push_back(node);
    std::string path;
    std::for_each(way.rbegin(), way.rend(), [&](std::size_t number) {
        append_path_token(path, std::string_view(nodes_[number].token));
    });
    return path;
}

}  // namespace souris::cli
