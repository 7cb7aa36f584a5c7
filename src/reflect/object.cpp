// SPDX-License-Identifier: MIT
#include <new>

#include <souris/object.hpp>

namespace souris { inline namespace v0 { namespace detail {

bool make_within_memory(void (*make)(void* place), void* place) {
    try {
        make(place);
        return true;
    } catch (const std::bad_alloc&) {
        return false;
    }
}

}}}  // namespace souris::v0::detail
