// SPDX-License-Identifier: MIT
#include <memory_resource>

#include <doctest/doctest.h>

#include <souris/codec_options.hpp>

using namespace souris;

TEST_CASE(
    "by default nothing is refused that has a meaning, and nothing written that sourisdb refuses") {
    constexpr DecodeOptions reading;
    CHECK_FALSE(reading.strict);
    CHECK_FALSE(reading.refuse_unknown_fields);
    CHECK_FALSE(reading.refuse_missing_fields);
    CHECK(reading.resource == nullptr);
    CHECK(reading.limits.max_depth == Limits().max_depth);

    constexpr EncodeOptions writing;
    CHECK(writing.layout == Layout::v2);
    CHECK(writing.profile == Profile::balanced);
    CHECK_FALSE(writing.extended);
    CHECK(writing.form == ObjectForm::map);
    // What is written can be read by whoever changes nothing.
    CHECK(writing.limits.max_depth == reading.limits.max_depth);
    CHECK(writing.limits.max_nodes == reading.limits.max_nodes);
}

TEST_CASE("a memory resource comes back as it was given, of whatever class it is") {
    std::pmr::monotonic_buffer_resource arena;
    DecodeOptions options{.resource = &arena};
    const std::pmr::memory_resource* back = options.resource;
    CHECK(back == &arena);
    std::pmr::memory_resource* const none = std::pmr::null_memory_resource();
    options.resource = none;
    CHECK(options.resource == none);
    options.resource = nullptr;
    back = options.resource;
    CHECK(back == nullptr);
}
