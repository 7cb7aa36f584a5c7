// SPDX-License-Identifier: MIT
#pragma once

#include <souris/codec.hpp>
#include <souris/sink.hpp>
#include <souris/value.hpp>

#include "store/body.hpp"

namespace souris::test {

/// A tree in the form for `make_body` and `PieceTable`.
inline Bytes encoded_tree(const Value& value, Layout layout = Layout::v2) {
    EncodeOptions options;
    options.layout = layout;
    return encode_value(value, detail::tree_options(options)).value();
}

}  // namespace souris::test
