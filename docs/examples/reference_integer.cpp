// SPDX-License-Identifier: MIT
//
// Examples of the reference: numbers, results and errors, limits.

#include <cstdint>
#include <span>

#include <fmt/core.h>

#include <souris/codec.hpp>
#include <souris/format.hpp>
#include <souris/integer.hpp>
#include <souris/store.hpp>

namespace {

void show_integer() {
    //! [integer]
    using namespace souris::literals;
    const souris::Integer large = 340282366920938463463374607431768211455_integer;
    fmt::print("{}\n", large == souris::Integer::max());  // true
    fmt::print("{}\n", (large / 3).value());              // 113427455640312821154458202477256070485
    fmt::print("{}\n", name_of((large + 1).error()));     // integer_out_of_range
    fmt::print("{}\n", large.to<std::uint64_t>().has_value());           // false
    fmt::print("{:#06x}\n", souris::Integer(255));                       // 0x00ff
    fmt::print("{}\n", souris::Integer::parse("-8000", 16).value());     // -32768
    fmt::print("{}\n", name_of(souris::Integer::parse("12x").error()));  // invalid_number
    fmt::print("{}\n", souris::Integer::from_double(1e20).value());      // 100000000000000000000
    fmt::print("{}\n", name_of(souris::Integer::from_double(0.5).error()));  // inexact_number
    //! [integer]
}

void show_error() {
    //! [error]
    const souris::Value names = souris::Map{{"users", souris::Array{"Ada", "Charles"}}};
    const souris::Bytes bytes = souris::encode_value(names).value();
    const auto cut = souris::decode_value(std::span(bytes).first(bytes.size() - 1));
    const souris::Error& error = cut.error();
    fmt::print("{}\n", error.message());  // truncated at byte 15, in /users/1
    fmt::print("{}\n", error.path);       // /users/1
    fmt::print("{}\n", error.code == souris::ErrorCode::truncated);           // true
    fmt::print("{}\n", kind_of(error.code) == souris::ErrorKind::bad_input);  // true
    //! [error]
}

//! [result]
souris::Result<std::uint16_t> port_of(const souris::Store& settings) {
    const auto port = settings.at("/server/port").get<std::uint16_t>();
    if (!port) return souris::failure(port.error());
    if (*port < 1024) {
        return souris::failure(souris::Error(souris::ErrorCode::unrepresentable, "privileged"));
    }
    return port;
}
//! [result]

void show_result() {
    souris::Store settings;
    //! [result of it]
    settings["server"] = souris::Map{{"port", 8080}};
    fmt::print("{}\n", port_of(settings).value());  // 8080

    settings["server"] = souris::Map{{"port", 70000}};
    const auto large = port_of(settings);
    fmt::print("{}\n", large.error().message());  // integer out of range, in /server/port

    settings["server"] = 80;
    const auto none = port_of(settings);
    fmt::print("{}\n",
               none.error().message());      // wrong type (neither a map nor an array), in /server
    fmt::print("{}\n", none.value_or(443));  // 443
    try {
        fmt::print("{}\n", large.value());
    } catch (const souris::BadResultAccess& exception) {
        fmt::print("{}\n", exception.what());  // integer out of range, in /server/port
    }
    //! [result of it]
}

void show_limits() {
    //! [limits]
    souris::DecodeOptions options;
    options.limits = souris::Limits::hostile();
    options.limits.max_depth = 2;
    const souris::Value three = souris::Map{{"a", souris::Map{{"b", souris::Array{1}}}}};
    const souris::Bytes bytes = souris::encode_value(three).value();
    const auto refused = souris::decode_value(bytes, options);
    fmt::print("{}\n", refused.error().message());  // limit exceeded (max_depth) at byte 8, in /a/b
    fmt::print("{}\n", souris::decode_value(bytes).value() == three);  // true
    //! [limits]
}

}  // namespace

int main() {
    show_integer();
    show_error();
    show_result();
    show_limits();
}
