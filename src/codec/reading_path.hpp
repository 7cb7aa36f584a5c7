// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>

#include <souris/config.hpp>
#include <souris/pointer.hpp>

#include "codec/frame_stack.hpp"
#include "codec/reading_frame.hpp"
#include "codec/tree_target.hpp"

namespace souris { inline namespace v0 { namespace detail {

template <PathTarget Target>
void append_token(std::string& path, const Target& target,
                  const ReadingFrame<typename Target::Container>& frame,
                  const typename Target::Container& child) {
    if (frame.is_map) return append_path_token(path, target.key_before(child));
    append_path_token(path, target.count(frame.container) - frame.left - 1);
}

/// The path to where reading stopped: in `frame`, at a value of it or not, within the containers of
/// `stack`, of which the first is imaginary.
template <PathTarget Target>
[[nodiscard]] std::string reading_path(
    const Target& target, const ReadingFrame<typename Target::Container>& frame,
    const FrameStack<ReadingFrame<typename Target::Container>>& stack, bool at_value) {
    std::string path;
    for (std::size_t i = 1; i < stack.size(); ++i) {
        const auto& inner = i + 1 == stack.size() ? frame : stack[i + 1];
        append_token(path, target, stack[i], inner.container);
    }
    if (!stack.empty() && at_value) append_token(path, target, frame, target.place());
    return path;
}

}}}  // namespace souris::v0::detail
