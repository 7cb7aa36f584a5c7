// SPDX-License-Identifier: MIT
#include <cstddef>
#include <fstream>
#include <ios>
#include <span>
#include <sstream>
#include <streambuf>
#include <string>

#include <doctest/doctest.h>

#include <souris/codec.hpp>
#include <souris/cursor.hpp>
#include <souris/sink.hpp>
#include <souris/stream.hpp>

#include "unit/value/sample_values.hpp"

using namespace souris;

namespace {

std::string streamed(const Value& value, Profile profile) {
    return std::string(as_text(encode_value(value, {.profile = profile}).value()));
}

/// A stream that fails with an exception, which std::istream makes its state.
class BrokenBuffer : public std::streambuf {
    int_type underflow() override { throw std::ios_base::failure("broken"); }
};

}  // namespace

TEST_CASE("a sink writes to a stream, and what it wrote is read again") {
    const Value value = Array{std::string(100'000, 'x'), 1, Bytes(100'000)};
    std::stringstream stream;
    Sink sink([&](std::span<const std::byte> chunk) { return write_all(stream, chunk); }, 1000);
    REQUIRE(encode_value(sink, value, nullptr, {.profile = Profile::stored}));
    REQUIRE(sink.finish());
    CHECK(stream.str() == streamed(value, Profile::stored));
    CHECK(read_value(stream).value() == value);
    std::byte room[4];
    CHECK(read_some(stream, room).value() == 0);
    CHECK(write_all(stream, room).error().code == ErrorCode::io_error);
}

TEST_CASE("a stream that is not there is an error") {
    std::ifstream missing("no such file");
    std::byte room[4];
    CHECK(read_some(missing, room).error().code == ErrorCode::io_error);
    CHECK(read_value(missing).error().code == ErrorCode::io_error);
}

TEST_CASE("a stream is read to the end of a value and no further") {
    for (const Value& value : test::sample_values()) {
        const std::string bytes = streamed(value, Profile::balanced);
        CAPTURE(name_of(value.type()));
        std::istringstream stream(bytes + "rest");
        const auto read = read_value(stream);
        REQUIRE(read);
        CHECK(*read == value);
        CHECK(stream.tellg() == static_cast<std::streamoff>(bytes.size()));
    }
    const Value large = Array{std::string(100'000, 'x'), Bytes(100'000), std::string(300, 'y')};
    for (const Profile profile : {Profile::stored, Profile::balanced}) {
        std::istringstream stream(streamed(large, profile) + std::string(10, '\xFF'));
        CHECK(read_value(stream).value() == large);
        CHECK(stream.get() == 0xFF);
    }
}

TEST_CASE("a stream of values ends between two of them") {
    std::istringstream stream(streamed(1, Profile::stored) + streamed("two", Profile::stored));
    CHECK(read_value(stream).value() == Value(1));
    CHECK(read_value(stream).value() == Value("two"));
    CHECK(read_value(stream).value() == std::nullopt);

    std::istringstream cut(streamed("two", Profile::stored).substr(0, 3));
    CHECK(read_value(cut).error().code == ErrorCode::truncated);
    BrokenBuffer buffer;
    std::istream broken(&buffer);
    CHECK(read_value(broken).error().code == ErrorCode::io_error);
}
