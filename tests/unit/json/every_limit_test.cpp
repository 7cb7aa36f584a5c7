// SPDX-License-Identifier: MIT
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include <souris/cbor.hpp>
#include <souris/check.hpp>
#include <souris/document.hpp>
#include <souris/json.hpp>
#include <souris/msgpack.hpp>
#include <souris/packed.hpp>
#include <souris/parser.hpp>
#include <souris/store.hpp>

// Every limit applies in the same way in every function that reads or writes.

using namespace souris;

namespace {

/// Depth 3, 5 values, 300 bytes of binary, keys of up to 4 bytes.
Value sample() {
    return Map{{"key4", Array{"text that has memory of its own", Map(), Bytes(300)}}};
}
constexpr std::uint64_t document_depth = 3;
constexpr std::uint64_t nodes = 5;
constexpr std::uint64_t longest = 300;
constexpr std::uint64_t key_size = 4;

/// The name of the limit in a result; "" if there is none.
template <class T>
std::string told(const Result<T>& result) {
    return result ? "" : result.error().detail;
}

struct Function {
    const char* name;
    std::function<std::string(const Limits&)> run;
    /// The least limit that succeeds.
    std::uint64_t input;
    /// Empty if nothing is unpacked.
    std::optional<std::uint64_t> output;
};

ReadOptions reading(const Limits& limits) {
    ReadOptions options;
    options.limits = limits;
    return options;
}

WriteOptions writing(const Limits& limits, Layout layout) {
    WriteOptions options;
    options.limits = limits;
    options.layout = layout;
    options.profile = Profile::stored;
    return options;
}

std::vector<Function> reading_functions() {
    std::vector<Function> functions;
    for (const Layout layout : {Layout::v1, Layout::v2}) {
        const Bytes tree = encode_value(sample(), writing({}, layout)).value();
        const auto add = [&](const char* name, const Bytes& bytes, std::uint64_t output,
                             std::string (*run)(const Bytes&, Layout, const Limits&)) {
            functions.push_back({name,
                                 [=](const Limits& limits) { return run(bytes, layout, limits); },
                                 bytes.size(), output});
        };
        add("decode_value", tree, longest, [](const Bytes& bytes, Layout in, const Limits& limits) {
            return told(decode_value(bytes, {.limits = limits}, in));
        });
        add("Parser::parse", tree, longest,
            [](const Bytes& bytes, Layout in, const Limits& limits) {
                return told(Parser().parse(bytes, {.limits = limits}, in));
            });
        const Bytes store = encode_store(Store(*sample().as_map()), writing({}, layout)).value();
        const std::uint64_t unpacked = layout == Layout::v1 ? longest : tree.size();
        add("decode_store", store, unpacked, [](const Bytes& bytes, Layout, const Limits& limits) {
            return told(decode_store(bytes, reading(limits)));
        });
        add("Document::view", store, unpacked,
            [](const Bytes& bytes, Layout, const Limits& limits) {
                return told(Document::view(bytes, reading(limits)));
            });
        add("check_bytes", store, unpacked, [](const Bytes& bytes, Layout, const Limits& limits) {
            return check_bytes(bytes, {.limits = limits}).damage.value_or(Error()).detail;
        });
        if (layout == Layout::v1) continue;
        const Bytes packed = pack(sample(), {.profile = Profile::stored}).value();
        add("unpack", packed, unpacked, [](const Bytes& bytes, Layout, const Limits& limits) {
            return told(unpack(bytes, {.limits = limits}));
        });
        add("Document::unpack_view", packed, unpacked,
            [](const Bytes& bytes, Layout, const Limits& limits) {
                return told(Document::unpack_view(bytes, {.limits = limits}));
            });
        add("check_bytes", packed, unpacked, [](const Bytes& bytes, Layout, const Limits& limits) {
            return check_bytes(bytes, {.limits = limits}).damage.value_or(Error()).detail;
        });
    }
    const std::string json = to_json(sample()).value();
    functions.push_back(
        {"value_from_json",
         [json](const Limits& limits) { return told(value_from_json(json, {.limits = limits})); },
         json.size(), std::nullopt});
    const Bytes cbor = to_cbor(sample()).value();
    functions.push_back(
        {"value_from_cbor",
         [cbor](const Limits& limits) { return told(value_from_cbor(cbor, {.limits = limits})); },
         cbor.size(), std::nullopt});
    const Bytes msgpack = to_msgpack(sample()).value();
    functions.push_back({"value_from_msgpack",
                         [msgpack](const Limits& limits) {
                             return told(value_from_msgpack(msgpack, {.limits = limits}));
                         },
                         msgpack.size(), std::nullopt});
    return functions;
}

std::vector<Function> writing_functions() {
    std::vector<Function> functions;
    const Value value = sample();
    for (const Layout layout : {Layout::v1, Layout::v2}) {
        const std::uint64_t tree = encode_value(value, writing({}, layout)).value().size();
        functions.push_back({"encode_value",
                             [=](const Limits& limits) {
                                 return told(encode_value(value, writing(limits, layout)));
                             },
                             tree, longest});
        functions.push_back({"encode_value of a view",
                             [=](const Limits& limits) {
                                 const Bytes bytes =
                                     encode_value(value, writing({}, layout)).value();
                                 Parser parser;
                                 const ValueView view = parser.parse(bytes, {}, layout).value();
                                 return told(encode_value(view, writing(limits, layout)));
                             },
                             tree, longest});
        const Store store(*value.as_map());
        functions.push_back({"encode_store",
                             [=](const Limits& limits) {
                                 return told(encode_store(store, writing(limits, layout)));
                             },
                             encode_store(store, writing({}, layout)).value().size(),
                             layout == Layout::v1 ? longest : tree});
        if (layout == Layout::v1) continue;
        functions.push_back({"pack",
                             [=](const Limits& limits) {
                                 return told(
                                     pack(value, {.profile = Profile::stored, .limits = limits}));
                             },
                             pack(value, {.profile = Profile::stored}).value().size(), tree});
    }
    functions.push_back(
        {"to_json", [=](const Limits& limits) { return told(to_json(value, {.limits = limits})); },
         to_json(value).value().size(), std::nullopt});
    functions.push_back(
        {"to_cbor", [=](const Limits& limits) { return told(to_cbor(value, {.limits = limits})); },
         to_cbor(value).value().size(), std::nullopt});
    functions.push_back(
        {"to_msgpack",
         [=](const Limits& limits) { return told(to_msgpack(value, {.limits = limits})); },
         to_msgpack(value).value().size(), std::nullopt});
    return functions;
}

void check_line(const Function& function, Limit limit, std::uint64_t Limits::*field,
                std::uint64_t least) {
    CAPTURE(std::string(function.name));
    CAPTURE(std::string(name_of(limit)));
    Limits limits;
    limits.*field = least;
    CHECK(function.run(limits) == "");
    limits.*field = least - 1;
    CHECK(function.run(limits) == name_of(limit));
}

void check_all(const Function& function) {
    CAPTURE(std::string(function.name));
    Limits limits;
    limits.max_depth = document_depth;
    CHECK(function.run(limits) == "");
    limits.max_depth = document_depth - 1;
    CHECK(function.run(limits) == "max_depth");
    check_line(function, Limit::nodes, &Limits::max_nodes, nodes);
    check_line(function, Limit::string, &Limits::max_string, longest);
    check_line(function, Limit::key, &Limits::max_key, key_size);
    check_line(function, Limit::input, &Limits::max_input, function.input);
    if (function.output) {
        check_line(function, Limit::output, &Limits::max_output, *function.output);
    }
}

}  // namespace

TEST_CASE("what is read") {
    for (const Function& function : reading_functions()) {
        check_all(function);
        CAPTURE(std::string(function.name));
        // The memory of a tree is not specified, but limits that are clearly too small are refused.
        Limits limits;
        limits.max_memory = 100;
        CHECK(function.run(limits) == "max_memory");
        limits.max_memory = 10'000;
        CHECK(function.run(limits) == "");
    }
}

TEST_CASE("what is written") {
    for (const Function& function : writing_functions())
        check_all(function);
}

TEST_CASE("a scalar at the root is a value, too") {
    const Bytes null(1, std::byte{0x90});
    for (const std::uint64_t most : {0U, 1U}) {
        Limits limits;
        limits.max_depth = 0;
        limits.max_nodes = most;
        const std::string expected = most == 0 ? "max_nodes" : "";
        CHECK(told(decode_value(null, {.limits = limits})) == expected);
        CHECK(told(Parser().parse(null, {.limits = limits})) == expected);
        CHECK(told(encode_value(Value(), {.limits = limits})) == expected);
        CHECK(told(pack(Value(), {.limits = limits})) == expected);
        CHECK(told(value_from_json("null", {.limits = limits})) == expected);
        CHECK(told(to_json(Value(), {.limits = limits})) == expected);
        const Bytes cbor(1, std::byte{0xF6});
        CHECK(told(value_from_cbor(cbor, {.limits = limits})) == expected);
        CHECK(told(to_cbor(Value(), {.limits = limits})) == expected);
        const Bytes msgpack(1, std::byte{0xC0});
        CHECK(told(value_from_msgpack(msgpack, {.limits = limits})) == expected);
        CHECK(told(to_msgpack(Value(), {.limits = limits})) == expected);
        Parser parser;
        CHECK(told(encode_value(parser.parse(null).value(), {.limits = limits})) == expected);
    }
}

TEST_CASE("coded text is charged before it is decoded") {
    // A table of 'a' 1 and U+10FFFF 0, and a string of a million zero bits: four megabytes.
    constexpr std::size_t bytes_of_code = 125'000;
    Bytes store{std::byte{0x80}};
    const auto append = [&](std::initializer_list<int> bytes) {
        for (const int byte : bytes)
            store.push_back(static_cast<std::byte>(byte));
    };
    // Size of the body: 7 of the table, 5 of tag and count, the code.
    const std::size_t size = 7 + 5 + bytes_of_code;
    append({0xF2, static_cast<int>(size & 0xFF), static_cast<int>(size >> 8 & 0xFF),
            static_cast<int>(size >> 16)});
    append({0x00, 0x62, 0xF2, 0x00, 0x00, 0x11});
    append({0x11, 0xF2, 0x40, 0x42, 0x0F});
    store.resize(store.size() + bytes_of_code + 1);
    DecodeOptions options;
    CHECK(unpack(store, options).value().text().size() == 4'000'000);
    options.limits.max_memory = 2'000'000;
    CHECK(told(unpack(store, options)) == "max_memory");
    options.limits.max_string = 1'000'000;
    CHECK(told(unpack(store, options)) == "max_string");
}
