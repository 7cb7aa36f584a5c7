// SPDX-License-Identifier: MIT
#include "c/view_handle.hpp"

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "unit/c/c_support.hpp"

using namespace souris;
using test::document_of;

namespace {

constexpr const char* all_types =
    R"({"character":{"souris_type":0,"character":"m"},)"
    R"("string":"mouse\u0000!",)"
    R"("binary":{"souris_type":2,"bytes":[1,0,255]},)"
    R"("boolean":true,"integer":-5,)"
    R"("cartesian":{"souris_type":5,"real":3,"imaginary":-4},)"
    R"("polar":{"souris_type":5,"modulus":1.5,"argument":0.5},)"
    R"("timestamp":{"souris_type":6,"timestamp":"2026-12-01T03:00:05.5"},)"
    R"("json":{"souris_type":7,"json":{"a":1}},)"
    R"("map":{"a":1,"b":2},"null":null,"float64":0.5,"array":[1,[2],3],)"
    R"("timezone":{"souris_type":12,"timezone":"Europe/Paris"},)"
    R"("ipv4":{"souris_type":13,"octets":[127,0,0,1]},)"
    R"("ipv6":{"souris_type":14,"octets":[8193,3512,0,0,0,0,0,1]},)"
    R"("float32":{"souris_type":15,"single":0.25}})";

struct Opened {
    test::DocumentHandle document = document_of(all_types);

    [[nodiscard]] souris_view operator[](const char* key) const {
        souris_view found{};
        REQUIRE(souris_view_member(souris_document_root(document.get()), key,
                                   SOURIS_ZERO_TERMINATED, &found, nullptr) == SOURIS_OK);
        return found;
    }
};

}  // namespace

TEST_CASE("every type is read") {
    const Opened opened;
    uint32_t code_point = 0;
    CHECK(souris_view_character(opened["character"], &code_point, nullptr) == SOURIS_OK);
    CHECK(code_point == 'm');
    const char* text = nullptr;
    size_t length = 0;
    CHECK(souris_view_text(opened["string"], &text, &length, nullptr) == SOURIS_OK);
    CHECK(std::string_view(text, length) == std::string_view("mouse\0!", 7));
    CHECK(souris_view_size(opened["string"]) == 7);
    CHECK(souris_view_text(opened["json"], &text, &length, nullptr) == SOURIS_OK);
    CHECK(std::string_view(text, length) == R"({"a":1})");
    CHECK(souris_view_text(opened["timezone"], &text, &length, nullptr) == SOURIS_OK);
    CHECK(std::string_view(text, length) == "Europe/Paris");
    const unsigned char* bytes = nullptr;
    CHECK(souris_view_binary(opened["binary"], &bytes, &length, nullptr) == SOURIS_OK);
    CHECK(std::string_view(reinterpret_cast<const char*>(bytes), length) ==
          std::string_view("\1\0\xFF", 3));
    CHECK(souris_view_size(opened["binary"]) == 3);
    int boolean = 0;
    CHECK(souris_view_boolean(opened["boolean"], &boolean, nullptr) == SOURIS_OK);
    CHECK(boolean == 1);
    int64_t number = 0;
    CHECK(souris_view_int64(opened["integer"], &number, nullptr) == SOURIS_OK);
    CHECK(number == -5);
    double floating = 0;
    CHECK(souris_view_double(opened["float64"], &floating, nullptr) == SOURIS_OK);
    CHECK(floating == 0.5);
    CHECK(souris_view_double(opened["float32"], &floating, nullptr) == SOURIS_OK);
    CHECK(floating == 0.25);
    souris_complex complex;
    CHECK(souris_view_complex(opened["cartesian"], &complex, nullptr) == SOURIS_OK);
    CHECK(complex.is_polar == 0);
    CHECK(complex.real.low == 3);
    CHECK(complex.imaginary.sign == -1);
    CHECK(souris_view_complex(opened["polar"], &complex, nullptr) == SOURIS_OK);
    CHECK(complex.is_polar == 1);
    CHECK(complex.modulus == 1.5);
    CHECK(complex.argument == 0.5);
    souris_timestamp time;
    CHECK(souris_view_timestamp(opened["timestamp"], &time, nullptr) == SOURIS_OK);
    CHECK(time.year == 2026);
    CHECK(time.hour == 3);
    CHECK(time.nanosecond == 500'000'000);
    unsigned char octets[16];
    CHECK(souris_view_address(opened["ipv4"], octets, &length, nullptr) == SOURIS_OK);
    CHECK(length == 4);
    CHECK(octets[0] == 127);
    CHECK(souris_view_address(opened["ipv6"], octets, &length, nullptr) == SOURIS_OK);
    CHECK(length == 16);
    CHECK(octets[0] == 0x20);
    CHECK(octets[3] == 0xB8);
    CHECK(octets[15] == 1);
    CHECK(souris_view_size(opened["array"]) == 3);
    CHECK(souris_view_size(opened["map"]) == 2);
    CHECK(souris_view_size(opened["null"]) == 0);
}

TEST_CASE("types are those of the library, by number and name") {
    const Opened opened;
    souris_iterator position = souris_view_begin(souris_document_root(opened.document.get()));
    const char* key = nullptr;
    size_t length = 0;
    souris_view value{};
    int count = 0;
    while (souris_iterator_next(&position, &key, &length, &value) != 0) {
        const std::string_view name(key, length);
        const std::string_view type = souris_type_name(souris_view_type(value));
        CHECK((name == type || type == "complex"));
        ++count;
    }
    CHECK(count == 17);
}

TEST_CASE("no conversion loses anything") {
    const Opened opened;
    souris_error error;
    uint64_t number = 7;
    CHECK(souris_view_uint64(opened["integer"], &number, &error) == SOURIS_INTEGER_OUT_OF_RANGE);
    CHECK(number == 7);
    CHECK(souris_view_uint64(opened["string"], &number, &error) == SOURIS_WRONG_TYPE);
    CHECK(std::string_view(error.message) == "wrong type (found string, wanted integer)");
    const char* text = nullptr;
    size_t length = 9;
    CHECK(souris_view_text(opened["array"], &text, &length, &error) == SOURIS_WRONG_TYPE);
    CHECK(length == 9);
    unsigned char octets[16];
    CHECK(souris_view_address(opened["array"], octets, &length, &error) == SOURIS_WRONG_TYPE);
    const unsigned char* bytes = nullptr;
    CHECK(souris_view_binary(opened["string"], &bytes, &length, &error) == SOURIS_WRONG_TYPE);
}

TEST_CASE("values are found by pointer, key and index") {
    const Opened opened;
    const souris_view root = souris_document_root(opened.document.get());
    souris_view found{};
    souris_error error;
    CHECK(souris_view_at(root, "/array/1/0", SOURIS_ZERO_TERMINATED, &found, &error) == SOURIS_OK);
    CHECK(test::json_of(found) == "2");
    CHECK(souris_view_element(opened["array"], 2, &found, &error) == SOURIS_OK);
    CHECK(test::json_of(found) == "3");
    CHECK(souris_view_at(root, "/array/3", 8, &found, &error) == SOURIS_INDEX_OUT_OF_RANGE);
    CHECK(std::string_view(error.path) == "/array/3");
    CHECK(souris_view_member(root, "none", 4, &found, &error) == SOURIS_KEY_NOT_FOUND);
    CHECK(souris_view_element(root, 0, &found, &error) == SOURIS_WRONG_TYPE);
    CHECK(test::json_of(found) == "3");
}

TEST_CASE("iteration visits all in order, and no other type has anything") {
    const test::DocumentHandle document = document_of(R"([1,{"a":2},[]])");
    souris_iterator position = souris_view_begin(souris_document_root(document.get()));
    souris_view value{};
    std::string seen;
    const char* key = "x";
    size_t length = 5;
    while (souris_iterator_next(&position, &key, &length, &value) != 0)
        seen += test::json_of(value) + ';';
    CHECK(seen == R"(1;{"a":2};[];)");
    CHECK(key == nullptr);
    CHECK(length == 0);
    CHECK(souris_iterator_next(&position, nullptr, nullptr, &value) == 0);
    souris_view one{};
    REQUIRE(souris_view_element(souris_document_root(document.get()), 0, &one, nullptr) ==
            SOURIS_OK);
    position = souris_view_begin(one);
    CHECK(souris_iterator_next(&position, nullptr, nullptr, &value) == 0);
}

TEST_CASE("integers of all sizes go to text and back") {
    const Integer integers[] = {
        0, 0U, 1, -1, 239, 255, -16, -17, -256, INT64_MIN, INT64_MAX, UINT64_MAX, Integer::min(),
        Integer::max(), Integer::parse("18446744073709551616").value(),
        Integer::parse("-18446744073709551617").value(),
        // No C++ type gives it, but a file can hold it.
        Integer::from_bits({std::uint64_t{1} << 63U, 0}, SignState::signed_non_negative).value()};
    for (const Integer& integer : integers) {
        const souris_integer c = detail::to_c(integer);
        const Integer back = detail::from_c(c).value();
        CHECK(back == integer);
        CHECK(back.sign_state() == integer.sign_state());
        char text[41];
        CHECK(souris_integer_to_text(c, text) == integer.to_string().size());
        CHECK(text == integer.to_string());
        souris_integer parsed;
        CHECK(souris_integer_from_text(text, SOURIS_ZERO_TERMINATED, &parsed, nullptr) ==
              SOURIS_OK);
        CHECK(detail::from_c(parsed).value() == integer);
    }
    char text[41];
    CHECK(souris_integer_to_text({1, 0, -1}, text) == 0);
    CHECK(souris_integer_to_text({1, 0, 2}, text) == 0);
    CHECK(souris_integer_to_text({1, 0, -2}, text) == 0);
    souris_integer parsed;
    CHECK(souris_integer_from_text("1x", 2, &parsed, nullptr) == SOURIS_INVALID_NUMBER);
}

TEST_CASE("JSON is plain or tagged") {
    const Opened opened;
    souris_bytes* json = nullptr;
    souris_error error;
    CHECK(souris_view_to_json(opened["polar"], 0, 0, nullptr, nullptr, &json, &error) == SOURIS_OK);
    CHECK(as_text(test::bytes_of(json)).find("souris_type") == std::string_view::npos);
    souris_bytes_free(json);
    CHECK(souris_view_to_json(opened["array"], 1, 2, nullptr, nullptr, &json, &error) == SOURIS_OK);
    CHECK(as_text(test::bytes_of(json)).starts_with("[\n  1,"));
    souris_bytes_free(json);
}

TEST_CASE("null is refused everywhere") {
    const Opened opened;
    const souris_view none{};
    const souris_view null_value = opened["null"];
    souris_error error;
    souris_view found{};
    CHECK(souris_view_type(none) == SOURIS_NO_VALUE);
    CHECK(souris_view_size(none) == 0);
    const auto refuses = [&](souris_code code) { return code == SOURIS_INVALID_ARGUMENT; };
    CHECK(refuses(souris_view_at(none, "", 0, &found, &error)));
    CHECK(refuses(souris_view_at(null_value, nullptr, 0, &found, &error)));
    CHECK(refuses(souris_view_at(null_value, "", 0, nullptr, &error)));
    CHECK(refuses(souris_view_member(none, "", 0, &found, nullptr)));
    CHECK(refuses(souris_view_member(null_value, nullptr, 0, &found, nullptr)));
    CHECK(refuses(souris_view_member(null_value, "", 0, nullptr, nullptr)));
    CHECK(refuses(souris_view_element(none, 0, &found, nullptr)));
    CHECK(refuses(souris_view_element(null_value, 0, nullptr, nullptr)));
    int64_t number = 0;
    size_t size = 0;
    const char* text = nullptr;
    const unsigned char* bytes = nullptr;
    unsigned char octets[16];
    CHECK(refuses(souris_view_boolean(none, nullptr, nullptr)));
    CHECK(refuses(souris_view_boolean(null_value, nullptr, nullptr)));
    CHECK(refuses(souris_view_int64(none, &number, nullptr)));
    CHECK(refuses(souris_view_int64(null_value, nullptr, nullptr)));
    CHECK(refuses(souris_view_uint64(null_value, nullptr, nullptr)));
    CHECK(refuses(souris_view_integer(null_value, nullptr, nullptr)));
    CHECK(refuses(souris_view_double(null_value, nullptr, nullptr)));
    CHECK(refuses(souris_view_text(null_value, nullptr, &size, nullptr)));
    CHECK(refuses(souris_view_text(null_value, &text, nullptr, nullptr)));
    CHECK(refuses(souris_view_binary(null_value, nullptr, &size, nullptr)));
    CHECK(refuses(souris_view_binary(null_value, &bytes, nullptr, nullptr)));
    CHECK(refuses(souris_view_character(null_value, nullptr, nullptr)));
    CHECK(refuses(souris_view_timestamp(null_value, nullptr, nullptr)));
    CHECK(refuses(souris_view_complex(null_value, nullptr, nullptr)));
    CHECK(refuses(souris_view_address(null_value, nullptr, &size, nullptr)));
    CHECK(refuses(souris_view_address(null_value, octets, nullptr, nullptr)));
    souris_bytes* json = nullptr;
    CHECK(refuses(souris_view_to_json(none, 0, 0, nullptr, nullptr, &json, nullptr)));
    CHECK(refuses(souris_view_to_json(null_value, 0, 0, nullptr, nullptr, nullptr, nullptr)));
    CHECK(souris_integer_to_text({1, 0, 0}, nullptr) == 0);
    CHECK(refuses(souris_integer_from_text(nullptr, 0, nullptr, nullptr)));
    CHECK(refuses(souris_integer_from_text("1", 1, nullptr, nullptr)));
    souris_iterator position = souris_view_begin(none);
    CHECK(souris_iterator_next(&position, &text, &size, &found) == 0);
    CHECK(souris_iterator_next(nullptr, &text, &size, &found) == 0);
    // Keys alone.
    position = souris_view_begin(opened["map"]);
    CHECK(souris_iterator_next(&position, &text, &size, nullptr) == 1);
    CHECK(std::string_view(text, size) == "a");
}
