// SPDX-License-Identifier: MIT
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <souris/codec.hpp>
#include <souris/detail/class_encoder.hpp>
#include <souris/json.hpp>
#include <souris/object.hpp>

using namespace souris;

namespace {

struct Scored {
    std::string title;
    std::uint8_t lives = 3;
    std::optional<int> score;
};
struct Numbers {
    bool boolean = false;
    std::int8_t int8 = 0;
    std::int16_t int16 = 0;
    std::int32_t int32 = 0;
    std::int64_t int64 = 0;
    std::uint8_t uint8 = 0;
    std::uint16_t uint16 = 0;
    std::uint32_t uint32 = 0;
    std::uint64_t uint64 = 0;
    float float32 = 0;
    double float64 = 0;
};
struct Labelled {
    std::string first;
    std::vector<std::uint32_t> counts;
    std::string last;
};

}  // namespace

template <>
struct souris::describe<Scored> {
    static constexpr auto fields =
        std::tuple{field("title", &Scored::title), field("lives", &Scored::lives),
                   field("score", &Scored::score)};
};
template <>
struct souris::describe<Numbers> {
    static constexpr auto fields =
        std::tuple{field("boolean", &Numbers::boolean), field("int8", &Numbers::int8),
                   field("int16", &Numbers::int16),     field("int32", &Numbers::int32),
                   field("int64", &Numbers::int64),     field("uint8", &Numbers::uint8),
                   field("uint16", &Numbers::uint16),   field("uint32", &Numbers::uint32),
                   field("uint64", &Numbers::uint64),   field("float32", &Numbers::float32),
                   field("float64", &Numbers::float64)};
};
template <>
struct souris::describe<Labelled> {
    static constexpr auto fields =
        std::tuple{field("first", &Labelled::first), field("counts", &Labelled::counts),
                   field("the last of all of them", &Labelled::last)};
};

namespace {

std::string written_json(const Bytes& bytes) {
    return *to_json(*decode_value(bytes));
}

}  // namespace

TEST_CASE("empty optional members are left out") {
    CHECK(written_json(*encode(Scored{"t", 1, std::nullopt})) == R"({"title":"t","lives":1})");
    CHECK(written_json(*encode(Scored{"t", 1, 2}, {.form = ObjectForm::array})) == R"(["t",1,2])");
    CHECK(written_json(*encode(Scored{"t", 1, std::nullopt}, {.form = ObjectForm::array})) ==
          R"(["t",1,null])");
}

TEST_CASE("an object is written as the tree of its members is") {
    // Of each type the least and the greatest number, and those around the lengths of the bytes.
    const auto check = [](std::int64_t number) {
        const auto bits = static_cast<std::uint64_t>(number);
        const Numbers object{.boolean = number < 0,
                             .int8 = static_cast<std::int8_t>(number),
                             .int16 = static_cast<std::int16_t>(number),
                             .int32 = static_cast<std::int32_t>(number),
                             .int64 = number,
                             .uint8 = static_cast<std::uint8_t>(bits),
                             .uint16 = static_cast<std::uint16_t>(bits),
                             .uint32 = static_cast<std::uint32_t>(bits),
                             .uint64 = bits,
                             .float32 = static_cast<float>(number),
                             .float64 = static_cast<double>(number)};
        const Map tree{
            {"boolean", object.boolean}, {"int8", object.int8},      {"int16", object.int16},
            {"int32", object.int32},     {"int64", object.int64},    {"uint8", object.uint8},
            {"uint16", object.uint16},   {"uint32", object.uint32},  {"uint64", object.uint64},
            {"float32", object.float32}, {"float64", object.float64}};
        CHECK(encode(object) == encode_value(tree));
        const Array values{object.boolean, object.int8,    object.int16,  object.int32,
                           object.int64,   object.uint8,   object.uint16, object.uint32,
                           object.uint64,  object.float32, object.float64};
        CHECK(encode(object, {.form = ObjectForm::array}) == encode_value(values));
    };
    for (unsigned bit = 0; bit < 64; ++bit) {
        for (const std::int64_t offset : {-17, -1, 0, 1, 15, 16}) {
            check(static_cast<std::int64_t>((std::uint64_t{1} << bit) + std::uint64_t(offset)));
        }
    }
}

TEST_CASE("text and numbers of any length between others") {
    std::vector<std::uint32_t> counts;
    for (std::uint32_t size = 0; size < 140; ++size) {
        for (const std::string_view end : {"", "\xC3\xA9", "\xC3"}) {
            Labelled object{std::string(size, 'a') + std::string(end), counts, {}};
            // What stands in memory behind a text's end says nothing of the text.
            object.last = "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF";
            object.last.resize(0);
            object.last.append(size % 15, 'z');
            const auto written = encode(object);
            if (end == "\xC3") {
                REQUIRE_FALSE(written);
                CHECK(written.error().code == ErrorCode::invalid_utf8);
                CHECK(written.error().path == "/first");
                continue;
            }
            Array numbers;
            for (const std::uint32_t count : counts)
                numbers.push_back(Value(count));
            const Map tree{{"first", object.first},
                           {"counts", std::move(numbers)},
                           {"the last of all of them", object.last}};
            CHECK(written == encode_value(tree));
            const auto read = decode<Labelled>(*written);
            REQUIRE(read);
            CHECK(read->first == object.first);
            CHECK(read->counts == counts);
            CHECK(read->last == object.last);
        }
        counts.push_back(size * size * 251);
    }
}

TEST_CASE("objects are written within the limits") {
    const Labelled object{"four", {1, 2}, ""};
    EncodeOptions options;
    const auto failure_of = [&] {
        const auto written = encode(object, options);
        return written ? std::string() : written.error().path + ' ' + written.error().detail;
    };
    options.limits.max_string = 4;
    CHECK(failure_of().empty());
    options.limits.max_string = 3;
    CHECK(failure_of() == "/first max_string");
    options.limits = {};
    // The object, its members and the numbers.
    options.limits.max_nodes = 6;
    CHECK(failure_of().empty());
    options.limits.max_nodes = 5;
    CHECK(failure_of() == "/counts max_nodes");
    options.limits.max_nodes = 3;
    CHECK(failure_of() == " max_nodes");
    options.limits = {};
    options.limits.max_depth = 1;
    CHECK(failure_of() == "/counts max_depth");
    options.limits = {};
    options.limits.max_key = 22;
    CHECK(failure_of() == " max_key");
    options.form = ObjectForm::array;
    CHECK(failure_of().empty());
}
