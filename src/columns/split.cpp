// SPDX-License-Identifier: MIT
#include "columns/split.hpp"

#include <algorithm>
#include <cassert>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include <souris/cursor.hpp>
#include <souris/detail/wire.hpp>
#include <souris/keyed_hash.hpp>

#include "codec/piece_scan.hpp"

namespace souris { inline namespace v0 { namespace detail { namespace columns {
namespace {

/// A path by its name rather than its number, which is another in each run.
using PathName = std::uint64_t;

/// What is decided of paths after a run in which they were taken for something else.
struct Decisions {
    std::unordered_set<PathName, KeyedHash> dictionaries;
    std::unordered_set<PathName, KeyedHash> tuples;
};

/// How the maps of a path have keys one after another: the keys before and including this one.
struct ShapeNode {
    /// What followed this last time, which is tried first.
    std::string_view next_key;
    PathIndex next_path = 0;
    std::uint32_t next_node = 0;
    /// The way of having parts of maps that end here; none yet.
    std::uint32_t parts = none;
    std::uint32_t previous = 0;
    PathIndex path = 0;

    static constexpr std::uint32_t none = ~std::uint32_t{0};
};

/// What the splitter alone knows of a path.
struct PathState {
    PathName name = 0;
    std::uint32_t first_node = ShapeNode::none;
    /// The way of having parts of arrays and of dictionaries; of tuples, by their size.
    std::uint32_t array = ShapeNode::none;
    std::uint32_t dictionary = ShapeNode::none;
    std::vector<std::uint32_t> tuples;
    bool is_dictionary = false;
    bool is_tuple = false;
    /// The number of keys in all maps, and of different ones.
    std::uint64_t keys = 0;
    std::uint64_t different_keys = 0;
    /// The sizes of arrays.
    std::size_t least_size = ~std::size_t{0};
    std::size_t greatest_size = 0;
};

/// A value whose parts are being read.
struct SplitFrame {
    PathIndex path;
    std::uint32_t cell;
    std::uint32_t row;
    std::uint32_t node;
    std::size_t left;
    PartsKind kind;
};

constexpr std::size_t max_tuple_size = 8;

class Splitter {
  public:
    Splitter(std::span<const std::byte> values, const Decisions& decisions)
        : values_(values), decisions_(decisions) {
        add_path(0, PathRole::root, {}, 0x726F6F74, 0);
    }

    [[nodiscard]] bool run() {
        while (position_ != values_.size()) {
            const auto row = static_cast<std::uint32_t>(paths_[0].cells.size());
            take_value(0, row);
            while (!frames_.empty()) {
                if (paths_.size() > max_paths()) return false;
                SplitFrame& frame = frames_.back();
                if (frame.left == 0) {
                    end_value();
                    continue;
                }
                --frame.left;
                take_part(frame);
            }
        }
        return true;
    }

    /// Adds what should have been decided; returns whether there is anything.
    [[nodiscard]] bool decide(Decisions& decisions) const {
        bool is_new = false;
        for (std::size_t i = 0; i < paths_.size(); ++i) {
            const PathState& state = states_[i];
            if (!state.is_dictionary && looks_like_dictionary(i))
                is_new |= decisions.dictionaries.insert(state.name).second;
            if (!state.is_tuple && looks_like_tuple(i))
                is_new |= decisions.tuples.insert(state.name).second;
        }
        return is_new;
    }

    [[nodiscard]] std::vector<SplitPath> take() { return std::move(paths_); }

  private:
    [[nodiscard]] std::size_t max_paths() const noexcept {
        constexpr std::size_t free = 4096;
        return free + values_.size() / 64;
    }

    PathIndex add_path(PathIndex parent, PathRole role, std::string_view key, PathName name,
                       std::uint32_t table) {
        const auto index = static_cast<PathIndex>(paths_.size());
        SplitPath path;
        path.parent = parent;
        path.role = role;
        path.key = key;
        path.table = table;
        path.source = values_;
        paths_.push_back(std::move(path));
        PathState state;
        state.name = name;
        state.is_dictionary = decisions_.dictionaries.contains(name);
        state.is_tuple = decisions_.tuples.contains(name);
        states_.push_back(std::move(state));
        return index;
    }
    PathIndex add_part(PathIndex parent, PathRole role, std::string_view key = {},
                       std::size_t item = 0) {
        const PathName name =
            combine_hashes(combine_hashes(states_[parent].name, static_cast<std::uint64_t>(role)),
                           role == PathRole::member ? keyed_hash(key) : item);
        const bool is_row = role == PathRole::member || role == PathRole::item;
        return add_path(parent, role, key, name, is_row ? paths_[parent].table : ++tables_);
    }

    std::size_t read_count(Tag tag) noexcept {
        if (!tag.flag()) return tag.inline_count();
        const LoadedInteger loaded = load_integer(
            values_.data() + position_, values_.size() - position_, SignState::unsigned_number);
        assert(loaded.size != 0);
        position_ += loaded.size;
        return static_cast<std::size_t>(loaded.bits.low);
    }

    void take_value(PathIndex index, std::uint32_t row) {
        const Tag tag = tag_at(values_.data() + position_);
        SplitPath& path = paths_[index];
        if (tag.type() != Type::map && tag.type() != Type::array) {
            path.add(Cell::scalar(position_), row);
            position_ = scalar_end(values_, position_);
            return;
        }
        ++position_;
        const std::size_t count = read_count(tag);
        const auto cell = static_cast<std::uint32_t>(path.cells.size());
        // Patched at the end of a map with a shape.
        path.add(Cell::of_parts(0), row);
        if (tag.type() == Type::map) {
            begin_map(index, cell, row, count);
        } else {
            begin_array(index, cell, row, count);
        }
    }

    void begin_map(PathIndex index, std::uint32_t cell, std::uint32_t row, std::size_t count) {
        PathState& state = states_[index];
        state.keys += count;
        if (state.is_dictionary) {
            if (state.dictionary == ShapeNode::none) {
                const PathIndex keys = add_part(index, PathRole::key);
                const PathIndex values = add_part(index, PathRole::value);
                paths_[values].table = paths_[keys].table;
                states_[index].dictionary =
                    add_parts(index, {PartsKind::dictionary, {keys, values}});
            }
            paths_[index].cells[cell] = Cell::of_parts(states_[index].dictionary);
            paths_[index].counts.push_back(static_cast<std::int64_t>(count));
            frames_.push_back({index, cell, row, 0, count, PartsKind::dictionary});
            return;
        }
        if (state.first_node == ShapeNode::none) state.first_node = add_node(ShapeNode::none, 0);
        frames_.push_back({index, cell, row, state.first_node, count, PartsKind::map});
    }

    void begin_array(PathIndex index, std::uint32_t cell, std::uint32_t row, std::size_t count) {
        PathState& state = states_[index];
        state.least_size = std::min(state.least_size, count);
        state.greatest_size = std::max(state.greatest_size, count);
        if (state.is_tuple && count <= max_tuple_size) {
            state.tuples.resize(max_tuple_size + 1, ShapeNode::none);
            if (state.tuples[count] == ShapeNode::none) {
                Parts parts{PartsKind::tuple, {}};
                for (std::size_t i = 0; i < count; ++i)
                    parts.paths.push_back(add_part(index, PathRole::item, {}, i));
                states_[index].tuples[count] = add_parts(index, std::move(parts));
            }
            const std::uint32_t parts = states_[index].tuples[count];
            paths_[index].cells[cell] = Cell::of_parts(parts);
            frames_.push_back({index, cell, row, parts, count, PartsKind::tuple});
            return;
        }
        if (state.array == ShapeNode::none) {
            const PathIndex elements = add_part(index, PathRole::element);
            states_[index].array = add_parts(index, {PartsKind::array, {elements}});
        }
        paths_[index].cells[cell] = Cell::of_parts(states_[index].array);
        paths_[index].counts.push_back(static_cast<std::int64_t>(count));
        frames_.push_back({index, cell, row, 0, count, PartsKind::array});
    }

    void take_part(SplitFrame& frame) {
        const PathIndex index = frame.path;
        switch (frame.kind) {
            case PartsKind::map:
                return take_value(take_key(frame), frame.row);
            case PartsKind::dictionary: {
                const std::vector<PathIndex>& parts =
                    paths_[index].parts[states_[index].dictionary].paths;
                const PathIndex value = parts[1];
                const auto row = static_cast<std::uint32_t>(paths_[parts[0]].cells.size());
                take_value(parts[0], row);
                take_value(value, row);
                return;
            }
            case PartsKind::array: {
                const PathIndex element = paths_[index].parts[states_[index].array].paths[0];
                take_value(element, static_cast<std::uint32_t>(paths_[element].cells.size()));
                return;
            }
            case PartsKind::pattern:
                break;
            case PartsKind::tuple: {
                const std::vector<PathIndex>& items = paths_[index].parts[frame.node].paths;
                take_value(items[items.size() - frame.left - 1], frame.row);
                return;
            }
        }
        assert(false);
    }

    /// Reads a key and returns the path of its value.
    PathIndex take_key(SplitFrame& frame) {
        const Piece piece = piece_at(values_, position_);
        assert(piece.type == Type::string);
        const std::string_view key = piece.text();
        position_ = piece.end;
        ShapeNode& node = nodes_[frame.node];
        if (node.next_node != 0 && node.next_key == key) {
            frame.node = node.next_node;
            return node.next_path;
        }
        const std::uint64_t hash = keyed_hash(key);
        const auto [member, is_new] =
            members_.try_emplace(MemberKey{frame.path, key, hash}, PathIndex{0});
        if (is_new) {
            ++states_[frame.path].different_keys;
            member->second = add_part(frame.path, PathRole::member, key);
        }
        const PathIndex path = member->second;
        const std::uint64_t edge = (std::uint64_t{frame.node} << 32U) | path;
        const auto [next, is_new_node] = edges_.try_emplace(edge, 0);
        if (is_new_node) next->second = add_node(frame.node, path);
        ShapeNode& from = nodes_[frame.node];
        from.next_key = key;
        from.next_path = path;
        from.next_node = next->second;
        frame.node = next->second;
        return path;
    }

    void end_value() {
        const SplitFrame frame = frames_.back();
        frames_.pop_back();
        if (frame.kind != PartsKind::map) return;
        if (nodes_[frame.node].parts == ShapeNode::none) {
            Parts parts{PartsKind::map, {}};
            for (std::uint32_t at = frame.node; nodes_[at].previous != ShapeNode::none;
                 at = nodes_[at].previous)
                parts.paths.push_back(nodes_[at].path);
            std::ranges::reverse(parts.paths);
            nodes_[frame.node].parts = add_parts(frame.path, std::move(parts));
        }
        paths_[frame.path].cells[frame.cell] = Cell::of_parts(nodes_[frame.node].parts);
    }

    std::uint32_t add_parts(PathIndex index, Parts parts) {
        std::vector<Parts>& all = paths_[index].parts;
        all.push_back(std::move(parts));
        return static_cast<std::uint32_t>(all.size() - 1);
    }

    std::uint32_t add_node(std::uint32_t previous, PathIndex path) {
        ShapeNode node;
        node.previous = previous;
        node.path = path;
        nodes_.push_back(node);
        return static_cast<std::uint32_t>(nodes_.size() - 1);
    }

    /// Many keys, each of which occurs once or twice, of values that are alike.
    [[nodiscard]] bool looks_like_dictionary(std::size_t index) const {
        const PathState& state = states_[index];
        constexpr std::uint64_t least_keys = 8;
        if (state.different_keys < least_keys || state.keys >= 2 * state.different_keys)
            return false;
        std::optional<Type> first;
        for (const Parts& parts : paths_[index].parts) {
            if (parts.kind != PartsKind::map) continue;
            for (const PathIndex part : parts.paths) {
                const SplitPath& path = paths_[part];
                if (path.cells.empty()) continue;
                const Cell cell = path.cells.front();
                Type type = Type::map;
                if (!cell.has_parts()) {
                    type = tag_at(values_.data() + cell.offset()).type();
                } else if (path.parts[cell.parts()].kind == PartsKind::array ||
                           path.parts[cell.parts()].kind == PartsKind::tuple) {
                    type = Type::array;
                }
                if (first && *first != type) return false;
                first = type;
            }
        }
        return true;
    }

    [[nodiscard]] bool looks_like_tuple(std::size_t index) const {
        const PathState& state = states_[index];
        return state.array != ShapeNode::none && state.least_size == state.greatest_size &&
               state.least_size >= 2 && state.least_size <= max_tuple_size &&
               paths_[index].counts.size() >= 4;
    }

    struct MemberKey {
        PathIndex path;
        std::string_view key;
        std::uint64_t hash;
        friend bool operator==(const MemberKey& left, const MemberKey& right) {
            return left.path == right.path && left.key == right.key;
        }
    };
    struct MemberHash {
        std::size_t operator()(const MemberKey& member) const noexcept {
            return static_cast<std::size_t>(combine_hashes(member.hash, member.path));
        }
    };

    std::span<const std::byte> values_;
    const Decisions& decisions_;
    std::size_t position_ = 0;
    std::uint32_t tables_ = 0;
    std::vector<SplitPath> paths_;
    std::vector<PathState> states_;
    std::vector<ShapeNode> nodes_;
    std::vector<SplitFrame> frames_;
    std::unordered_map<MemberKey, PathIndex, MemberHash> members_;
    std::unordered_map<std::uint64_t, std::uint32_t, KeyedHash> edges_;
};

}  // namespace

std::optional<std::vector<SplitPath>> split_values(std::span<const std::byte> values) {
    assert(values.size() < max_split_size);
    Decisions decisions;
    // What is decided may show more to decide, below.
    constexpr int max_runs = 4;
    for (int run = 1;; ++run) {
        Splitter splitter(values, decisions);
        const bool is_whole = splitter.run();
        // What was seen may tell how to have fewer paths.
        const bool is_again = run < max_runs && splitter.decide(decisions);
        if (is_again) continue;
        if (!is_whole) return std::nullopt;
        return splitter.take();
    }
}

}}}}  // namespace souris::v0::detail::columns
