// SPDX-License-Identifier: MIT
#include <array>
#include <numeric>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include <souris/object_store.hpp>

#include "property/generators/sample_object.hpp"
#include "scarce_memory.hpp"

using namespace souris;
using test::fail_each_refusal;
using test::fail_each_result;
using test::SampleObject;

namespace {

/// Allocates nothing.
struct Flat {
    std::uint64_t number = 0;
    double weight = 0;
    bool flag = false;
    std::string_view name;
    std::span<const std::byte> blob;
    std::optional<std::int32_t> maybe;
    std::array<std::uint16_t, 3> version{};
    std::variant<std::monostate, int> either;
    std::tuple<char32_t, Ipv4> both;
    Timestamp time;
};

SampleObject sample() {
    std::vector<std::uint8_t> source(400);
    std::iota(source.begin(), source.end(), std::uint8_t{1});
    return test::sample_object(source);
}

}  // namespace

template <>
struct souris::describe<Flat> {
    static constexpr auto fields =
        std::tuple{field("number", &Flat::number),   field("weight", &Flat::weight),
                   field("flag", &Flat::flag),       field("name", &Flat::name),
                   field("blob", &Flat::blob),       field("maybe", &Flat::maybe),
                   field("version", &Flat::version), field("either", &Flat::either),
                   field("both", &Flat::both),       field("time", &Flat::time)};
};

TEST_CASE("when memory runs out, objects say so") {
    const SampleObject object = sample();
    const auto is_object = [&](const SampleObject& read) { return read == object; };
    for (const ObjectForm form : {ObjectForm::map, ObjectForm::array}) {
        const EncodeOptions options{.form = form};
        const Bytes bytes = *encode(object, options);
        fail_each_result(
            "encode", [&] { return encode(object, options); },
            [&](const Bytes& written) { return written == bytes; });
        fail_each_result(
            "decode", [&] { return decode<SampleObject>(bytes); }, is_object);
        fail_each_refusal("decode of another type", ErrorCode::wrong_type,
                          [&] { return decode<std::vector<int>>(bytes); });
    }
    const Bytes stored = *encode_store(object);
    fail_each_result(
        "encode_store", [&] { return encode_store(object); },
        [&](const Bytes& written) { return decode_store<SampleObject>(written) == object; });
    fail_each_result(
        "decode_store", [&] { return decode_store<SampleObject>(stored); }, is_object);
    const Bytes packed = *pack(object);
    fail_each_result(
        "unpack", [&] { return unpack<SampleObject>(packed); }, is_object);
}

TEST_CASE("members that need no memory take none") {
    const Bytes blob{std::byte{1}, std::byte{2}};
    const Flat flat{1U << 30U,
                    2.5,
                    true,
                    "a name that is longer than any short string",
                    blob,
                    7,
                    {1, 2, 3},
                    5,
                    {U'x', Ipv4(1, 2, 3, 4)},
                    *Timestamp::parse("2024-10-30T12:34:56.5")};
    for (const ObjectForm form : {ObjectForm::map, ObjectForm::array}) {
        for (const bool strict : {false, true}) {
            const Bytes bytes = *encode(flat, {.form = form});
            Result<Flat> read;
            {
                const test::FailingAllocations none(0, true);
                read = decode<Flat>(bytes, {.strict = strict});
            }
            CHECK_FALSE(test::FailingAllocations::have_failed());
            REQUIRE(read.has_value());
            CHECK(read->name == flat.name);
            CHECK(read->time == flat.time);
        }
    }
    // Keys in another order than that of the type, and unknown ones.
    const Bytes other = *encode_value(Map{{"flag", true}, {"more", Array{1, "x"}}, {"number", 7}});
    const test::FailingAllocations none(0, true);
    const auto read = decode<Flat>(other);
    CHECK_FALSE(test::FailingAllocations::have_failed());
    CHECK(read->number == 7);
}
