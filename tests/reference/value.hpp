// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <souris/error.hpp>
#include <souris/layout.hpp>
#include <souris/type.hpp>

#include "reference/huffman.hpp"
#include "reference/reader.hpp"

// docs/format.md, section 5: values.

namespace souris::reference {

struct Node {
    Type type = Type::null;
    /// Text of strings, JSON values and zones; bytes of binary values and addresses.
    std::string text;
    /// Code point, boolean, integer, parts of a complex number, or fields of a timestamp in order;
    /// the bits of floats.
    std::vector<Number> numbers;
    /// For complex numbers.
    bool is_polar = false;
    /// Keys of a map, one per child.
    std::vector<std::string> keys;
    /// Children of a map or array, as indices of nodes.
    std::vector<std::size_t> children;
};

/// A value and its descendants, root first. A value replaced by a later one with the same key is no
/// child.
using Tree = std::vector<Node>;

/// A tree, or the error.
struct Outcome {
    ErrorCode error = ErrorCode::none;
    Tree tree;
    /// The error is `size_mismatch`, but `bad_block` is also correct (sections 6.3 and 6.5).
    bool is_perhaps_bad_block = false;
};

/// The value at the reader's position. `table` may be nullptr.
Tree read_value(Reader& reader, Layout layout, const HuffmanTree* table);

/// The only value in `bytes`.
Outcome decode_value(ByteView bytes, Layout layout, const Options& options);

}  // namespace souris::reference
