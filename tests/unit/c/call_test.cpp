// SPDX-License-Identifier: MIT
#include "c/call.hpp"

#include <cstddef>
#include <new>
#include <stdexcept>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include <souris/config.hpp>
#include <souris/type.hpp>

using namespace souris;
using detail::call;
using detail::tell;

namespace {

souris_error told(const Error& error) {
    souris_error target;
    CHECK(tell(&target, error) == static_cast<souris_code>(error.code));
    return target;
}

}  // namespace

TEST_CASE("an error tells its code, place and message") {
    Error error(ErrorCode::truncated);
    error.offset = 812;
    error.path = "/users/3/name";
    const souris_error target = told(error);
    CHECK(target.code == SOURIS_TRUNCATED);
    CHECK(target.has_offset == 1);
    CHECK(target.is_unpacked_offset == 0);
    CHECK(target.offset == 812);
    CHECK(std::string_view(target.path) == "/users/3/name");
    CHECK(std::string_view(target.message) == "truncated at byte 812, in /users/3/name");
    CHECK(told(Error(ErrorCode::io_error, "open: why")).has_offset == 0);
    CHECK(tell(nullptr, error) == SOURIS_TRUNCATED);
}

TEST_CASE("text that does not fit is cut between characters") {
    Error error(ErrorCode::key_not_found);
    for (std::size_t before = 240; before < 260; ++before) {
        error.path = std::string(before, 'x') + "\xF0\x9F\x90\xAD" + std::string(600, 'y');
        const souris_error target = told(error);
        const std::string_view path = target.path;
        CHECK(path.size() < sizeof target.path);
        CHECK(error.path.starts_with(path));
        CHECK((path.size() <= before || path.size() >= before + 4));
        CHECK(std::string_view(target.message).size() == sizeof target.message - 1);
    }
}

TEST_CASE("what a call throws becomes an error") {
    souris_error target;
    CHECK(call(&target, []() -> Result<void> { return {}; }) == SOURIS_OK);
    CHECK(call(&target, []() -> Result<void> { throw std::bad_alloc(); }) == SOURIS_OUT_OF_MEMORY);
    CHECK(std::string_view(target.message) == "out of memory");
    CHECK(call(&target, []() -> Result<void> { throw std::logic_error("x"); }) ==
          SOURIS_INTERNAL_ERROR);
}

TEST_CASE("text and bytes are taken by length or to a zero byte") {
    CHECK(detail::text_argument("mouse\0!", 7).value() == std::string_view("mouse\0!", 7));
    CHECK(detail::text_argument("mouse\0!", SOURIS_ZERO_TERMINATED).value() == "mouse");
    CHECK(detail::text_argument(nullptr, 0).error().code == ErrorCode::invalid_argument);
    CHECK(detail::bytes_argument(nullptr, 0).value().empty());
    CHECK(detail::bytes_argument(nullptr, 1).error().code == ErrorCode::invalid_argument);
    CHECK(detail::bytes_argument("ab", 2).value().size() == 2);
    // The -1 of a call that failed.
    CHECK(detail::bytes_argument("ab", ~std::size_t{0}).error().code ==
          ErrorCode::invalid_argument);
    CHECK(detail::text_argument("ab", ~std::size_t{0} - 1).error().code ==
          ErrorCode::invalid_argument);
}

TEST_CASE("names are those of the library") {
    CHECK(std::string_view(souris_version()) == SOURIS_VERSION_STRING);
    CHECK(std::string_view(souris_code_name(SOURIS_OK)) == "ok");
    for (int number = -5; number < 70'000; ++number) {
        if (number == SOURIS_OK) continue;
        const bool fits = number > 0 && number <= 0xFFFF;
        const std::string_view expected =
            fits ? name_of(static_cast<ErrorCode>(number)) : "unknown";
        if (souris_code_name(number) != expected) FAIL(number);
    }
    CHECK(std::string_view(souris_type_name(SOURIS_MAP)) == name_of(Type::map));
    CHECK(std::string_view(souris_type_name(SOURIS_NO_VALUE)) == "unknown");
    CHECK(std::string_view(souris_type_name(16)) == "unknown");
}
