// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "generators/sample_object.hpp"
#include "object_properties.hpp"

using namespace souris;
using test::SampleObject;

TEST_CASE("an object reads back as the same, in either form and layout") {
    CHECK(rc::check("object", [](const std::vector<std::uint8_t>& bytes) {
        const Layout layout = *rc::gen::element(Layout::v1, Layout::v2);
        RC_ASSERT(properties::object_round_trips(test::sample_object(bytes), layout));
    }));
}

TEST_CASE("a store of an object is that of its tree, and reads back") {
    CHECK(rc::check("store", [](const std::vector<std::uint8_t>& bytes) {
        const Layout layout = *rc::gen::element(Layout::v1, Layout::v2);
        const Profile profile =
            *rc::gen::element(Profile::stored, Profile::fast, Profile::balanced, Profile::smallest);
        RC_ASSERT(
            properties::object_store_round_trips(test::sample_object(bytes), layout, profile));
    }));
}

TEST_CASE("damaged objects are read as others, or refused") {
    CHECK(rc::check("damage", [](const std::vector<std::uint8_t>& source) {
        const ObjectForm form = *rc::gen::element(ObjectForm::map, ObjectForm::array);
        Bytes bytes = *encode(test::sample_object(source), {.form = form});
        const auto place = *rc::gen::inRange<std::size_t>(0, bytes.size());
        bytes[place] = static_cast<std::byte>(*rc::gen::arbitrary<std::uint8_t>());
        RC_ASSERT(properties::bytes_are_an_object_or_refused<SampleObject>(bytes, Layout::v2));
    }));
}
