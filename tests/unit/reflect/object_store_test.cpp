// SPDX-License-Identifier: MIT
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include <souris/detail/value_get.hpp>
#include <souris/object_store.hpp>

#include "unit/file/temporary_directory.hpp"

using namespace souris;

namespace {

struct Item {
    std::string name;
    int weight = 0;

    friend bool operator==(const Item&, const Item&) = default;
};

struct Game {
    std::string player;
    std::uint32_t level = 1;
    std::vector<Item> items;

    friend bool operator==(const Game&, const Game&) = default;
};

/// Only what a list of saved games shows.
struct Title {
    std::string player;
};

struct Views {
    std::string_view player;
};

struct BlobView {
    std::span<const std::byte> blob;
};

/// Announces more than it writes.
struct Liar {};

constexpr Profile all_profiles[] = {Profile::stored, Profile::fast, Profile::balanced,
                                    Profile::smallest};

Game long_game() {
    Game game{"Ada", 7, {}};
    for (int i = 0; i < 100; ++i)
        game.items.push_back({"a piece of cheese, number " + std::to_string(i), i * 1000});
    return game;
}

}  // namespace

template <>
struct souris::describe<Item> {
    static constexpr auto fields =
        std::tuple{field("name", &Item::name), field("weight", &Item::weight)};
};
template <>
struct souris::describe<Game> {
    static constexpr auto fields = std::tuple{
        field("player", &Game::player), field("level", &Game::level), field("items", &Game::items)};
};
template <>
struct souris::describe<Title> {
    static constexpr auto fields = std::tuple{field("player", &Title::player)};
};
template <>
struct souris::describe<Views> {
    static constexpr auto fields = std::tuple{field("player", &Views::player)};
};
template <>
struct souris::describe<BlobView> {
    static constexpr auto fields = std::tuple{field("blob", &BlobView::blob)};
};
template <>
struct souris::Codec<Liar> {
    static bool encode(Encoder& encoder, const Liar&) {
        if (!encoder.begin_map(2) || !encoder.write_key("a") || !encoder.write_null()) return false;
        encoder.end();
        return true;
    }
    static bool decode(Decoder& decoder, Liar&) { return decoder.skip(); }
};

TEST_CASE("a store of an object is that of the same tree, in every layout and profile") {
    const Game game = long_game();
    const Value tree = *decode_value(*encode(game));
    for (const Layout layout : {Layout::v1, Layout::v2}) {
        for (const Profile profile : all_profiles) {
            WriteOptions options;
            options.layout = layout;
            options.profile = profile;
            const auto bytes = encode_store(game, options);
            REQUIRE(bytes.has_value());
            CHECK(bytes == encode_store(Store(*tree.as_map()), options));
            ReadOptions strict;
            strict.strict = true;
            CHECK(decode_store<Game>(*bytes, strict) == game);
            CHECK(decode_store<Title>(*bytes, strict)->player == "Ada");
        }
    }
}

TEST_CASE("an object is packed as its tree is, whatever the root") {
    const Game game = long_game();
    for (const Profile profile : all_profiles) {
        const auto bytes = pack(game, {.profile = profile});
        CHECK(bytes == pack(*decode_value(*encode(game)), {.profile = profile}));
        CHECK(unpack<Game>(*bytes, {.strict = true}) == game);
    }
    const std::vector<std::string> words{"a", "b"};
    CHECK(unpack<std::vector<std::string>>(*pack(words)) == words);
    CHECK(unpack<int>(*pack(5)) == 5);
}

TEST_CASE("a file holds an object") {
    const TemporaryDirectory folder;
    const std::string path = (folder / "game.sdb").string();
    REQUIRE(save(path, long_game()).has_value());
    CHECK(load<Game>(path) == long_game());
    CHECK(load(path)->at("/level").get<int>() == 7);
    CHECK(load<Game>((folder / "none.sdb").string()).error().code == ErrorCode::io_error);

    const std::map<std::string, int> counts{{"a", 1}, {"b", 2}};
    REQUIRE(save(path, counts).has_value());
    CHECK(load<std::map<std::string, int>>(path) == counts);
}

TEST_CASE("an object is changed in its file, under the lock") {
    const TemporaryDirectory directory;
    const std::string path = (directory / "game.sdb").string();
    UpdateOptions impatient;
    impatient.durable = false;
    impatient.locking.wait_milliseconds = 0;
    const auto win = [&](Game& game) -> Result<void> {
        const auto other = update<Game>(
            path, [](Game&) { return Result<void>(); }, impatient);
        CHECK(other.error() == Error(ErrorCode::file_locked));
        ++game.level;
        return {};
    };
    // There is none at first.
    for (std::uint32_t level = 2; level < 5; ++level) {
        CHECK(update<Game>(path, win, impatient));
        CHECK(load<Game>(path)->level == level);
    }
    const auto fail = [](Game& game) -> Result<void> {
        game.level = 100;
        return failure(ErrorCode::wrong_type);
    };
    CHECK(update<Game>(path, fail).error() == Error(ErrorCode::wrong_type));
    CHECK(load<Game>(path)->level == 4);
    put(path, "no store");
    CHECK(update<Game>(path, win).error().code == ErrorCode::bad_magic);
    CHECK(directory.names() == std::set<std::string>{"game.sdb"});
}

TEST_CASE("what is no store is not written") {
    const auto refused = encode_store(std::vector<int>{1});
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().message() ==
          "value has no form here (the root of a store is a map, not array)");
    WriteOptions positional;
    positional.form = ObjectForm::array;
    CHECK(encode_store(long_game(), positional).error().code == ErrorCode::unrepresentable);
    CHECK(encode_store(Game{"\xff", 1, {}}).error().path == "/player");
    CHECK(pack(Game{"\xff", 1, {}}).error().path == "/player");
    CHECK(encode_store(Liar()).error().detail == "a Codec wrote other than it announced");
    CHECK(pack(std::vector<Liar>(1)).error().code == ErrorCode::unrepresentable);

    const TemporaryDirectory folder;
    const std::string path = (folder / "none.sdb").string();
    CHECK(save(path, Liar()).error().code == ErrorCode::unrepresentable);
    CHECK(read_file(path, 100).error().code == ErrorCode::io_error);
}

TEST_CASE("limits hold for writing and reading") {
    WriteOptions shallow;
    shallow.limits.max_depth = 2;
    const auto refused = encode_store(long_game(), shallow);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().path == "/items/0");
    const Bytes bytes = *encode_store(long_game());
    ReadOptions few;
    few.limits.max_nodes = 50;
    CHECK(decode_store<Game>(bytes, few).error().code == ErrorCode::limit_exceeded);
    ReadOptions little;
    little.limits.max_memory = 5000;
    CHECK(decode_store<Game>(bytes, little).error().code == ErrorCode::limit_exceeded);
}

TEST_CASE("views into what is not kept are refused, whether it was unpacked or not") {
    for (const Profile profile : all_profiles) {
        WriteOptions options;
        options.profile = profile;
        const Bytes bytes = *encode_store(long_game(), options);
        const auto refused = decode_store<Views>(bytes);
        REQUIRE_FALSE(refused.has_value());
        CHECK(refused.error().code == ErrorCode::unrepresentable);
        CHECK(refused.error().path == "/player");
        CHECK(unpack<Views>(*pack(long_game(), {.profile = profile})).error().code ==
              ErrorCode::unrepresentable);
    }
    const Bytes blob{std::byte{1}};
    const Store store(Map{{"blob", blob}});
    CHECK(decode_store<BlobView>(*encode_store(store)).error().path == "/blob");
}

TEST_CASE("an error in a store names its place and path") {
    WriteOptions options;
    options.profile = Profile::stored;
    const Store store(Map{{"player", "Ada"}, {"items", Array{Map{{"weight", "much"}}}}});
    const auto wrong = decode_store<Game>(*encode_store(store, options));
    REQUIRE_FALSE(wrong.has_value());
    CHECK(wrong.error().code == ErrorCode::wrong_type);
    CHECK(wrong.error().path == "/items/0/weight");
    CHECK(wrong.error().detail == "found string, wanted integer");

    Bytes damaged = *encode_store(long_game());
    damaged[20] ^= std::byte{1};
    CHECK_FALSE(decode_store<Title>(damaged).has_value());
    damaged = *encode_store(long_game());
    damaged.back() ^= std::byte{1};
    CHECK(decode_store<Game>(damaged).error().code == ErrorCode::checksum_mismatch);
    CHECK_FALSE(decode_store<Game>({}).has_value());
    CHECK_FALSE(unpack<Game>({}).has_value());
    Bytes longer = *pack(long_game());
    longer.push_back(std::byte{});
    CHECK(unpack<Game>(longer, {.strict = true}).error().code == ErrorCode::trailing_bytes);
}

TEST_CASE("objects are read one after another") {
    Sink sink;
    for (const int weight : {1, 2, 3})
        REQUIRE(encode(sink, Item{"cheese", weight}).has_value());
    Cursor cursor{sink.view()};
    int weight = 0;
    while (!cursor.at_end())
        CHECK(decode<Item>(cursor, {.strict = true}) == Item{"cheese", ++weight});
    CHECK(weight == 3);

    Cursor cut{sink.view().first(sink.view().size() - 1)};
    CHECK(decode<Item>(cut).has_value());
    CHECK(decode<Item>(cut).has_value());
    const std::size_t before = cut.offset();
    const auto torn = decode<Item>(cut);
    REQUIRE_FALSE(torn.has_value());
    CHECK(torn.error().code == ErrorCode::truncated);
    CHECK(cut.offset() == before);
    CHECK(torn.error().offset >= before);
}
