// SPDX-License-Identifier: MIT
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include <souris/codec.hpp>
#include <souris/file.hpp>
#include <souris/packed.hpp>
#include <souris/store.hpp>

#include "unit/c/c_support.hpp"

using namespace souris;
using test::BuilderHandle;

namespace {

/// Every function that adds a value. With `error` to tell what they refuse.
souris_code add_all(souris_builder* builder, souris_error* error) {
    const unsigned char octets[16] = {0x20, 0x01, 0x0D, 0xB8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
    const souris_integer large{0, 1, 0};
    const souris_complex polar{1, 1.5, 0.5, {}, {}};
    const souris_complex cartesian{0, 0, 0, {3, 0, 1}, {~uint64_t{0}, ~uint64_t{0}, -1}};
    souris_code code = souris_builder_begin_map(builder, error);
    const auto next = [&](souris_code other) {
        if (code == SOURIS_OK) code = other;
    };
    const auto key = [&](const char* name) {
        if (code == SOURIS_OK) {
            next(souris_builder_key(builder, name, SOURIS_ZERO_TERMINATED, error));
        }
        return code == SOURIS_OK;
    };
    if (key("null")) next(souris_builder_null(builder, error));
    if (key("boolean")) next(souris_builder_boolean(builder, 5, error));
    if (key("int64")) next(souris_builder_int64(builder, -5, error));
    if (key("uint64")) next(souris_builder_uint64(builder, ~uint64_t{0}, error));
    if (key("integer")) next(souris_builder_integer(builder, large, error));
    if (key("double")) next(souris_builder_double(builder, 0.5, error));
    if (key("float")) next(souris_builder_float(builder, 0.25F, error));
    if (key("a string that does not fit into a value")) {
        next(souris_builder_string(builder, "a string that does not fit into a value", 30, error));
    }
    if (key("binary")) next(souris_builder_binary(builder, octets, 16, error));
    if (key("character")) next(souris_builder_character(builder, 'm', error));
    if (key("json")) next(souris_builder_json(builder, "[1]", 3, error));
    if (key("timezone")) next(souris_builder_timezone(builder, "UTC", 3, error));
    if (key("timestamp")) {
        next(souris_builder_timestamp(builder, {2026, 12, 1, 3, 0, 5, 0}, error));
    }
    if (key("polar")) next(souris_builder_complex(builder, polar, error));
    if (key("cartesian")) next(souris_builder_complex(builder, cartesian, error));
    if (key("ipv4")) next(souris_builder_address(builder, octets, 4, error));
    if (key("ipv6")) next(souris_builder_address(builder, octets, 16, error));
    if (key("parsed"))
        next(souris_builder_parse_json(builder, R"({"a":[1,"two"]})", 15, nullptr, error));
    if (key("array")) {
        next(souris_builder_begin_array(builder, error));
        for (int i = 0; i < 3 && code == SOURIS_OK; ++i) {
            next(souris_builder_begin_map(builder, error));
            if (key("i")) next(souris_builder_int64(builder, i, error));
            if (code == SOURIS_OK) next(souris_builder_end(builder, error));
        }
        if (code == SOURIS_OK) next(souris_builder_end(builder, error));
    }
    if (code == SOURIS_OK) next(souris_builder_end(builder, error));
    return code;
}

constexpr const char* all_as_json =
    R"({"null":null,"boolean":true,"int64":-5,"uint64":18446744073709551615,)"
    R"("integer":{"souris_type":4,"integer":"18446744073709551616"},"double":0.5,)"
    R"("float":{"souris_type":15,"single":0.25},)"
    R"("a string that does not fit into a value":"a string that does not fit int",)"
    R"("binary":{"souris_type":2,"bytes":[32,1,13,184,0,0,0,0,0,0,0,0,0,0,0,1]},)"
    R"("character":{"souris_type":0,"character":"m"},"json":{"souris_type":7,"json":[1]},)"
    R"("timezone":{"souris_type":12,"timezone":"UTC"},)"
    R"("timestamp":{"souris_type":6,"timestamp":"2026-12-01T03:00:05"},)"
    R"("polar":{"souris_type":5,"modulus":1.5,"argument":0.5},)"
    R"("cartesian":{"souris_type":5,"real":3,"imaginary":-1},)"
    R"("ipv4":{"souris_type":13,"octets":[32,1,13,184]},)"
    R"("ipv6":{"souris_type":14,"octets":[8193,3512,0,0,0,0,0,1]},"parsed":{"a":[1,"two"]},)"
    R"("array":[{"i":0},{"i":1},{"i":2}]})";

}  // namespace

TEST_CASE("values of all types are built") {
    const BuilderHandle builder = test::make_builder();
    souris_error error{};
    const souris_code code = add_all(builder.get(), &error);
    CAPTURE(error.message);
    REQUIRE(code == SOURIS_OK);
    // The text of tagged JSON may differ in how it writes a value.
    const BuilderHandle expected = test::builder_of(all_as_json);
    CHECK(test::json_of(builder.get()) == test::json_of(expected.get()));
}

TEST_CASE("a builder is used again") {
    const BuilderHandle builder = test::make_builder();
    for (int i = 0; i < 3; ++i) {
        REQUIRE(souris_builder_begin_array(builder.get(), nullptr) == SOURIS_OK);
        CHECK(souris_builder_clear(builder.get(), nullptr) == SOURIS_OK);
        CHECK(souris_builder_int64(builder.get(), i, nullptr) == SOURIS_OK);
        CHECK(test::json_of(builder.get()) == std::to_string(i));
        CHECK(souris_builder_clear(builder.get(), nullptr) == SOURIS_OK);
    }
}

TEST_CASE("a call that does not fit changes nothing") {
    const BuilderHandle builder = test::make_builder();
    souris_error error;
    const auto refused = [&](souris_code code, std::string_view why) {
        return code == SOURIS_INVALID_ARGUMENT &&
               std::string_view(error.message) == "invalid argument (" + std::string(why) + ")";
    };
    souris_bytes* bytes = nullptr;
    souris_builder* const b = builder.get();
    CHECK(refused(souris_builder_end(b, &error), "nothing is begun"));
    CHECK(refused(souris_builder_key(b, "a", 1, &error), "a key is not expected here"));
    CHECK(refused(souris_builder_encode(b, nullptr, &bytes, &error), "there is no value"));
    REQUIRE(souris_builder_begin_map(b, &error) == SOURIS_OK);
    CHECK(refused(souris_builder_null(b, &error), "the value has no key"));
    CHECK(refused(souris_builder_begin_array(b, &error), "the value has no key"));
    REQUIRE(souris_builder_key(b, "a", 1, &error) == SOURIS_OK);
    CHECK(refused(souris_builder_key(b, "b", 1, &error), "a key is not expected here"));
    CHECK(refused(souris_builder_end(b, &error), "the key has no value"));
    REQUIRE(souris_builder_begin_array(b, &error) == SOURIS_OK);
    CHECK(refused(souris_builder_key(b, "b", 1, &error), "a key is not expected here"));
    CHECK(
        refused(souris_builder_pack(b, nullptr, &bytes, &error), "an array or a map is not ended"));
    REQUIRE(souris_builder_end(b, &error) == SOURIS_OK);
    // A key that comes again.
    REQUIRE(souris_builder_key(b, "a", 1, &error) == SOURIS_OK);
    REQUIRE(souris_builder_boolean(b, 1, &error) == SOURIS_OK);
    REQUIRE(souris_builder_end(b, &error) == SOURIS_OK);
    CHECK(refused(souris_builder_null(b, &error), "the tree is complete"));
    CHECK(test::json_of(b) == R"({"a":true})");
}

TEST_CASE("content that no reader would take is refused when it is given") {
    const BuilderHandle builder = test::make_builder();
    souris_builder* const b = builder.get();
    CHECK(souris_builder_string(b, "\xFF", 1, nullptr) == SOURIS_INVALID_UTF8);
    CHECK(souris_builder_character(b, 0xD800, nullptr) == SOURIS_INVALID_CHARACTER);
    CHECK(souris_builder_json(b, "{", 1, nullptr) == SOURIS_INVALID_JSON);
    CHECK(souris_builder_parse_json(b, "{", 1, nullptr, nullptr) == SOURIS_INVALID_JSON);
    CHECK(souris_builder_timezone(b, " ", 1, nullptr) == SOURIS_INVALID_TIMEZONE);
    CHECK(souris_builder_timestamp(b, {2026, 2, 30, 0, 0, 0, 0}, nullptr) ==
          SOURIS_INVALID_TIMESTAMP);
    CHECK(souris_builder_integer(b, {0, 0, -1}, nullptr) == SOURIS_INVALID_ARGUMENT);
    CHECK(souris_builder_complex(b, {0, 0, 0, {0, 0, -1}, {}}, nullptr) == SOURIS_INVALID_ARGUMENT);
    const unsigned char octets[16] = {};
    CHECK(souris_builder_address(b, octets, 5, nullptr) == SOURIS_INVALID_ARGUMENT);
    REQUIRE(souris_builder_begin_map(b, nullptr) == SOURIS_OK);
    CHECK(souris_builder_key(b, "\xFF", 1, nullptr) == SOURIS_INVALID_UTF8);
}

TEST_CASE("the bytes are those of the library") {
    const BuilderHandle builder = test::make_builder();
    REQUIRE(add_all(builder.get(), nullptr) == SOURIS_OK);
    const test::BytesHandle value = test::encoded(builder.get());
    const Value tree = decode_value(test::bytes_of(value.get())).value();
    souris_write_options options = SOURIS_WRITE_OPTIONS_INIT;
    options.profile = SOURIS_SMALLEST;
    options.extended = 1;
    const auto written = [&](auto write) {
        souris_bytes* bytes = nullptr;
        REQUIRE(write(builder.get(), &options, &bytes, nullptr) == SOURIS_OK);
        const test::BytesHandle owner(bytes);
        return test::bytes_of(bytes);
    };
    WriteOptions same;
    same.profile = Profile::smallest;
    same.extended = true;
    const Store store(*tree.as_map());
    CHECK(written(souris_builder_encode) == encode_value(tree, same).value());
    CHECK(written(souris_builder_pack) ==
          pack(tree, {.profile = Profile::smallest, .extended = true}).value());
    CHECK(written(souris_builder_encode_store) == encode_store(store, same).value());
    options.canonical = 1;
    options.profile = SOURIS_FAST;
    souris_bytes* bytes = nullptr;
    CHECK(souris_builder_encode_store(builder.get(), &options, &bytes, nullptr) ==
          SOURIS_CONTRADICTORY_OPTIONS);
}

TEST_CASE("only a map is a store") {
    const BuilderHandle builder = test::builder_of("[1]");
    souris_bytes* bytes = nullptr;
    souris_error error;
    CHECK(souris_builder_encode_store(builder.get(), nullptr, &bytes, &error) ==
          SOURIS_EXPECTED_MAP);
    CHECK(souris_builder_save(builder.get(), "file.sdb", nullptr, &error) == SOURIS_EXPECTED_MAP);
    CHECK(bytes == nullptr);
}

TEST_CASE("deep trees are built without recursion") {
    const BuilderHandle builder = test::make_builder();
    constexpr int depth = 1000;
    for (int i = 0; i < depth; ++i) {
        REQUIRE(souris_builder_begin_array(builder.get(), nullptr) == SOURIS_OK);
        REQUIRE(souris_builder_int64(builder.get(), i, nullptr) == SOURIS_OK);
    }
    for (int i = 0; i < depth; ++i)
        REQUIRE(souris_builder_end(builder.get(), nullptr) == SOURIS_OK);
    CHECK(test::json_of(builder.get()).starts_with("[0,[1,[2,"));
}

TEST_CASE("a value of a document is copied") {
    const test::DocumentHandle document = test::document_of(R"({"a":[1,{"b":"two"}]})");
    const BuilderHandle builder = test::make_builder();
    REQUIRE(souris_builder_copy(builder.get(), souris_document_root(document.get()), nullptr) ==
            SOURIS_OK);
    CHECK(test::json_of(builder.get()) == R"({"a":[1,{"b":"two"}]})");
    const souris_view none{};
    CHECK(souris_builder_clear(builder.get(), nullptr) == SOURIS_OK);
    CHECK(souris_builder_copy(builder.get(), none, nullptr) == SOURIS_INVALID_ARGUMENT);
}

TEST_CASE("without memory of the hooks nothing changes and nothing is lost") {
    for (std::size_t count = 0;; ++count) {
        CAPTURE(count);
        test::CountingHooks counting;
        const souris_allocator hooks = counting.hooks();
        counting.fail_at(count);
        souris_builder* made = nullptr;
        souris_error error{};
        souris_code code = souris_builder_create(&hooks, &made, &error);
        const BuilderHandle builder(made);
        if (made != nullptr) code = add_all(made, &error);
        if (code == SOURIS_OK) {
            CHECK(test::json_of(made) == test::json_of(test::builder_of(all_as_json).get()));
            CHECK(counting.live() > 10);
            break;
        }
        CHECK(code == SOURIS_OUT_OF_MEMORY);
        CHECK(error.code == SOURIS_OUT_OF_MEMORY);
        if (made == nullptr) continue;
        // What is there goes on.
        counting.fail_at(~std::size_t{0});
        CHECK(souris_builder_clear(made, nullptr) == SOURIS_OK);
        CHECK(souris_builder_int64(made, 1, nullptr) == SOURIS_OK);
    }
}

TEST_CASE("null and other handles build nothing") {
    const test::DocumentHandle document = test::document_of("1");
    souris_bytes* bytes = nullptr;
    CHECK(souris_builder_create(nullptr, nullptr, nullptr) == SOURIS_INVALID_ARGUMENT);
    for (souris_builder* const b : {static_cast<souris_builder*>(nullptr),
                                    reinterpret_cast<souris_builder*>(document.get())}) {
        const auto refuses = [](souris_code code) { return code == SOURIS_INVALID_ARGUMENT; };
        CHECK(refuses(souris_builder_clear(b, nullptr)));
        CHECK(refuses(souris_builder_begin_array(b, nullptr)));
        CHECK(refuses(souris_builder_begin_map(b, nullptr)));
        CHECK(refuses(souris_builder_end(b, nullptr)));
        CHECK(refuses(souris_builder_key(b, "", 0, nullptr)));
        CHECK(refuses(souris_builder_null(b, nullptr)));
        CHECK(refuses(souris_builder_boolean(b, 0, nullptr)));
        CHECK(refuses(souris_builder_int64(b, 0, nullptr)));
        CHECK(refuses(souris_builder_uint64(b, 0, nullptr)));
        CHECK(refuses(souris_builder_integer(b, {}, nullptr)));
        CHECK(refuses(souris_builder_double(b, 0, nullptr)));
        CHECK(refuses(souris_builder_float(b, 0, nullptr)));
        CHECK(refuses(souris_builder_string(b, "", 0, nullptr)));
        CHECK(refuses(souris_builder_binary(b, "", 0, nullptr)));
        CHECK(refuses(souris_builder_character(b, 'x', nullptr)));
        CHECK(refuses(souris_builder_json(b, "1", 1, nullptr)));
        CHECK(refuses(souris_builder_timezone(b, "UTC", 3, nullptr)));
        CHECK(refuses(souris_builder_timestamp(b, {}, nullptr)));
        CHECK(refuses(souris_builder_complex(b, {}, nullptr)));
        CHECK(refuses(souris_builder_address(b, nullptr, 4, nullptr)));
        CHECK(refuses(souris_builder_copy(b, {}, nullptr)));
        CHECK(refuses(souris_builder_parse_json(b, "1", 1, nullptr, nullptr)));
        CHECK(refuses(souris_builder_encode(b, nullptr, &bytes, nullptr)));
        CHECK(refuses(souris_builder_pack(b, nullptr, &bytes, nullptr)));
        CHECK(refuses(souris_builder_encode_store(b, nullptr, &bytes, nullptr)));
        CHECK(refuses(souris_builder_save(b, "x.sdb", nullptr, nullptr)));
        souris_builder_free(b);
    }
    const BuilderHandle builder = test::make_builder();
    const auto refuses = [](souris_code code) { return code == SOURIS_INVALID_ARGUMENT; };
    CHECK(refuses(souris_builder_string(builder.get(), nullptr, 0, nullptr)));
    CHECK(refuses(souris_builder_binary(builder.get(), nullptr, 1, nullptr)));
    CHECK(refuses(souris_builder_json(builder.get(), nullptr, 0, nullptr)));
    CHECK(refuses(souris_builder_timezone(builder.get(), nullptr, 0, nullptr)));
    CHECK(refuses(souris_builder_address(builder.get(), nullptr, 4, nullptr)));
    CHECK(refuses(souris_builder_parse_json(builder.get(), nullptr, 0, nullptr, nullptr)));
    CHECK(souris_builder_null(builder.get(), nullptr) == SOURIS_OK);
    CHECK(refuses(souris_builder_encode(builder.get(), nullptr, nullptr, nullptr)));
    CHECK(refuses(souris_builder_save(builder.get(), nullptr, nullptr, nullptr)));
}
