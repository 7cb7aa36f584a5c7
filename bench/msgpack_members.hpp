// SPDX-License-Identifier: MIT
#pragma once

#if __has_include(<msgpack.hpp>)
#include <cstddef>
#include <tuple>
#include <utility>

#include <msgpack.hpp>

// Declares classes to msgpack-cxx: as maps from the names of members, or as arrays.

#define HAS_MSGPACK 1

namespace souris::bench {

/// Conversion of a class to and from msgpack-cxx, by the names of its members and the members.
template <bool is_map, class... Parts>
auto define_members(Parts&... parts) {
    if constexpr (is_map) {
        return msgpack::type::make_define_map(parts...);
    } else {
        const auto all = std::tie(parts...);
        const auto define = [&]<std::size_t... i>(std::index_sequence<i...>) {
            return msgpack::type::make_define_array(std::get<2 * i + 1>(all)...);
        };
        return define(std::make_index_sequence<sizeof...(parts) / 2>());
    }
}

}  // namespace souris::bench

/// For a class with a parameter `is_map`: the name of each member, and the member.
#define PACKED_MEMBERS(...)                                                        \
    template <class Packer>                                                        \
    void msgpack_pack(Packer& packer) const {                                      \
        souris::bench::define_members<is_map>(__VA_ARGS__).msgpack_pack(packer);   \
    }                                                                              \
    void msgpack_unpack(const msgpack::object& object) {                           \
        souris::bench::define_members<is_map>(__VA_ARGS__).msgpack_unpack(object); \
    }
#else
#define HAS_MSGPACK 0
#endif
