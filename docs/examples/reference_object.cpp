// SPDX-License-Identifier: MIT
//
// Examples of the reference: objects of C++ types as bytes, and the classes that write and read
// them.

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include <fmt/core.h>

#include <souris/codec.hpp>
#include <souris/format.hpp>
#include <souris/object.hpp>
#include <souris/object_value.hpp>

//! [object]
struct User {
    std::string name;
    int age = 18;
    std::vector<std::string> tags;
};
//! [object]

//! [describe]
class Account {
  public:
    Account() = default;
    Account(std::string owner, int balance) : owner_(std::move(owner)), balance_(balance) {}
    [[nodiscard]] int balance() const { return balance_; }

  private:
    friend struct souris::describe<Account>;
    std::string owner_;
    int balance_ = 0;
};

template <>
struct souris::describe<Account> {
    static constexpr auto fields =
        std::tuple{field("owner", &Account::owner_).alias("name").required(),
                   field("balance", &Account::balance_)};
    static constexpr auto form = ObjectForm::map;  // what it would be without saying so
};

enum class Colour : std::uint8_t { red, green };

template <>
struct souris::describe<Colour> {
    static constexpr auto enumerators =
        std::tuple{enumerator("red", Colour::red), enumerator("green", Colour::green)};
};

struct Pencil {
    Colour colour = Colour::red;
    int hardness = 2;
};

template <>
struct souris::describe<Pencil> {  // The colour keeps its name.
    static constexpr auto renamed = std::tuple{field("grade", &Pencil::hardness).alias("hardness")};
};
//! [describe]

//! [encoder and decoder]
/// Numbers, written as an array, as `Codec` does for containers.
struct Numbers {
    std::vector<std::uint32_t> values;
};

template <>
struct souris::Codec<Numbers> {
    static bool encode(Encoder& encoder, const Numbers& numbers) {
        if (!encoder.begin_array(numbers.values.size())) return false;
        for (std::size_t i = 0; i < numbers.values.size(); ++i) {
            if (!encoder.write_integer(numbers.values[i])) return encoder.in_element(i);
        }
        encoder.end();
        return true;
    }
    static bool decode(Decoder& decoder, Numbers& numbers) {
        std::size_t count = 0;
        if (!decoder.begin_array(count)) return false;
        if (!decoder.charge(count, sizeof(std::uint32_t))) return false;  // before memory is taken
        numbers.values.resize(count);
        for (std::size_t i = 0; i < count; ++i) {
            decoder.next_element();
            if (!decoder.read_integer(numbers.values[i])) return decoder.in_element(i);
        }
        decoder.end();
        return true;
    }
};
//! [encoder and decoder]

namespace {

void show_object() {
    //! [encode]
    const souris::Bytes bytes = souris::encode(User{"Ada", 36, {"maths"}}).value();
    fmt::print("{} bytes\n", bytes.size());  // 33 bytes
    const auto user = souris::decode<User>(bytes);
    fmt::print("{}\n", user.value().name);  // Ada
    //! [encode]

    //! [decode into]
    User changed{"", 21, {"kept"}};
    const souris::Value patch = souris::Map{{"name", "Grace"}};
    const souris::Bytes part = souris::encode_value(patch).value();
    if (!souris::decode_into(changed, part)) return;
    fmt::print("{} {} {}\n", changed.name, changed.age, changed.tags[0]);  // Grace 21 kept
    //! [decode into]
}

void show_value() {
    //! [object value]
    const souris::Value ada = souris::to_value(User{"Ada", 36, {"maths"}}).value();
    const souris::Value tree = souris::Map{{"version", 2}, {"users", souris::Array{ada}}};
    fmt::print("{}\n", tree.at("/users/0/tags/0")->text());  // maths
    const auto user = tree.at("/users/0").get<User>();       // or from_value<User>(ada)
    fmt::print("{}\n", user.value().age);                    // 36
    const auto wrong = tree.at("/users").get<std::vector<int>>();
    fmt::print("{}\n",
               wrong.error().message());  // wrong type (found map, wanted integer), in /users/0
    //! [object value]
}

void show_describe() {
    //! [describe it]
    const souris::Bytes bytes = souris::encode(Account("Ada", 250)).value();
    fmt::print("{}\n", souris::decode<Account>(bytes).value().balance());  // 250

    const souris::Bytes empty = souris::encode_value(souris::Value(souris::Map())).value();
    fmt::print(
        "{}\n",
        souris::decode<Account>(empty).error().message());  // missing field at byte 0, in /owner

    const souris::Value pencil = souris::to_value(Pencil{Colour::green, 4}).value();
    fmt::print("{}\n", pencil);  // {"colour":"green","grade":4}
    //! [describe it]
}

void show_encoder_and_decoder() {
    //! [numbers]
    const souris::Bytes bytes = souris::encode(Numbers{{1, 2, 3}}).value();
    fmt::print("{} numbers\n", souris::decode<Numbers>(bytes).value().values.size());  // 3 numbers
    const souris::Value wrong = souris::Array{1, "two"};
    const auto error = souris::decode<Numbers>(souris::encode_value(wrong).value()).error();
    fmt::print("{}\n",
               error.message());  // wrong type (found string, wanted integer) at byte 3, in /1
    //! [numbers]
}

}  // namespace

int main() {
    show_object();
    show_value();
    show_describe();
    show_encoder_and_decoder();
}
