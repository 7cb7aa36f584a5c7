// SPDX-License-Identifier: MIT
//
// Examples of the reference: values, their parts, and finding one in a tree.

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/core.h>

#include <souris/format.hpp>
#include <souris/pointer.hpp>
#include <souris/value.hpp>

namespace {

void show_value() {
    //! [value]
    souris::Value user =
        souris::Map{{"name", "Ada"}, {"age", 36}, {"tags", souris::Array{"maths"}}};

    const auto name = user.at("/name").get<std::string_view>();
    fmt::print("{}\n", name.value());  // Ada
    const auto age = user.at("/age").get<double>();
    fmt::print("{}\n", age.value());  // 36
    const auto none = user.at("/tags/1").get<std::string>();
    fmt::print("{}\n", none.error().message());  // no such element, in /tags/1
    const auto wrong = user.at("/name").get<int>();
    fmt::print("{}\n",
               wrong.error().message());  // wrong type (found string, wanted integer), in /name

    if (souris::Value* tag = user.find("/tags/0")) *tag = souris::Ipv4{127, 0, 0, 1};
    fmt::print("{}\n", name_of(user.at("/tags/0")->type()));     // ipv4
    fmt::print("{}\n", souris::Value(1) == souris::Value(1.0));  // false
    //! [value]

    //! [found]
    const souris::Found tags = user.at("/tags");
    if (tags) fmt::print("{}: {}\n", tags.path(), tags->elements().size());  // /tags: 1
    fmt::print("{}\n", name_of(tags.at("/x").error().code));                 // index_out_of_range
    fmt::print("{}\n", tags.at("/0").get<souris::Ipv4>().value());           // 127.0.0.1
    //! [found]
}

void show_names() {
    //! [names]
    souris::Value game;  // null, which becomes what it is used as
    game["player"] = "Ada";
    game["scores"]["chess"] = std::vector{1500, 1600};
    game["scores"]["chess"].push_back(1700);
    fmt::print("{} {}\n", game.size(), game.contains("level"));  // 2 false

    const souris::Value& saved = game;  // a constant value is searched, never changed
    const auto score = saved["scores"]["chess"][2].get<int>();
    fmt::print("{}\n", score.value());  // 1700
    const auto level = saved["level"].get<int>();
    fmt::print("{}\n", level.value_or(1));         // 1
    fmt::print("{}\n", level.error().message());   // no such key, in /level
    fmt::print("{}\n", saved["player"] == "Ada");  // true
    game.erase("scores");
    fmt::print("{}\n", game);  // {"player":"Ada"}
    //! [names]
}

void show_map() {
    //! [map]
    souris::Map stock{{"cheese", 12}, {"crackers", 3}};
    stock["bread"] = 1;  // at the end
    stock.insert_or_assign("cheese", 11);
    stock.erase("crackers");
    for (const auto& [key, value] : stock)
        fmt::print("{}={} ", key, value.integer());
    fmt::print("\n");  // cheese=11 bread=1
    const souris::Value* cheese = stock.find("cheese");
    fmt::print("{} {}\n", cheese != nullptr, stock.contains("wine"));  // true false
    //! [map]
}

void show_array() {
    //! [array]
    souris::Array array{1, "two", nullptr};
    array.push_back(souris::Array{4, 5});
    array.erase(0);
    array.insert(1, U'\u00E9');
    for (const souris::Value& element : array)
        fmt::print("{} ", name_of(element.type()));
    fmt::print("\n");                              // string character null array
    fmt::print("{}\n", array.find(9) == nullptr);  // true
    //! [array]
}

void show_pointer() {
    //! [pointer]
    std::string pointer;
    souris::append_pointer_token(pointer, "a/b");
    souris::append_pointer_token(pointer, std::size_t{3});
    fmt::print("{}\n", pointer);  // /a~1b/3

    std::string_view rest = pointer;
    fmt::print("{}\n", souris::take_pointer_token(rest).value());  // a/b
    fmt::print("{}\n", souris::take_pointer_token(rest).value());  // 3
    fmt::print("{}\n", souris::pointer_index("03").has_value());   // false
    //! [pointer]
}

void show_timestamp() {
    //! [timestamp]
    const auto time = souris::Timestamp::parse("2024-02-29T12:34:56.5").value();
    fmt::print("{}, {}\n", time.year, time.nanosecond);  // 2024, 500000000
    fmt::print("{}\n", time);                            // 2024-02-29T12:34:56.500
    const auto point = time.to_time_point().value();
    fmt::print("{}\n", souris::Timestamp::from_time_point(
                           point + std::chrono::hours(24)));  // 2024-03-01T12:34:56.500
    fmt::print("{}\n", souris::Timestamp{.year = 2023, .month = 2, .day = 29}.is_valid());  // false
    //! [timestamp]
    //! [zoned]
    const auto utc = souris::Timestamp::parse_zoned("2024-02-29T12:34:56+02:00").value();
    fmt::print("{}\n", utc);                                            // 2024-02-29T10:34:56
    fmt::print("{}\n", *souris::Timestamp::parse_zoned("2024-02-29"));  // 2024-02-29T00:00:00
    //! [zoned]
}

void show_time_zone() {
    //! [time zone]
    fmt::print("{}\n", souris::TimeZone::parse("Europe/London").value());  // Europe/London
    fmt::print("{}\n", name_of(souris::TimeZone::parse("a//b").error()));  // invalid_timezone
    //! [time zone]
}

void show_complex() {
    //! [complex]
    const souris::Complex cartesian(3, -4);
    fmt::print("{}, {}\n", cartesian, cartesian.cartesian()->imaginary);  // 3-4i, -4
    const auto polar = souris::Complex::polar(2.5, 1.0);
    fmt::print("{}, {}\n", polar, polar.cartesian() == nullptr);  // 2.5 * e^(1.0i), true
    //! [complex]
}

void show_address() {
    //! [address]
    const souris::Ipv4 home{127, 0, 0, 1};
    fmt::print("{}, {}\n", home, home.octets[0]);  // 127.0.0.1, 127
    const souris::Ipv6 mapped({0, 0, 0, 0, 0, 0xFFFF, 0x0102, 0x0304});
    fmt::print("{}\n", mapped);  // ::ffff:1.2.3.4
    //! [address]
}

void show_json_text() {
    //! [json text]
    const auto text = souris::JsonText::parse(R"({"price": 1.50})").value();
    fmt::print("{}\n", text.text());                                      // {"price": 1.50}
    fmt::print("{}\n", name_of(souris::JsonText::parse("{1}").error()));  // invalid_json
    //! [json text]
}

}  // namespace

int main() {
    show_value();
    show_names();
    show_map();
    show_array();
    show_pointer();
    show_timestamp();
    show_time_zone();
    show_complex();
    show_address();
    show_json_text();
}
