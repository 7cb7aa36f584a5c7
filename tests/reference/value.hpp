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
    /// Of a string, JSON value or zone the text; of a binary value or an address the bytes.
    std::string text;
    /// Code point, boolean, integer, parts of a complex number, fields of a timestamp in their
    /// order; of floats the bits.
    std::vector<Number> numbers;
    /// Of a complex number.
    bool is_polar = false;
    /// Of a map, one for each child.
    std::vector<std::string> keys;
    /// Of a map or an array, indices of nodes.
    std::vector<std::size_t> children;
};

/// A value and those in it, the root first. A value that a later one of the same key replaced is
/// nobody's child.
using Tree = std::vector<Node>;

/// A tree, or why there is none.
struct Outcome {
    ErrorCode error = ErrorCode::none;
    Tree tree;
    /// The error is `size_mismatch`, but `bad_block` is right too (sections 6.3 and 6.5).
    bool is_perhaps_bad_block = false;
};

/// The value at the reader's place. `table` may be nullptr.
Tree read_value(Reader& reader, Layout layout, const HuffmanTree* table);

/// The value that stands alone in `bytes`.
Outcome decode_value(ByteView bytes, Layout layout, const Options& options);

}  // namespace souris::reference
