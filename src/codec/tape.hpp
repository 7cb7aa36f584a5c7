// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <vector>

#include <souris/bytes.hpp>
#include <souris/complex.hpp>
#include <souris/limits.hpp>
#include <souris/timestamp.hpp>
#include <souris/value_view.hpp>

#include "codec/key_table.hpp"

namespace souris { inline namespace v0 { namespace detail {

/// The content of a node that is text or binary.
[[nodiscard]] inline std::string_view text_of(const Node& node) noexcept {
    return {reinterpret_cast<const char*>(static_cast<std::uintptr_t>(node.data)), node.size()};
}

/// The content of a node that is an f64.
[[nodiscard]] inline double float64_of(const Node& node) noexcept {
    return std::bit_cast<double>(node.data);
}

/// The node after a value and all that is inside of it.
[[nodiscard]] inline const Node* node_after(const Node& node) noexcept {
    return &node + (node.is_container() ? node.data : 1);
}

/// An index of the keys of a map.
using NodeIndex = KeyTable<Node, &text_of>;

/// A parsed tree: nodes in the order of the bytes, each container before its children.
///
///     node         data                                   size
///     null         -                                      -
///     boolean      0 or 1                                 -
///     character    the code point                         -
///     integer      the low half (detail: sign state)      -
///     wide integer its index in `integers` (detail: 4)    -
///     float        its bits                               -
///     text, binary its address                            its bytes
///     IPv4, IPv6   4 bytes; address of the 16 bytes       -
///     timestamp,   its index in `timestamps`,             -
///     complex      `complexes`
///     array, map   nodes from this to the one after it    elements, entries
///
/// A map's entries are two values each, the first of them a string.
class Tape {
  public:
    /// The detail of an integer that is stored in `integers`.
    static constexpr unsigned wide_detail = 4;

    /// Discards the tree. Keeps its memory for the next one, if `memory` can be charged for it.
    void clear(Budget& memory) noexcept;

    /// Makes room for `count` nodes in all, keeping the first `used`. False if `memory` lacks it.
    /// Throws std::bad_alloc.
    [[nodiscard]] bool reserve(std::size_t count, std::size_t used, Budget& memory);
    [[nodiscard]] std::size_t capacity() const noexcept { return capacity_; }
    [[nodiscard]] Node* nodes() noexcept { return nodes_.get(); }

    [[nodiscard]] ValueView root() const noexcept {
        assert(nodes_ != nullptr);
        return {*this, nodes_.get()};
    }
    [[nodiscard]] ValueView view(const Node* position) const noexcept {
        assert(position != nullptr);
        return {*this, position};
    }
    [[nodiscard]] static const Node& node_of(ValueView view) noexcept { return view.node(); }
    [[nodiscard]] static const Tape& tape_of(ValueView view) noexcept { return *view.tape_; }

    /// Replaces `text` by a copy that lives as long as the tree. False if `memory` lacks it.
    /// Throws std::bad_alloc.
    [[nodiscard]] bool keep(std::string_view& text, Budget& memory);

    /// Memory that `find` may allocate for a map of `count` entries.
    [[nodiscard]] static std::uint64_t index_memory(std::size_t count) noexcept;

    /// The last entry of a map with that key. Makes an index if the map has many entries; the
    /// builder of the tree has charged for it.
    [[nodiscard]] std::optional<ValueView> find(const MapView& map, std::string_view key) const;

    // Content that does not fit into a node.
    std::vector<Integer> integers;
    std::vector<Timestamp> timestamps;
    std::vector<Complex> complexes;
    /// Unpacked binary values.
    std::vector<Bytes> blocks;

  private:
    [[nodiscard]] const NodeIndex& index_of(const MapView& map) const;

    std::unique_ptr<Node[]> nodes_;
    std::size_t capacity_ = 0;
    /// Decoded text, in chunks that never move.
    std::vector<std::unique_ptr<char[]>> chunks_;
    std::size_t chunk_left_ = 0;
    char* chunk_position_ = nullptr;
    /// Indexes of the maps searched so far, by the map's first key.
    mutable std::map<const Node*, NodeIndex> indexes_;
    mutable std::mutex indexes_mutex_;
};

/// A null that lives until the program ends.
[[nodiscard]] ValueView null_view() noexcept;

}}}  // namespace souris::v0::detail
