// SPDX-License-Identifier: MIT
//
// A save game that outlives its first version: members are added, renamed and removed, and each
// version reads what the other wrote.

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include <fmt/core.h>

#include <souris/format.hpp>
#include <souris/object_store.hpp>

namespace version1 {

struct Item {
    std::string name;
    std::uint8_t weight = 0;
};

struct Game {
    std::string player;
    int gold = 0;
    bool is_hard = false;
    std::vector<Item> bag;
};

}  // namespace version1

namespace version2 {

struct Item {
    std::string name;
    std::uint32_t weight = 0;  // was a byte: whatever was written still fits
    std::optional<std::string> engraving;
};

enum class Difficulty : std::uint8_t { easy, normal, hard };

struct Game {
    std::string hero;  // was `player`
    int gold = 0;
    Difficulty difficulty = Difficulty::normal;  // was `is_hard`
    std::vector<Item> bag;
};

}  // namespace version2

// Only members that were renamed, or are written by name, need a description.
template <>
struct souris::describe<version2::Game> {
    using Game = version2::Game;
    static constexpr auto fields = std::tuple{
        field("hero", &Game::hero).alias("player").required(), field("gold", &Game::gold),
        field("difficulty", &Game::difficulty), field("bag", &Game::bag)};
};
template <>
struct souris::describe<version2::Difficulty> {
    using Difficulty = version2::Difficulty;
    static constexpr std::array enumerators{enumerator("easy", Difficulty::easy),
                                            enumerator("normal", Difficulty::normal),
                                            enumerator("hard", Difficulty::hard)};
};

namespace {

int fail(const souris::Error& error) {
    fmt::print("{}\n", error);
    return 1;
}

}  // namespace

int main() {
    // Atomic: if the machine stops here, the old file is there, or the new one.
    const version1::Game old{"Ada", 250, true, {{"cheese", 3}, {"lamp", 12}}};
    if (const auto saved = souris::save("game.sdb", old); !saved) return fail(saved.error());

    auto game = souris::load<version2::Game>("game.sdb");
    if (!game) return fail(game.error());
    fmt::print("{} has {} gold, {} items\n", game->hero, game->gold, game->bag.size());

    game->difficulty = version2::Difficulty::hard;
    game->bag[1].engraving = "to Charles";
    game->bag[1].weight = 4000;
    if (const auto saved = souris::save("game.sdb", *game); !saved) return fail(saved.error());

    // The first version still reads the members it knows, and reports what it cannot read.
    const auto again = souris::load<version1::Game>("game.sdb");
    fmt::print("{}\n", again ? "read" : again.error().message());
    game->bag[1].weight = 12;
    if (const auto saved = souris::save("game.sdb", *game); !saved) return fail(saved.error());
    fmt::print("{} gold\n", souris::load<version1::Game>("game.sdb").value().gold);

    // A file with other content is refused, since `hero` is required.
    if (const auto saved = souris::save("other.sdb", souris::Store()); !saved) return 1;
    fmt::print("{}\n", souris::load<version2::Game>("other.sdb").error());
}
