// SPDX-License-Identifier: MIT
#include <souris/detail/abi.hpp>

namespace souris { inline namespace v0 { namespace detail {

const char SOURIS_ABI_CONTAINERS = 0;
const char SOURIS_ABI_LIBRARY = 0;
const char SOURIS_ABI_INT128 = 0;

}}}  // namespace souris::v0::detail
