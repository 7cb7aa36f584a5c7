// SPDX-License-Identifier: MIT
#include <souris/detail/container_memory.hpp>

namespace souris { inline namespace v0 { namespace detail {

bool charge_nodes(Decoder& decoder, std::uint64_t element_memory, std::uint64_t first_memory,
                  std::size_t count) {
    return decoder.charge(count, element_memory) && (count == 0 || decoder.charge(1, first_memory));
}

}}}  // namespace souris::v0::detail
