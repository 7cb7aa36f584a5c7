// SPDX-License-Identifier: MIT
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <souris/codec.hpp>
#include <souris/document.hpp>
#include <souris/object_store.hpp>
#include <souris/object_value.hpp>
#include <souris/parser.hpp>

using namespace souris;

namespace {

struct Wheel {
    std::uint8_t spokes = 24;
    std::string brand;

    friend bool operator==(const Wheel&, const Wheel&) = default;
};
struct Bike {
    std::string name;
    std::vector<Wheel> wheels;

    friend bool operator==(const Bike&, const Bike&) = default;
};
/// Announces two elements, and writes one.
struct Overstater {};

}  // namespace

template <>
struct souris::describe<Wheel> {
    static constexpr auto fields =
        std::tuple{field("spokes", &Wheel::spokes), field("brand", &Wheel::brand)};
};
template <>
struct souris::describe<Bike> {
    static constexpr auto fields =
        std::tuple{field("name", &Bike::name), field("wheels", &Bike::wheels)};
};
template <>
struct souris::Codec<Overstater> {
    static bool encode(Encoder& encoder, const Overstater&) {
        if (!encoder.begin_array(2) || !encoder.write_null()) return false;
        encoder.end();
        return true;
    }
    static bool decode(Decoder& decoder, Overstater&) { return decoder.skip(); }
};

namespace {

const Bike red_bike{"red", {{32, "a"}, {28, "b"}}};
const Value red_tree = Map{{"name", "red"},
                           {"wheels", Array{Map{{"spokes", std::uint8_t{32}}, {"brand", "a"}},
                                            Map{{"spokes", std::uint8_t{28}}, {"brand", "b"}}}}};

}  // namespace

TEST_CASE("an object's value is the one that its bytes have") {
    CHECK(to_value(red_bike) == red_tree);
    CHECK(to_value(red_bike) == decode_value(*encode(red_bike)));
    CHECK(from_value<Bike>(red_tree) == red_bike);
    const Value positional = to_value(red_bike, {.form = ObjectForm::array}).value();
    CHECK(positional.is(Type::array));
    CHECK(from_value<Bike>(positional) == red_bike);
    CHECK(to_value(Value(7)) == Value(7));
    CHECK(from_value<Value>(red_tree) == red_tree);
    // Binary values are not packed on the way.
    const Bytes zeros(10'000);
    CHECK(to_value(zeros) == Value(zeros));
    CHECK(from_value<Bytes>(Value(zeros)) == zeros);
}

TEST_CASE("get reads objects, with the whole path of an error") {
    CHECK(red_tree.get<Bike>() == red_bike);
    CHECK(red_tree.at("/wheels/1").get<Wheel>() == red_bike.wheels[1]);
    CHECK(red_tree.at("/wheels").get<std::vector<Wheel>>() == red_bike.wheels);
    const Value wrong = Map{{"bikes", Array{Map{{"wheels", Array{Map{{"spokes", 256}}}}}}}};
    const auto refused = wrong.at("/bikes/0").get<Bike>();
    REQUIRE(!refused);
    CHECK(refused.error().code == ErrorCode::integer_out_of_range);
    CHECK(refused.error().path == "/bikes/0/wheels/0/spokes");
    CHECK(!refused.error().offset);
    CHECK(wrong.at("/bikes/1").get<Bike>().error().code == ErrorCode::index_out_of_range);
    const auto direct = from_value<std::map<std::string, std::vector<Bike>>>(wrong);
    CHECK(direct.error().path == "/bikes/0/wheels/0/spokes");

    DecodeOptions strict;
    strict.refuse_missing_fields = true;
    CHECK(from_value<Wheel>(Value(Map{{"spokes", 1}}), strict).error().path == "/brand");
}

TEST_CASE("views and documents give objects, too") {
    Parser parser;
    const Bytes bytes = *encode(red_bike);
    const ValueView view = parser.parse(bytes).value();
    CHECK(view.get<Bike>() == red_bike);
    CHECK(from_value<Bike>(view) == red_bike);
    CHECK(view.at("/wheels/0").get<Wheel>() == red_bike.wheels[0]);
    CHECK(view.at("/wheels/0").get<Bike>() == Bike{});
    CHECK(view.at("/wheels/0/brand").get<Wheel>().error().path == "/wheels/0/brand");

    const auto document = Document::parse(*encode_store(red_bike)).value();
    CHECK(document.get<Bike>() == red_bike);
    CHECK(document.at("/wheels/1").get<Wheel>() == red_bike.wheels[1]);
    CHECK(document.at("/name").get<Bike>().error().path == "/name");
}

TEST_CASE("values and objects are held to limits both ways") {
    EncodeOptions shallow;
    shallow.limits.max_depth = 1;
    CHECK(to_value(red_bike, shallow).error().detail == "max_depth");
    CHECK(to_value(red_bike, shallow).error().path == "/wheels");
    DecodeOptions few;
    few.limits.max_nodes = 3;
    CHECK(from_value<Bike>(red_tree, few).error().detail == "max_nodes");
    EncodeOptions little;
    little.limits.max_memory = 100;
    CHECK(to_value(red_bike, little).error().detail == "max_memory");
}

TEST_CASE("what a codec of the program's wrote wrongly is no value") {
    const auto refused = to_value(Overstater{});
    REQUIRE(!refused);
    CHECK(refused.error().code == ErrorCode::unrepresentable);
}
