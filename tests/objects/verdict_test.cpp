// SPDX-License-Identifier: MIT
#include <cstdint>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "objects/verdict_properties.hpp"
#include "support/environment.hpp"
#include "support/random.hpp"

using namespace souris;

TEST_CASE("all ways of reading an object give one verdict") {
    CHECK(rc::check("drawn", [](const std::vector<std::uint8_t>& drawn) {
        RC_ASSERT(properties::drawn_object_has_one_verdict(drawn));
    }));
}

TEST_CASE("all ways of reading an object give one verdict, for every type") {
    // More by SOURIS_OBJECTS, others by SOURIS_OBJECTS_SEED.
    const std::uint64_t objects = test::number_from_environment("SOURIS_OBJECTS", 300);
    test::Random random(test::number_from_environment("SOURIS_OBJECTS_SEED", 1));
    for (const test::ObjectType& type : test::object_types()) {
        const std::string name = type.name;
        CAPTURE(name);
        std::uint64_t taken = 0;
        for (std::uint64_t i = 0; i < objects; ++i) {
            std::vector<std::uint8_t> drawn(random.below(400));
            for (std::uint8_t& byte : drawn)
                byte = static_cast<std::uint8_t>(random.next());
            test::ByteSource source(drawn);
            DecodeOptions options;
            options.limits.max_output = std::uint64_t{1} << 20U;
            options.strict = random.below(2) != 0;
            options.refuse_unknown_fields = random.below(4) == 0;
            options.refuse_missing_fields = random.below(4) == 0;
            Bytes old = type.draw(source);
            if (random.below(4) == 0) properties::damage(old, source);
            Bytes bytes = type.draw(source);
            if (random.below(2) != 0) properties::damage(bytes, source);
            REQUIRE(properties::leaves_nothing_of_old(type, old, bytes, options));
            REQUIRE(properties::has_one_verdict(type, bytes, options));
            if (type.read(bytes, options)) ++taken;
        }
        // What is drawn is an object often enough, and not always.
        CHECK(taken > objects / 20);
        CHECK(taken < objects);
    }
}
