// SPDX-License-Identifier: MIT
#include <cstddef>
#include <string>
#include <utility>

#include <doctest/doctest.h>

#include <souris/file.hpp>
#include <souris/souris.h>

#include "rich_value.hpp"
#include "scarce_memory.hpp"
#include "unit/file/temporary_directory.hpp"

using namespace souris;
using test::fail_each_allocation;
using test::Outcome;
using test::ScarceMemory;

namespace {

/// Calls `run`, which is given an error to fill and returns a code, in scarce memory. What it makes
/// is to be freed by `release`.
template <class Run, class Release>
void fail_each_c_call(const char* name, Run run, Release release) {
    fail_each_allocation(name, Outcome::out_of_memory, [&](const ScarceMemory& memory) {
        souris_error error{};
        const souris_code code = memory.during([&] { return run(&error); });
        release();
        if (code == SOURIS_OK) return Outcome::done;
        // The message needs memory, too.
        const bool is_told = error.code == code && error.message[0] != '\0';
        return code == SOURIS_OUT_OF_MEMORY && is_told ? Outcome::out_of_memory : Outcome::wrong;
    });
}

souris_code build(souris_builder* builder, const souris_view& copied, souris_error* error) {
    const char* const text = test::long_text.data();
    const std::size_t length = test::long_text.size();
    // Those after the first failure would not fit.
    souris_code code = SOURIS_OK;
    const auto next = [&](auto call) {
        if (code == SOURIS_OK) code = call();
    };
    next([&] { return souris_builder_begin_map(builder, error); });
    next([&] { return souris_builder_key(builder, text, length, error); });
    next([&] { return souris_builder_begin_array(builder, error); });
    next([&] { return souris_builder_string(builder, text, length, error); });
    next([&] { return souris_builder_binary(builder, text, length, error); });
    next([&] { return souris_builder_json(builder, "[1, 2, 3, 4, 5, 6, 7, 8, 9]", 27, error); });
    next([&] {
        return souris_builder_timezone(builder, "America/Argentina/Buenos_Aires", 30, error);
    });
    next([&] { return souris_builder_complex(builder, {}, error); });
    next([&] {
        return souris_builder_parse_json(builder, R"({"a":["two",3]})", 15, nullptr, error);
    });
    next([&] { return souris_builder_copy(builder, copied, error); });
    next([&] { return souris_builder_end(builder, error); });
    next([&] { return souris_builder_end(builder, error); });
    return code;
}

}  // namespace

TEST_CASE("when memory runs out, the C interface says so") {
    const Bytes store = encode_store(Store(test::rich_map())).value();
    const Bytes value = encode_value(test::rich_map()).value();
    const Bytes message = pack(test::rich_map()).value();
    const TemporaryDirectory directory;
    const std::string path = (directory / "c.sdb").string();
    REQUIRE(write_file(path, store));

    souris_document* document = nullptr;
    const auto free_document = [&] { souris_document_free(std::exchange(document, nullptr)); };
    fail_each_c_call(
        "souris_document_open",
        [&](souris_error* error) {
            return souris_document_open(path.c_str(), nullptr, &document, error);
        },
        free_document);
    fail_each_c_call(
        "souris_document_parse",
        [&](souris_error* error) {
            return souris_document_parse(store.data(), store.size(), nullptr, &document, error);
        },
        free_document);
    fail_each_c_call(
        "souris_document_borrow",
        [&](souris_error* error) {
            return souris_document_borrow(message.data(), message.size(), nullptr, &document,
                                          error);
        },
        free_document);
    fail_each_c_call(
        "souris_document_decode",
        [&](souris_error* error) {
            return souris_document_decode(value.data(), value.size(), nullptr, &document, error);
        },
        free_document);

    REQUIRE(souris_document_borrow(store.data(), store.size(), nullptr, &document, nullptr) ==
            SOURIS_OK);
    const souris_view root = souris_document_root(document);
    souris_view found{};
    const auto keep = [] {};
    fail_each_c_call(
        "souris_view_at, of nothing",
        [&](souris_error* error) {
            const souris_code code =
                souris_view_at(root, "/a key that is not there", 24, &found, error);
            return code == SOURIS_KEY_NOT_FOUND ? SOURIS_OK : code;
        },
        keep);
    souris_bytes* bytes = nullptr;
    const auto free_bytes = [&] { souris_bytes_free(std::exchange(bytes, nullptr)); };
    fail_each_c_call(
        "souris_view_to_json",
        [&](souris_error* error) {
            return souris_view_to_json(root, 1, 2, nullptr, nullptr, &bytes, error);
        },
        free_bytes);

    souris_builder* builder = nullptr;
    const auto free_builder = [&] { souris_builder_free(std::exchange(builder, nullptr)); };
    fail_each_c_call(
        "souris_builder",
        [&](souris_error* error) {
            const souris_code code = souris_builder_create(nullptr, &builder, error);
            return code == SOURIS_OK ? build(builder, root, error) : code;
        },
        free_builder);

    REQUIRE(souris_builder_create(nullptr, &builder, nullptr) == SOURIS_OK);
    REQUIRE(build(builder, root, nullptr) == SOURIS_OK);
    const std::pair<const char*, decltype(&souris_builder_encode)> writers[] = {
        {"souris_builder_encode", souris_builder_encode},
        {"souris_builder_pack", souris_builder_pack},
        {"souris_builder_encode_store", souris_builder_encode_store},
    };
    for (const auto& writer : writers) {
        fail_each_c_call(
            writer.first,
            [&](souris_error* error) { return writer.second(builder, nullptr, &bytes, error); },
            free_bytes);
    }
    fail_each_c_call(
        "souris_builder_save",
        [&](souris_error* error) {
            return souris_builder_save(builder, path.c_str(), nullptr, error);
        },
        keep);
    free_builder();
    free_document();

    souris_scanner* scanner = nullptr;
    for (const int items : {SOURIS_VALUES, SOURIS_MESSAGES}) {
        Bytes stream;
        if (items == SOURIS_MESSAGES) {
            unsigned char head[9];
            const std::size_t size = souris_message_head(message.size(), head);
            for (std::size_t i = 0; i != size; ++i)
                stream.push_back(std::byte{head[i]});
        }
        const Bytes& item = items == SOURIS_MESSAGES ? message : value;
        stream.insert(stream.end(), item.begin(), item.end());
        fail_each_c_call(
            "souris_scanner",
            [&](souris_error* error) {
                souris_code code = souris_scanner_create(items, nullptr, &scanner, error);
                if (code != SOURIS_OK) return code;
                code = souris_scanner_append(scanner, stream.data(), stream.size(), error);
                if (code != SOURIS_OK) return code;
                const unsigned char* begin = nullptr;
                std::size_t size = 0;
                code = souris_scanner_next(scanner, &begin, &size, error);
                if (code != SOURIS_OK) return code;
                return size == item.size() ? souris_scanner_finish(scanner, error)
                                           : SOURIS_INTERNAL_ERROR;
            },
            [&] { souris_scanner_free(std::exchange(scanner, nullptr)); });
    }
}
