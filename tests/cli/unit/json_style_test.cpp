// SPDX-License-Identifier: MIT
#include "options/json_style.hpp"

#include <algorithm>
#include <string_view>

#include <doctest/doctest.h>

namespace cli = souris::cli;

namespace {

cli::Parameter& named(cli::Parameters& parameters, std::string_view name) {
    return *std::find_if(
        parameters.begin(), parameters.end(),
        [&](const cli::Parameter& parameter) { return parameter.names().back() == name; });
}

}  // namespace

TEST_CASE("JSON takes several lines on a terminal and one elsewhere, unless told otherwise") {
    cli::JsonStyle style;
    CHECK(style.spaces(true) == 2);
    CHECK(style.spaces(false) == 0);
    CHECK(style.layout_option().empty());
    style.is_pretty = true;
    CHECK(style.spaces(false) == 2);
    CHECK(style.layout_option() == "--pretty");
    style = {};
    style.is_compact = true;
    CHECK(style.spaces(true) == 0);
    CHECK(style.layout_option() == "--compact");
    style = {};
    style.sorts_keys = true;
    CHECK(style.layout_option().empty());
}

TEST_CASE("the number of spaces is what was given") {
    cli::JsonStyle style;
    cli::Parameters parameters = cli::json_options(style);
    CHECK(named(parameters, "--indent").set("4").empty());
    CHECK(style.spaces(false) == 4);
    CHECK(style.layout_option() == "--indent");
    CHECK(named(parameters, "--indent").set("0").empty());
    CHECK(style.spaces(true) == 0);
    CHECK(named(parameters, "--indent").set("16").empty());
    CHECK(named(parameters, "--indent").set("17") == "wanted a number up to 16");
    CHECK(named(parameters, "--indent").set("x") == "wanted a number");
    CHECK(named(parameters, "--sort-keys").set("").empty());
    CHECK(style.sorts_keys);
}
