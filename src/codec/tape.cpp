// SPDX-License-Identifier: MIT
#include "codec/tape.hpp"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <utility>

#include "base/charged_memory.hpp"
#include "value/map_index.hpp"

namespace souris { inline namespace v0 { namespace detail {

namespace {

// Large text gets its own allocation, so that little of a chunk is wasted.
constexpr std::size_t text_chunk_size = std::size_t{8} * 1024;
constexpr std::size_t large_text = text_chunk_size / 8;

/// Minimal capacity in nodes, if memory permits.
constexpr std::size_t least_nodes = 64;

/// A single node, for a tree of only a root, is free.
constexpr std::uint64_t size_of_nodes(std::size_t count) noexcept {
    return count > 1 ? std::uint64_t{count} * sizeof(Node) : 0;
}

/// For an entry in a std::map, whose node has three pointers and a color.
template <class Entry>
constexpr std::uint64_t map_node_memory = allocation_size(sizeof(Entry) + 4 * sizeof(void*));

}  // namespace

void Tape::clear(Budget& memory) noexcept {
    integers.clear();
    timestamps.clear();
    complexes.clear();
    // Chunks, blocks and their lists are few or large.
    blocks = std::vector<Bytes>();
    chunks_ = std::vector<std::unique_ptr<char[]>>();
    chunk_left_ = 0;
    indexes_.clear();
    const std::uint64_t size = size_of_nodes(capacity_);
    const std::uint64_t nodes = size != 0 ? allocation_size(size) : 0;
    if (memory.charge(nodes + memory_of(integers) + memory_of(timestamps) + memory_of(complexes)))
        return;
    integers = std::vector<Integer>();
    timestamps = std::vector<Timestamp>();
    complexes = std::vector<Complex>();
    nodes_.reset();
    capacity_ = 0;
}

bool Tape::reserve(std::size_t count, std::size_t used, Budget& memory) {
    assert(used <= capacity_ && used <= count);
    if (count <= capacity_) return true;
    const auto allocate = [&](std::size_t capacity) {
        // Not initialised: each node is written before it is read.
        std::unique_ptr<Node[]> grown(new Node[capacity]);
        if (used != 0) std::memcpy(grown.get(), nodes_.get(), used * sizeof(Node));
        nodes_ = std::move(grown);
        capacity_ = capacity;
    };
    const auto grow = [&](std::size_t capacity) {
        return charge_growth(memory, size_of_nodes(capacity_), size_of_nodes(capacity),
                             [&] { allocate(capacity); });
    };
    if (grow(std::max({count, 2 * capacity_, least_nodes}))) return true;
    if (count > 1) return grow(count);
    allocate(count);
    return true;
}

bool Tape::keep(std::string_view& text, Budget& memory) {
    if (text.empty()) {
        text = {};
        return true;
    }
    char* kept = chunk_position_;
    const bool is_large = text.size() > large_text;
    if (is_large || text.size() > chunk_left_) {
        const std::size_t size = is_large ? text.size() : text_chunk_size;
        if (!make_room(chunks_, 1, memory) || !memory.charge(allocation_size(size))) return false;
        chunks_.push_back(std::unique_ptr<char[]>(new char[size]));
        kept = chunks_.back().get();
        if (!is_large) chunk_left_ = size;
    }
    assert(is_large || text.size() <= chunk_left_);
    std::memcpy(kept, text.data(), text.size());
    if (!is_large) {
        chunk_position_ = kept + text.size();
        chunk_left_ -= text.size();
    }
    text = {kept, text.size()};
    return true;
}

std::uint64_t Tape::index_memory(std::size_t count) noexcept {
    if (count <= max_entries_without_index) return 0;
    return NodeIndex::memory_for(count) + map_node_memory<std::pair<const Node* const, NodeIndex>>;
}

const NodeIndex& Tape::index_of(const MapView& map) const {
    assert(map.size() > max_entries_without_index);
    const Node* const place = map.first_key_.position_;
    // An index never moves or goes away while the tree exists, so only the search for it is
    // guarded.
    const std::scoped_lock lock(indexes_mutex_);
    const auto found = indexes_.find(place);
    if (found != indexes_.end()) return found->second;
    NodeIndex index(map.size());
    for (const auto& [key, value] : map)
        index.slot_of(key) = value.position_ - 1;
    return indexes_.emplace(place, std::move(index)).first->second;
}

std::optional<ValueView> Tape::find(const MapView& map, std::string_view key) const {
    std::optional<ValueView> last;
    if (map.size() <= max_entries_without_index) {
        for (const auto& [name, value] : map) {
            if (name == key) last = value;
        }
    } else {
        if (const Node* const found = index_of(map).find(key)) last = view(found + 1);
    }
    return last;
}

ValueView null_view() noexcept {
    static const Node node = Node::make(Type::null, 0);
    static const Tape tape;
    return tape.view(&node);
}

}}}  // namespace souris::v0::detail
