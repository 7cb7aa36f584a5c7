// SPDX-License-Identifier: MIT
#include <cstddef>
#include <string_view>

#include <doctest/doctest.h>

#include <souris/document.hpp>
#include <souris/packed.hpp>
#include <souris/store.hpp>

#include "unit/c/c_support.hpp"

using namespace souris;
using test::DocumentHandle;

namespace {

constexpr const char* map_text = R"({"name":"Ada","list":[1,2]})";

/// The forms of the same map: a store, a packed value.
Bytes form(bool is_store) {
    const test::BuilderHandle builder = test::builder_of(map_text);
    souris_bytes* bytes = nullptr;
    REQUIRE((is_store ? souris_builder_encode_store : souris_builder_pack)(
                builder.get(), nullptr, &bytes, nullptr) == SOURIS_OK);
    const test::BytesHandle owner(bytes);
    return test::bytes_of(bytes);
}

}  // namespace

TEST_CASE("a store and a packed value are read, with and without a copy") {
    for (const bool is_store : {true, false}) {
        for (const auto read : {souris_document_parse, souris_document_borrow}) {
            Bytes bytes = form(is_store);
            souris_document* document = nullptr;
            REQUIRE(read(bytes.data(), bytes.size(), nullptr, &document, nullptr) == SOURIS_OK);
            const DocumentHandle owner(document);
            if (read == souris_document_parse) bytes.assign(bytes.size(), std::byte{0xFF});
            CHECK(test::json_of(souris_document_root(document)) == map_text);
        }
    }
}

TEST_CASE("errors have the place") {
    const Bytes bytes = form(true);
    souris_error error;
    souris_document* document = nullptr;
    CHECK(souris_document_parse(bytes.data(), 7, nullptr, &document, &error) == SOURIS_TRUNCATED);
    CHECK(error.has_offset == 1);
    CHECK(error.offset == 7);
    CHECK(document == nullptr);
    CHECK(souris_document_open("none.sdb", nullptr, &document, &error) == SOURIS_IO_ERROR);
    CHECK(std::string_view(error.message).find("open: ") != std::string_view::npos);
    const unsigned char refused[] = {0xB2, 0x43, 0x00};
    CHECK(souris_document_decode(refused, 3, nullptr, &document, &error) ==
          SOURIS_INVALID_SIGN_STATE);
    CHECK(std::string_view(error.path) == "/0");
    souris_limits limits;
    souris_limits_default(&limits, sizeof limits);
    limits.max_input = 10;
    souris_read_options options = SOURIS_READ_OPTIONS_INIT;
    options.limits = &limits;
    CHECK(souris_document_parse(bytes.data(), bytes.size(), &options, &document, &error) ==
          SOURIS_LIMIT_EXCEEDED);
    CHECK(souris_document_decode(bytes.data(), bytes.size(), &options, &document, &error) ==
          SOURIS_LIMIT_EXCEEDED);
}

TEST_CASE("null and other handles are refused") {
    souris_document* document = nullptr;
    souris_error error;
    CHECK(souris_document_open(nullptr, nullptr, &document, &error) == SOURIS_INVALID_ARGUMENT);
    CHECK(souris_document_open("x", nullptr, nullptr, &error) == SOURIS_INVALID_ARGUMENT);
    for (const auto read :
         {souris_document_parse, souris_document_borrow, souris_document_decode}) {
        CHECK(read(nullptr, 1, nullptr, &document, &error) == SOURIS_INVALID_ARGUMENT);
        CHECK(read("x", 1, nullptr, nullptr, nullptr) == SOURIS_INVALID_ARGUMENT);
        CHECK(read(nullptr, 0, nullptr, &document, &error) == SOURIS_TRUNCATED);
    }
    const test::BuilderHandle builder = test::make_builder();
    auto* const other = reinterpret_cast<souris_document*>(builder.get());
    CHECK(souris_view_type(souris_document_root(other)) == SOURIS_NO_VALUE);
    CHECK(souris_view_type(souris_document_root(nullptr)) == SOURIS_NO_VALUE);
    souris_document_free(other);
    souris_document_free(nullptr);
    CHECK(souris_builder_null(builder.get(), nullptr) == SOURIS_OK);
}

TEST_CASE("hooks give the memory of the handle") {
    test::CountingHooks counting;
    const souris_allocator hooks = counting.hooks();
    souris_read_options options = SOURIS_READ_OPTIONS_INIT;
    options.allocator = &hooks;
    const Bytes bytes = form(true);
    souris_document* document = nullptr;
    REQUIRE(souris_document_borrow(bytes.data(), bytes.size(), &options, &document, nullptr) ==
            SOURIS_OK);
    CHECK(counting.live() == 1);
    souris_document_free(document);
    CHECK(counting.live() == 0);
    counting.fail_at(0);
    document = nullptr;
    CHECK(souris_document_borrow(bytes.data(), bytes.size(), &options, &document, nullptr) ==
          SOURIS_OUT_OF_MEMORY);
    CHECK(document == nullptr);
}
