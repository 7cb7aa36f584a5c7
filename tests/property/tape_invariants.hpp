// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

#include <souris/utf8.hpp>
#include <souris/value_view.hpp>

#include "codec/tape.hpp"

/// Invariants of the nodes of parsed trees.

namespace souris::properties {

/// Whether the nodes of a tree satisfy the assumptions of all code: each container ends with its
/// last child and has the stated number of children, keys are strings, text is UTF-8, and data
/// outside the nodes exists. Linear time; allocates.
inline bool tape_is_sound(ValueView root) {
    using souris::detail::Node;
    using souris::detail::Tape;
    struct Frame {
        const Node* end;
        std::size_t left;
        bool is_map;
    };
    const Tape& tape = Tape::tape_of(root);
    const Node* node = &Tape::node_of(root);
    std::vector<Frame> open;
    std::size_t left = 1;
    // The root counts as the only element of an imaginary container.
    open.push_back({node + (node->is_container() ? node->data : 1), left, false});
    while (!open.empty()) {
        Frame& frame = open.back();
        if (frame.left == 0) {
            if (node != frame.end) return false;
            open.pop_back();
            continue;
        }
        if (node >= frame.end) return false;
        const bool is_key = frame.is_map && frame.left % 2 == 0;
        --frame.left;
        if (is_key && node->type() != Type::string) return false;
        switch (node->type()) {
            case Type::array:
            case Type::map: {
                const bool is_map = node->type() == Type::map;
                const Node* const end = node + node->data;
                if (node->data == 0 || end > frame.end) return false;
                const std::size_t values = node->size() * (is_map ? 2U : 1U);
                open.push_back({end, values, is_map});
                break;
            }
            case Type::string:
            case Type::json:
            case Type::timezone:
                if (!is_utf8(text_of(*node))) return false;
                break;
            case Type::integer:
                if (node->detail() > Tape::wide_detail || node->detail() == 3) return false;
                if (node->detail() == Tape::wide_detail && node->data >= tape.integers.size()) {
                    return false;
                }
                break;
            case Type::timestamp:
                if (node->data >= tape.timestamps.size()) return false;
                break;
            case Type::complex:
                if (node->data >= tape.complexes.size()) return false;
                break;
            default:
                break;
        }
        ++node;
    }
    return true;
}

}  // namespace souris::properties
