// SPDX-License-Identifier: MIT
#include "c/options.hpp"

#include <doctest/doctest.h>

#include <souris/limits.hpp>

#include "unit/c/c_support.hpp"

using namespace souris;
using detail::read_arguments;
using detail::write_arguments;

TEST_CASE("no options are the defaults") {
    const auto reading = read_arguments(nullptr).value();
    CHECK(reading.options.limits.max_depth == Limits().max_depth);
    CHECK_FALSE(reading.options.strict);
    CHECK(reading.options.verify_checksum);
    const auto writing = write_arguments(nullptr).value();
    CHECK(writing.options.profile == Profile::balanced);
    CHECK_FALSE(writing.options.checksum);
    CHECK(writing.options.durable);
    const souris_read_options read = SOURIS_READ_OPTIONS_INIT;
    CHECK(read_arguments(&read).value().options.verify_checksum);
    const souris_write_options write = SOURIS_WRITE_OPTIONS_INIT;
    CHECK_FALSE(write_arguments(&write).value().options.checksum);
}

TEST_CASE("options are those of the library") {
    souris_limits limits;
    souris_limits_hostile(&limits, sizeof limits);
    CHECK(limits.max_nodes == Limits::hostile().max_nodes);
    CHECK(limits.max_key == Limits::hostile().max_key);
    souris_limits_default(nullptr, sizeof(souris_limits));
    test::CountingHooks counting;
    const souris_allocator hooks = counting.hooks();
    souris_read_options read = SOURIS_READ_OPTIONS_INIT;
    read.limits = &limits;
    read.allocator = &hooks;
    read.strict = 1;
    read.ignore_checksum = 1;
    const auto reading = read_arguments(&read).value();
    CHECK(reading.options.limits.max_depth == Limits::hostile().max_depth);
    CHECK(reading.options.strict);
    CHECK_FALSE(reading.options.verify_checksum);
    CHECK(reading.hooks.context == &counting);
    souris_write_options write = SOURIS_WRITE_OPTIONS_INIT;
    write.limits = &limits;
    write.profile = SOURIS_SMALLEST;
    write.extended = 1;
    write.canonical = 1;
    write.checksum = 0;
    write.not_durable = 1;
    const auto writing = write_arguments(&write).value();
    CHECK(writing.options.profile == Profile::smallest);
    CHECK(writing.options.checksum == false);
    CHECK_FALSE(writing.options.durable);
    const PackOptions packing = writing.pack_options();
    CHECK(packing.extended);
    CHECK(packing.canonical);
    CHECK(packing.profile == Profile::smallest);
    CHECK(packing.limits.max_input == Limits::hostile().max_input);
}

TEST_CASE("wrong options are refused") {
    const auto is_refused = [](const auto& result) {
        return !result && result.error().code == ErrorCode::invalid_argument;
    };
    souris_read_options read = SOURIS_READ_OPTIONS_INIT;
    read.size = 8;
    CHECK(is_refused(read_arguments(&read)));
    souris_write_options write = SOURIS_WRITE_OPTIONS_INIT;
    write.size += 8;
    CHECK(is_refused(write_arguments(&write)));
    write = SOURIS_WRITE_OPTIONS_INIT;
    write.checksum = 2;
    CHECK(is_refused(write_arguments(&write)));
    write = SOURIS_WRITE_OPTIONS_INIT;
    write.profile = 7;
    CHECK(is_refused(write_arguments(&write)));
    test::CountingHooks counting;
    souris_allocator hooks = counting.hooks();
    hooks.deallocate = nullptr;
    read = SOURIS_READ_OPTIONS_INIT;
    read.allocator = &hooks;
    CHECK(is_refused(read_arguments(&read)));
}
