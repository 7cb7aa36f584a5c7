// SPDX-License-Identifier: MIT
#include <cstddef>
#include <string>

#include <doctest/doctest.h>

#include <souris/bytes.hpp>

TEST_CASE("text is bytes seen otherwise") {
    const std::string text = "na\xC3\xAFve";
    const auto bytes = souris::as_byte_span(text);
    CHECK(bytes.size() == 6);
    CHECK(bytes[2] == std::byte{0xC3});
    CHECK(souris::as_text(bytes).data() == text.data());
    CHECK(souris::as_text(bytes) == text);
    CHECK(souris::as_text({}).empty());
}
