// SPDX-License-Identifier: MIT
#include <cstddef>
#include <cstdint>
#include <string_view>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <souris/codec.hpp>
#include <souris/packed.hpp>
#include <souris/souris.h>

#include "generators/value_generator.hpp"
#include "unit/c/c_support.hpp"

namespace {

using namespace souris;

/// Builds again what a view shows, value by value. False if a call fails.
bool rebuild(souris_builder* builder, souris_view view);

template <class T, class Get, class Add>
bool move_one(souris_builder* builder, souris_view view, Get get, Add add) {
    T content{};
    return get(view, &content, nullptr) == SOURIS_OK && add(builder, content, nullptr) == SOURIS_OK;
}

bool rebuild_text(souris_builder* builder, souris_view view, decltype(&souris_builder_string) add) {
    const char* text = nullptr;
    std::size_t length = 0;
    return souris_view_text(view, &text, &length, nullptr) == SOURIS_OK &&
           add(builder, text, length, nullptr) == SOURIS_OK;
}

bool rebuild_children(souris_builder* builder, souris_view view) {
    souris_iterator children = souris_view_begin(view);
    const char* key = nullptr;
    std::size_t length = 0;
    std::size_t count = 0;
    souris_view child{};
    for (; souris_iterator_next(&children, &key, &length, &child) != 0; ++count) {
        if (key != nullptr && souris_builder_key(builder, key, length, nullptr) != SOURIS_OK) {
            return false;
        }
        if (!rebuild(builder, child)) return false;
    }
    return count == souris_view_size(view) && souris_builder_end(builder, nullptr) == SOURIS_OK;
}

bool rebuild(souris_builder* builder, souris_view view) {
    const unsigned char* bytes = nullptr;
    unsigned char octets[16];
    std::size_t size = 0;
    double number = 0;
    switch (souris_view_type(view)) {
        case SOURIS_NO_VALUE:
            return false;
        case SOURIS_CHARACTER:
            return move_one<std::uint32_t>(builder, view, souris_view_character,
                                           souris_builder_character);
        case SOURIS_STRING:
            return rebuild_text(builder, view, souris_builder_string);
        case SOURIS_JSON:
            return rebuild_text(builder, view, souris_builder_json);
        case SOURIS_TIMEZONE:
            return rebuild_text(builder, view, souris_builder_timezone);
        case SOURIS_BINARY:
            return souris_view_binary(view, &bytes, &size, nullptr) == SOURIS_OK &&
                   souris_builder_binary(builder, bytes, size, nullptr) == SOURIS_OK;
        case SOURIS_BOOLEAN:
            return move_one<int>(builder, view, souris_view_boolean, souris_builder_boolean);
        case SOURIS_INTEGER:
            return move_one<souris_integer>(builder, view, souris_view_integer,
                                            souris_builder_integer);
        case SOURIS_COMPLEX:
            return move_one<souris_complex>(builder, view, souris_view_complex,
                                            souris_builder_complex);
        case SOURIS_TIMESTAMP:
            return move_one<souris_timestamp>(builder, view, souris_view_timestamp,
                                              souris_builder_timestamp);
        case SOURIS_MAP:
            return souris_builder_begin_map(builder, nullptr) == SOURIS_OK &&
                   rebuild_children(builder, view);
        case SOURIS_ARRAY:
            return souris_builder_begin_array(builder, nullptr) == SOURIS_OK &&
                   rebuild_children(builder, view);
        case SOURIS_NULL:
            return souris_builder_null(builder, nullptr) == SOURIS_OK;
        case SOURIS_FLOAT64:
            return move_one<double>(builder, view, souris_view_double, souris_builder_double);
        case SOURIS_FLOAT32:
            // Exact but for the payload of a NaN: that is copied.
            if (souris_view_double(view, &number, nullptr) != SOURIS_OK) return false;
            return number != number ? souris_builder_copy(builder, view, nullptr) == SOURIS_OK
                                    : souris_builder_float(builder, static_cast<float>(number),
                                                           nullptr) == SOURIS_OK;
        case SOURIS_IPV4:
        case SOURIS_IPV6:
            return souris_view_address(view, octets, &size, nullptr) == SOURIS_OK &&
                   souris_builder_address(builder, octets, size, nullptr) == SOURIS_OK;
    }
    return false;
}

Bytes bytes_by_c(const souris_builder* builder) {
    return test::bytes_of(test::encoded(builder).get());
}

}  // namespace

TEST_CASE("what C reads and builds again is the same value") {
    CHECK(rc::check("C interface", [](const Value& value) {
        const Bytes packed = pack(value).value();
        souris_document* made = nullptr;
        RC_ASSERT(souris_document_borrow(packed.data(), packed.size(), nullptr, &made, nullptr) ==
                  SOURIS_OK);
        const test::DocumentHandle document(made);
        const test::BuilderHandle builder = test::make_builder();
        RC_ASSERT(rebuild(builder.get(), souris_document_root(document.get())));
        RC_ASSERT(bytes_by_c(builder.get()) == encode_value(value).value());
        RC_ASSERT(souris_builder_clear(builder.get(), nullptr) == SOURIS_OK);
        RC_ASSERT(souris_builder_copy(builder.get(), souris_document_root(document.get()),
                                      nullptr) == SOURIS_OK);
        RC_ASSERT(bytes_by_c(builder.get()) == encode_value(value).value());
    }));
}

TEST_CASE("what C refuses is what C++ refuses") {
    CHECK(rc::check("C refuses", [](const Value& value) {
        Bytes bytes = pack(value).value();
        const auto at = *rc::gen::inRange<std::size_t>(0, bytes.size());
        bytes[at] = static_cast<std::byte>(*rc::gen::arbitrary<std::uint8_t>());
        const auto expected = is_packed(bytes) ? unpack(bytes) : Result<Value>(Value());
        souris_document* made = nullptr;
        souris_error error{};
        const souris_code code =
            souris_document_parse(bytes.data(), bytes.size(), nullptr, &made, &error);
        const test::DocumentHandle document(made);
        if (!is_packed(bytes)) return;
        RC_ASSERT((code == SOURIS_OK) == expected.has_value());
        if (expected) return;
        RC_ASSERT(code == static_cast<souris_code>(expected.error().code));
        // A long one is cut.
        RC_ASSERT(expected.error().path.starts_with(error.path));
        RC_ASSERT((error.has_offset != 0) == expected.error().offset.has_value());
        RC_ASSERT(error.offset == expected.error().offset.value_or(0));
    }));
}
