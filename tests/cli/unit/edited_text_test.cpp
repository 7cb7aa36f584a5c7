// SPDX-License-Identifier: MIT
#include "files/edited_text.hpp"

#include <filesystem>
#include <string>

#include <doctest/doctest.h>

#include <souris/cursor.hpp>
#include <souris/file.hpp>

using namespace souris;

TEST_CASE("an editor's text is in a file until it is removed") {
    const auto text = cli::EditedText::make("{\"a\": 1}\n");
    REQUIRE(text);
    CHECK(text->path().ends_with(".json"));
    CHECK(text->read({}) == std::string("{\"a\": 1}\n"));
    REQUIRE(write_file(text->path(), as_byte_span("[2]")));
    CHECK(text->read({.max_input = 3}) == std::string("[2]"));
    CHECK(text->read({.max_input = 2}).error() == Error(ErrorCode::limit_exceeded, "max_input"));
    REQUIRE(text->write("{}"));
    CHECK(text->read({}) == std::string("{}"));
    text->remove();
    CHECK_FALSE(std::filesystem::exists(text->path()));
    CHECK(text->read({}).error().code == ErrorCode::io_error);
}
