// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "reference/huffman.hpp"
#include "reference/reader.hpp"

// docs/format.md, section 4: strings and the text table.

namespace souris::reference {

/// Section 4.1.
HuffmanTree read_text_table(Reader& reader);

/// The part of a string after its tag with the low nibble `low`. `table` may be nullptr.
std::string read_string(Reader& reader, unsigned low, const HuffmanTree* table);

/// A string with its tag, where only a string is allowed.
std::string read_tagged_string(Reader& reader, const HuffmanTree* table);

}  // namespace souris::reference
