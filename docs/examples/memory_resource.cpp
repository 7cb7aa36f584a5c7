// SPDX-License-Identifier: MIT
//
// A tree of values in memory that the program provides: here a buffer on the stack, released all at
// once. The heap is not used; a resource behind the buffer that has no memory proves it.

#include <array>
#include <memory_resource>

#include <fmt/core.h>

#include <souris/codec.hpp>

int main() {
    const souris::Value message = souris::Map{
        {"id", 17}, {"words", souris::Array{"many", "mice", "like", "cheese more than this"}}};
    const souris::Bytes bytes = souris::encode_value(message).value();

    std::array<std::byte, 4096> buffer{};
    std::pmr::monotonic_buffer_resource resource(buffer.data(), buffer.size(),
                                                 std::pmr::null_memory_resource());
    {
        const auto value = souris::decode_value(bytes, {.resource = &resource});
        if (!value) return 1;
        fmt::print("{} words\n", value->at("/words")->elements().size());
        fmt::print("{}\n", *value == message ? "the same" : "different");
    }  // the values are destroyed before their memory

    // Running out of this memory is an error like any other.
    std::pmr::monotonic_buffer_resource none(buffer.data(), 16, std::pmr::null_memory_resource());
    fmt::print("{}\n", souris::decode_value(bytes, {.resource = &none}).error().message());
}
