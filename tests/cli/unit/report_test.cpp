// SPDX-License-Identifier: MIT
#include "common/report.hpp"

#include <string>

#include <doctest/doctest.h>

#include <souris/json.hpp>

using namespace souris;

TEST_CASE("the kind of an error decides the exit status") {
    CHECK(cli::status_of(ErrorCode::truncated) == cli::exit_bad_data);
    CHECK(cli::status_of(ErrorCode::limit_exceeded) == cli::exit_bad_data);
    CHECK(cli::status_of(ErrorCode::key_not_found) == cli::exit_bad_data);
    CHECK(cli::status_of(ErrorCode::io_error) == cli::exit_usage);
    CHECK(cli::status_of(ErrorCode::internal_error) == cli::exit_usage);
}

TEST_CASE("a hint names the option that helps") {
    CHECK(cli::hint_for(Error(ErrorCode::limit_exceeded, "max_depth")) ==
          "--max-depth changes this limit");
    CHECK(cli::hint_for(Error(ErrorCode::io_error, "lock: not supported")).find("--no-lock") == 0);
    CHECK(cli::hint_for(Error(ErrorCode::io_error, "open: not found")).empty());
    CHECK(cli::hint_for(ErrorCode::truncated).empty());
    const auto lines = value_from_json("1\n2");
    REQUIRE_FALSE(lines);
    CHECK(cli::hint_for(lines.error()).find("--lines") != std::string::npos);
    CHECK(cli::hint_for(value_from_json("[1 2]").error()).empty());
}

TEST_CASE("a long path loses its middle, between characters") {
    const std::string longest = "/" + std::string(404, 'x');
    std::string path = longest;
    cli::shorten_path(path);
    CHECK(path == longest);
    path += 'y';
    cli::shorten_path(path);
    CHECK(path == "/" + std::string(199, 'x') + " ... " + std::string(199, 'x') + 'y');

    // 200 is not a multiple of three, the bytes of each character.
    std::string wide;
    for (int i = 0; i < 200; ++i)
        wide += "\xE6\x97\xA5";
    const std::string character = wide.substr(0, 3);
    cli::shorten_path(wide);
    std::string half;
    for (int i = 0; i < 66; ++i)
        half += character;
    CHECK(wide == half + " ... " + half);
}
