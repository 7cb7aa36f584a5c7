// SPDX-License-Identifier: MIT
#include <set>
#include <string>
#include <utility>

#include <doctest/doctest.h>

#include <souris/error.hpp>

using souris::Error;
using souris::ErrorCode;
using souris::ErrorKind;
using souris::kind_of;

namespace {

/// The first and last code of each kind.
constexpr std::pair<ErrorCode, ErrorCode> hundreds[] = {
    {ErrorCode::truncated, ErrorCode::not_canonical},
    {ErrorCode::limit_exceeded, ErrorCode::limit_exceeded},
    {ErrorCode::wrong_type, ErrorCode::invalid_argument},
    {ErrorCode::io_error, ErrorCode::file_changed},
    {ErrorCode::internal_error, ErrorCode::internal_error},
};

}  // namespace

TEST_CASE("every code has its own name and phrase") {
    std::set<std::string_view> names{name_of(ErrorCode::none)};
    std::set<std::string_view> phrases{phrase_of(ErrorCode::none)};
    std::size_t count = 1;
    for (const auto& [first, last] : hundreds) {
        for (auto number = static_cast<int>(first); number <= static_cast<int>(last); ++number) {
            const auto code = static_cast<ErrorCode>(number);
            CAPTURE(number);
            CHECK(name_of(code) != "unknown");
            CHECK(name_of(code).find(' ') == std::string_view::npos);
            names.insert(name_of(code));
            phrases.insert(phrase_of(code));
            ++count;
        }
        const auto beyond = static_cast<ErrorCode>(static_cast<int>(last) + 1);
        CHECK(name_of(beyond) == "unknown");
        CHECK(phrase_of(beyond) == "unknown error");
    }
    CHECK(names.size() == count);
    CHECK(phrases.size() == count);
}

TEST_CASE("numbers and names of codes are stable") {
    CHECK(static_cast<int>(ErrorCode::truncated) == 100);
    CHECK(static_cast<int>(ErrorCode::checksum_mismatch) == 128);
    CHECK(static_cast<int>(ErrorCode::no_equivalent) == 130);
    CHECK(static_cast<int>(ErrorCode::number_out_of_range) == 131);
    CHECK(static_cast<int>(ErrorCode::not_canonical) == 132);
    CHECK(static_cast<int>(ErrorCode::unrepresentable) == 307);
    CHECK(static_cast<int>(ErrorCode::missing_field) == 309);
    CHECK(static_cast<int>(ErrorCode::contradictory_options) == 310);
    CHECK(static_cast<int>(ErrorCode::invalid_argument) == 311);
    CHECK(static_cast<int>(ErrorCode::durability_unknown) == 403);
    CHECK(static_cast<int>(ErrorCode::file_changed) == 405);
    CHECK(name_of(ErrorCode::truncated) == "truncated");
    CHECK(name_of(ErrorCode::length_exceeds_input) == "length_exceeds_input");
    CHECK(phrase_of(ErrorCode::division_by_zero) == "division by zero");
}

TEST_CASE("a code's hundred says who has to act") {
    static_assert(kind_of(ErrorCode::truncated) == ErrorKind::bad_input);
    static_assert(kind_of(ErrorCode::checksum_mismatch) == ErrorKind::bad_input);
    static_assert(kind_of(ErrorCode::limit_exceeded) == ErrorKind::limit);
    static_assert(kind_of(ErrorCode::wrong_type) == ErrorKind::misuse);
    static_assert(kind_of(ErrorCode::out_of_memory) == ErrorKind::system);
    static_assert(kind_of(ErrorCode::internal_error) == ErrorKind::internal);
    CHECK(kind_of(ErrorCode::inexact_number) == ErrorKind::misuse);
}

TEST_CASE("the message is one line with all that is known") {
    Error error(ErrorCode::truncated);
    CHECK(error.message() == "truncated");
    error.offset = 812;
    CHECK(error.message() == "truncated at byte 812");
    error.path = "/users/3/name";
    CHECK(error.message() == "truncated at byte 812, in /users/3/name");
    error.offset_base = souris::OffsetBase::unpacked;
    CHECK(error.message() == "truncated at byte 812 of the unpacked body, in /users/3/name");
    error.offset.reset();
    CHECK(error.message() == "truncated, in /users/3/name");

    Error limit(ErrorCode::limit_exceeded, "max_depth");
    CHECK(limit.message().ends_with(" (max_depth)"));
    limit.offset = 0;
    CHECK(limit.message().ends_with(" (max_depth) at byte 0"));
}

TEST_CASE("what came from the input cannot command the terminal") {
    Error error(ErrorCode::io_error, "no\nsuch\x1b[2J file");
    error.path = "/a\r\n\xFF\xC2\x9B";
    const std::string message = error.message();
    CHECK(message.ends_with("(no\\nsuch\\u{1b}[2J file), in /a\\r\\n\\xff\\u{9b}"));
}

TEST_CASE("errors are equal if all of them is") {
    const Error error(ErrorCode::wrong_type, "detail");
    Error other = error;
    CHECK(other == error);
    other.offset = 1;
    CHECK(other != error);
    CHECK(Error(ErrorCode::truncated) == ErrorCode::truncated);
    CHECK(Error().code == ErrorCode::internal_error);
}
