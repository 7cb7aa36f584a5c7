// SPDX-License-Identifier: MIT
//
// A type of the program with a form of its own: one specialisation of `souris::Codec`.

#include <compare>
#include <map>
#include <string>

#include <fmt/core.h>

#include <souris/format.hpp>
#include <souris/object.hpp>

/// Degrees, not below absolute zero.
class Celsius {
  public:
    static constexpr double coldest = -273.15;

    Celsius() = default;
    explicit Celsius(double degrees) : degrees_(degrees) {}

    [[nodiscard]] double degrees() const { return degrees_; }

  private:
    double degrees_ = 0;
};

//! [codec]
template <>
struct souris::Codec<Celsius> {
    static bool encode(Encoder& encoder, const Celsius& value) {
        return encoder.write_number(value.degrees());
    }
    static bool decode(Decoder& decoder, Celsius& value) {
        double degrees = 0;
        if (!decoder.read_number(degrees)) return false;
        if (degrees < Celsius::coldest) {
            return decoder.fail(ErrorCode::unrepresentable, "colder than cold");
        }
        value = Celsius(degrees);
        return true;
    }
};
//! [codec]

int main() {
    const std::map<std::string, Celsius> cities{{"Cairo", Celsius(31.5)}, {"Oslo", Celsius(-4)}};
    const auto bytes = souris::encode(cities).value();
    const auto again = souris::decode<std::map<std::string, Celsius>>(bytes).value();
    fmt::print("Oslo has {} degrees\n", again.at("Oslo").degrees());

    const auto wrong = souris::encode(std::map<std::string, double>{{"Oslo", -300}}).value();
    fmt::print("{}\n", souris::decode<std::map<std::string, Celsius>>(wrong).error());
}
