// SPDX-License-Identifier: MIT
#include "codec/tape.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include "value/map_index.hpp"

namespace souris::inline v0::detail {

void Tape::clear() noexcept {
    integers.clear();
    timestamps.clear();
    complexes.clear();
    blocks.clear();
    chunks_.clear();
    chunk_left_ = 0;
    indexes_.clear();
}

void Tape::reserve(std::size_t count, std::size_t used) {
    if (count <= capacity_) return;
    constexpr std::size_t least = 64;
    const std::size_t capacity = std::max({count, 2 * capacity_, least});
    // Not initialised: each node is written before it is read.
    std::unique_ptr<Node[]> grown(new Node[capacity]);
    if (used != 0) std::memcpy(grown.get(), nodes_.get(), used * sizeof(Node));
    nodes_ = std::move(grown);
    capacity_ = capacity;
}

std::string_view Tape::keep(std::string_view text) {
    if (text.size() > chunk_left_) {
        constexpr std::size_t least = 16 * 1024;
        const std::size_t size = std::max(text.size(), least);
        chunks_.push_back(std::unique_ptr<char[]>(new char[size]));
        chunk_position_ = chunks_.back().get();
        chunk_left_ = size;
    }
    if (text.empty()) return {};
    char* const kept = chunk_position_;
    std::memcpy(kept, text.data(), text.size());
    chunk_position_ += text.size();
    chunk_left_ -= text.size();
    return {kept, text.size()};
}

const Tape::Index& Tape::index_of(const MapView& map) const {
    const Node* const place = map.first_key_.position_;
    // An index never moves or goes away while the tree is there, so only finding it is guarded.
    const std::scoped_lock lock(indexes_mutex_);
    const auto found = indexes_.find(place);
    if (found != indexes_.end()) return found->second;
    Index index;
    index.reserve(map.size());
    for (const auto& [key, value] : map)
        index[key] = value.position_;
    return indexes_.emplace(place, std::move(index)).first->second;
}

std::optional<ValueView> Tape::find(const MapView& map, std::string_view key) const {
    std::optional<ValueView> last;
    if (map.size() <= max_entries_without_index) {
        for (const auto& [name, value] : map) {
            if (name == key) last = value;
        }
    } else {
        const Index& index = index_of(map);
        const auto found = index.find(key);
        if (found != index.end()) last = view(found->second);
    }
    return last;
}

ValueView null_view() noexcept {
    static const Node node = Node::make(Type::null, 0);
    static const Tape tape;
    return tape.view(&node);
}

}  // namespace souris::inline v0::detail
