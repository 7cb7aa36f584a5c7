// SPDX-License-Identifier: MIT
//
// Objects of a game, encoded and decoded, compared with msgpack-cxx: 50 monsters with nested
// structs, three floats in a row, small integers, an enumeration, text, and vectors of bytes and of
// structs. The types are those of the public suite fraillt/cpp_serializers_benchmark. Both
// libraries reuse the memory of their output.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include <souris/object.hpp>
#include <souris/sink.hpp>

#include "msgpack_members.hpp"

namespace {

enum class Color : std::uint8_t { red, green, blue };

}  // namespace

#if HAS_MSGPACK
MSGPACK_ADD_ENUM(Color)
#endif

namespace {

struct Vector3 {
    float x = 0;
    float y = 0;
    float z = 0;

    friend bool operator==(const Vector3&, const Vector3&) = default;
};

struct Weapon {
    std::string name;
    std::int16_t damage = 0;

    friend bool operator==(const Weapon&, const Weapon&) = default;
};

struct Monster {
    Vector3 position;
    std::int16_t mana = 0;
    std::int16_t health = 0;
    std::string name;
    std::vector<std::uint8_t> inventory;
    Color color = Color::red;
    std::vector<Weapon> weapons;
    Weapon equipped;
    std::vector<Vector3> path;

    friend bool operator==(const Monster&, const Monster&) = default;
};

/// A xorshift generator (Marsaglia, 2003), which gives the same monsters everywhere.
class Random {
  public:
    std::uint32_t below(std::uint32_t end) {
        state_ ^= state_ << 13U;
        state_ ^= state_ >> 7U;
        state_ ^= state_ << 17U;
        return static_cast<std::uint32_t>(state_ >> 32U) % end;
    }
    float coordinate() { return static_cast<float>(below(1U << 24U)) / 4096 - 2048; }
    Vector3 vector() { return {coordinate(), coordinate(), coordinate()}; }
    std::string text(std::uint32_t least, std::uint32_t most) {
        std::string text(least + below(most - least + 1), '\0');
        for (char& letter : text)
            letter = static_cast<char>('a' + below(26));
        return text;
    }
    Weapon weapon() { return {text(4, 14), static_cast<std::int16_t>(below(500))}; }

  private:
    std::uint64_t state_ = 0x9E3779B97F4A7C15U;
};

std::vector<Monster> make_monsters() {
    Random random;
    std::vector<Monster> monsters(50);
    for (Monster& monster : monsters) {
        monster.position = random.vector();
        monster.mana = static_cast<std::int16_t>(random.below(500));
        monster.health = static_cast<std::int16_t>(random.below(1000));
        monster.name = random.text(5, 20);
        monster.inventory.resize(random.below(32));
        for (std::uint8_t& item : monster.inventory)
            item = static_cast<std::uint8_t>(random.below(256));
        monster.color = static_cast<Color>(random.below(3));
        monster.weapons.resize(random.below(6));
        for (Weapon& weapon : monster.weapons)
            weapon = random.weapon();
        monster.equipped = random.weapon();
        monster.path.resize(random.below(8));
        for (Vector3& place : monster.path)
            place = random.vector();
    }
    return monsters;
}

const std::vector<Monster>& monsters() {
    static const std::vector<Monster> all = make_monsters();
    return all;
}

/// report.py counts a monster as a node.
void count(benchmark::State& state, std::size_t size) {
    state.counters["bytes"] = static_cast<double>(size);
    state.counters["nodes"] = static_cast<double>(monsters().size());
}

void souris_encode(benchmark::State& state, souris::ObjectForm form) {
    souris::Sink sink;
    for (auto _ : state) {
        sink.clear();
        if (!souris::encode(sink, monsters(), {.form = form})) std::abort();
        benchmark::DoNotOptimize(sink.view().data());
    }
    count(state, sink.view().size());
}

void souris_decode(benchmark::State& state, souris::ObjectForm form) {
    const souris::Bytes bytes = *souris::encode(monsters(), {.form = form});
    std::vector<Monster> decoded;
    for (auto _ : state) {
        if (!souris::decode_into(decoded, bytes)) std::abort();
        benchmark::DoNotOptimize(decoded.data());
    }
    if (decoded != monsters()) std::abort();
    count(state, bytes.size());
}

BENCHMARK_CAPTURE(souris_encode, map, souris::ObjectForm::map)
    ->Name("encode monsters/souris map/fifty");
BENCHMARK_CAPTURE(souris_encode, array, souris::ObjectForm::array)
    ->Name("encode monsters/souris array/fifty");
BENCHMARK_CAPTURE(souris_decode, map, souris::ObjectForm::map)
    ->Name("decode monsters/souris map/fifty");
BENCHMARK_CAPTURE(souris_decode, array, souris::ObjectForm::array)
    ->Name("decode monsters/souris array/fifty");

#if HAS_MSGPACK
template <bool is_map>
struct PackedVector3 : Vector3 {
    PackedVector3() = default;
    explicit PackedVector3(const Vector3& vector) : Vector3(vector) {}

    PACKED_MEMBERS("x", x, "y", y, "z", z)
};

template <bool is_map>
struct PackedWeapon : Weapon {
    PackedWeapon() = default;
    explicit PackedWeapon(const Weapon& weapon) : Weapon(weapon) {}

    PACKED_MEMBERS("name", name, "damage", damage)
};

template <bool is_map>
struct PackedMonster {
    PackedVector3<is_map> position;
    std::int16_t mana = 0;
    std::int16_t health = 0;
    std::string name;
    std::vector<std::uint8_t> inventory;
    Color color = Color::red;
    std::vector<PackedWeapon<is_map>> weapons;
    PackedWeapon<is_map> equipped;
    std::vector<PackedVector3<is_map>> path;

    PackedMonster() = default;
    explicit PackedMonster(const Monster& monster)
        : position(monster.position),
          mana(monster.mana),
          health(monster.health),
          name(monster.name),
          inventory(monster.inventory),
          color(monster.color),
          weapons(monster.weapons.begin(), monster.weapons.end()),
          equipped(monster.equipped),
          path(monster.path.begin(), monster.path.end()) {}

    PACKED_MEMBERS("position", position, "mana", mana, "health", health, "name", name, "inventory",
                   inventory, "color", color, "weapons", weapons, "equipped", equipped, "path",
                   path)
};

template <bool is_map>
void msgpack_encode(benchmark::State& state) {
    const std::vector<PackedMonster<is_map>> all(monsters().begin(), monsters().end());
    msgpack::sbuffer buffer;
    for (auto _ : state) {
        buffer.clear();
        msgpack::pack(buffer, all);
        benchmark::DoNotOptimize(buffer.data());
    }
    count(state, buffer.size());
}

template <bool is_map>
void msgpack_decode(benchmark::State& state) {
    const std::vector<PackedMonster<is_map>> all(monsters().begin(), monsters().end());
    msgpack::sbuffer buffer;
    msgpack::pack(buffer, all);
    msgpack::zone zone;
    std::vector<PackedMonster<is_map>> decoded;
    for (auto _ : state) {
        zone.clear();
        msgpack::unpack(zone, buffer.data(), buffer.size()).convert(decoded);
        benchmark::DoNotOptimize(decoded.data());
    }
    count(state, buffer.size());
}

BENCHMARK(msgpack_encode<true>)->Name("encode monsters/msgpack map/fifty");
BENCHMARK(msgpack_encode<false>)->Name("encode monsters/msgpack array/fifty");
BENCHMARK(msgpack_decode<true>)->Name("decode monsters/msgpack map/fifty");
BENCHMARK(msgpack_decode<false>)->Name("decode monsters/msgpack array/fifty");
#endif

}  // namespace

BENCHMARK_MAIN();
