// SPDX-License-Identifier: MIT
#include <set>
#include <string_view>

#include <doctest/doctest.h>

#include <souris/annotation.hpp>

using namespace souris;

TEST_CASE("every kind has a phrase of its own") {
    std::set<std::string_view> phrases;
    for (std::size_t i = 0; i < annotation_kind_count; ++i)
        phrases.insert(phrase_of(static_cast<AnnotationKind>(i)));
    CHECK(phrases.size() == annotation_kind_count);
    CHECK(phrase_of(AnnotationKind::octets) == "octets");
    CHECK(static_cast<std::size_t>(AnnotationKind::octets) + 1 == annotation_kind_count);
}
