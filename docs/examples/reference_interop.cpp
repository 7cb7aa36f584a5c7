// SPDX-License-Identifier: MIT
//
// Examples of the reference: JSON, CBOR and MessagePack.

#include <string>

#include <fmt/core.h>

#include <souris/address.hpp>
#include <souris/cbor.hpp>
#include <souris/interop.hpp>
#include <souris/json.hpp>
#include <souris/msgpack.hpp>

namespace {

void show_json() {
    //! [json]
    const auto value = souris::value_from_json(R"({"size": 3, "ratio": 0.5})").value();
    fmt::print("{}\n", souris::to_json(value).value());  // {"size":3,"ratio":0.5}

    const souris::Value home = souris::Map{{"home", souris::Ipv4{127, 0, 0, 1}}};
    const std::string tagged = souris::to_json(home).value();
    fmt::print("{}\n", tagged);  // {"home":{"souris_type":13,"octets":[127,0,0,1]}}
    fmt::print("{}\n", souris::value_from_json(tagged).value() == home);  // true
    const souris::JsonWriteOptions plain{.form = souris::JsonForm::plain};
    fmt::print("{}\n", souris::to_json(home, plain).value());  // {"home":[127,0,0,1]}
    fmt::print("{}\n", souris::value_from_json("[1,2")
                           .error()
                           .message());  // invalid JSON (wanted , or ]) at byte 4
    //! [json]
}

void show_cbor() {
    //! [cbor]
    const souris::Value value = souris::Array{1, "two", 0.5f};
    const souris::Bytes bytes = souris::to_cbor(value).value();
    fmt::print("{} bytes\n", bytes.size());                               // 11 bytes
    fmt::print("{}\n", souris::value_from_cbor(bytes).value() == value);  // true
    //! [cbor]
}

void show_msgpack() {
    //! [msgpack]
    const souris::Value value = souris::Map{{"zone", souris::TimeZone()}};
    fmt::print("{}\n",
               souris::to_msgpack(value)
                   .error()
                   .message());  // value has no form here (no equivalent of a time zone), in /zone

    // A map that souris reads back as a time zone; other programs see a map.
    const souris::Bytes bytes = souris::to_msgpack(value, {.tagged = true}).value();
    fmt::print("{}\n", souris::value_from_msgpack(bytes).value() == value);  // true
    //! [msgpack]

    //! [approximate]
    souris::Value near = value;
    fmt::print("{}\n",
               souris::check_expressible(near, souris::OtherFormat::msgpack).has_value());  // false
    fmt::print("{} replaced\n",
               souris::approximate(near, souris::OtherFormat::msgpack));  // 1 replaced
    fmt::print("{}\n", near.at("/zone").get<std::string>().value());      // UTC
    //! [approximate]
}

}  // namespace

int main() {
    show_json();
    show_cbor();
    show_msgpack();
}
