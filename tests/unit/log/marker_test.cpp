// SPDX-License-Identifier: MIT
#include "log/marker.hpp"

#include <string>

#include <doctest/doctest.h>

#include "support/random.hpp"

using namespace souris;
using namespace souris::detail;

namespace {

Bytes bytes_from(std::string_view text) {
    const auto bytes = as_byte_span(text);
    return {bytes.begin(), bytes.end()};
}

const std::string marker(block_marker);
const std::string start = marker.substr(0, 7);

/// Stuffs `text` behind `head`, and undoes that.
void check_stuffing(const std::string& head, const std::string& text) {
    CAPTURE(text);
    Bytes bytes = bytes_from(head + text);
    stuff(bytes, head.size());
    CHECK(as_text(bytes).substr(0, head.size()) == head);
    CHECK_FALSE(find_marker(bytes, head.size()));
    CHECK((bytes.size() == head.size() + text.size()) == !needs_stuffing(as_byte_span(text)));
    Bytes content(bytes.begin() + static_cast<std::ptrdiff_t>(head.size()), bytes.end());
    CHECK(unstuff(content));
    CHECK(as_text(content) == text);
}

}  // namespace

TEST_CASE("the marker is found wherever it is, and nothing else") {
    const std::string text = "a" + marker + start + marker + "\x8D";
    const auto bytes = as_byte_span(text);
    CHECK(find_marker(bytes) == 1);
    CHECK(find_marker(bytes, 1) == 1);
    CHECK(find_marker(bytes, 2) == 16);
    CHECK(find_marker(bytes, 17) == std::nullopt);
    CHECK(find_marker(bytes, text.size()) == std::nullopt);
    CHECK(find_last_marker(bytes) == 16);
    CHECK(find_last_marker(bytes.first(23)) == 1);
    CHECK(find_last_marker(bytes.first(8)) == std::nullopt);
    CHECK(find_marker({}) == std::nullopt);
}

TEST_CASE("no beginning of the marker is an end of it") {
    for (std::size_t size = 1; size < marker.size(); ++size)
        CHECK_FALSE(marker.ends_with(marker.substr(0, size)));
    CHECK(marker.find('\xFF') == std::string::npos);
}

TEST_CASE("stuffed content has no marker and comes back") {
    for (const std::string& text :
         {std::string(), marker, start, start + '\xFF', marker + marker, start + start + marker,
          "a" + start + "\xFF\xFF" + marker + "b", std::string(300, '\x8D'), start + '\0'}) {
        check_stuffing("", text);
        check_stuffing(marker, text);
    }
}

TEST_CASE("random pieces of markers are stuffed and come back") {
    test::Random random(1);
    for (int round = 0; round < 2000; ++round) {
        std::string text;
        for (std::size_t i = random.below(12); i-- > 0;) {
            const std::string& piece = random.below(3) == 0 ? start : marker;
            const std::size_t from = random.below(piece.size());
            text += piece.substr(random.below(2) == 0 ? 0 : from, random.below(9) + 1);
            if (random.below(4) == 0) text += '\xFF';
        }
        check_stuffing("", text);
    }
}

TEST_CASE("content that was not stuffed is refused") {
    for (const std::string& text : {marker, start, "a" + start + 'b', start + '\xFF' + start}) {
        CAPTURE(text);
        Bytes bytes = bytes_from(text);
        CHECK_FALSE(unstuff(bytes));
    }
}
