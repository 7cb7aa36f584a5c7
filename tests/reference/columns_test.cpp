// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <souris/store.hpp>

#include "property/generators/value_from_bytes.hpp"
#include "reference/column_blocks.hpp"
#include "reference/column_documents.hpp"
#include "support/environment.hpp"
#include "support/sanitizer.hpp"
#include "vectors/vector_files.hpp"

// The library and the reference decoder agree on blocks of columns. More of them, and others:
//
//     SOURIS_REFERENCE_COLUMNS=1000 SOURIS_REFERENCE_SEED=7 build/tests/reference-tests

using namespace souris;

namespace {

std::uint64_t seed_of_columns() {
    return test::number_from_environment("SOURIS_REFERENCE_SEED", 1);
}
std::uint64_t rounds_of_columns(std::uint64_t usual) {
    return test::number_from_environment("SOURIS_REFERENCE_COLUMNS",
                                         1 + usual / test::step_over_similar);
}

constexpr Profile column_profiles[] = {Profile::fast, Profile::balanced, Profile::smallest};

void change_bytes(Bytes& bytes, test::Random& random) {
    if (bytes.empty()) return;
    const std::size_t at = random.below(bytes.size());
    const auto here = bytes.begin() + static_cast<std::ptrdiff_t>(at);
    switch (random.below(5)) {
        case 0:
            *here = static_cast<std::byte>(random.next());
            break;
        case 1:
            *here ^= static_cast<std::byte>(1U << random.below(8));
            break;
        case 2:
            *here = static_cast<std::byte>(random.below(10));
            break;
        case 3:
            bytes.erase(here);
            break;
        default:
            bytes.insert(here, static_cast<std::byte>(random.below(10)));
            break;
    }
}

/// What the library packed reads as what it was.
void check_whole(std::span<const std::byte> values, std::span<const std::byte> packed) {
    const test::ColumnVerdicts verdicts =
        test::judge_columns(test::columns_block(values.size(), packed));
    CHECK(verdicts.library == ErrorCode::none);
    CHECK(verdicts.reference == ErrorCode::none);
    REQUIRE(std::ranges::equal(verdicts.library_bytes, values));
    REQUIRE(std::ranges::equal(verdicts.reference_bytes, values));
}

void check_changed(std::size_t size, const Bytes& packed, std::size_t times, test::Random& random) {
    for (; times > 0; --times) {
        Bytes changed = packed;
        for (std::size_t changes = 1 + random.below(3); changes > 0; --changes)
            change_bytes(changed, random);
        const std::size_t unpacked = random.below(8) == 0 ? size + random.below(5) - 2 : size;
        REQUIRE(test::columns_agree(test::columns_block(unpacked, changed)));
    }
}

void check_values(const Bytes& values, test::Random& random) {
    if (values.size() > reference::Options().max_output) return;
    for (const Profile profile : column_profiles) {
        const auto packed = detail::pack_columns(values, profile);
        if (!packed) continue;
        check_whole(values, *packed);
        check_changed(values.size(), *packed, 10, random);
        const auto stored = test::with_stored_pieces(*packed);
        if (!stored) continue;
        check_whole(values, *stored);
        check_changed(values.size(), *stored, 40, random);
        for (int i = 0; i < 10; ++i) {
            Bytes heads = test::stored_heads(*stored);
            for (std::size_t changes = random.below(3); changes > 0; --changes)
                change_bytes(heads, random);
            REQUIRE(test::columns_agree(test::with_range_code(
                heads, values.size(), random.below(1 + std::min<std::size_t>(values.size(), 40)),
                random)));
        }
    }
}

}  // namespace

TEST_CASE("columns of records") {
    test::Random random(seed_of_columns());
    for (std::uint64_t round = rounds_of_columns(1); round > 0; --round) {
        for (const std::string& json : test::column_documents(random, 3 + random.below(120))) {
            CAPTURE(json.substr(0, 200));
            const Bytes values = test::column_values(value_from_json(json).value());
            // Else nothing is tested.
            REQUIRE(detail::pack_columns(values, Profile::smallest));
            check_values(values, random);
        }
    }
}

TEST_CASE("columns of any trees") {
    test::Random random(seed_of_columns());
    for (std::uint64_t round = rounds_of_columns(100); round > 0; --round) {
        std::vector<std::uint8_t> recipe(random.below(300));
        for (std::uint8_t& choice : recipe)
            choice = static_cast<std::uint8_t>(random.next());
        check_values(test::column_values(test::value_from_bytes(recipe)), random);
    }
}

TEST_CASE("columns of several values") {
    test::Random random(seed_of_columns());
    for (std::uint64_t round = rounds_of_columns(5); round > 0; --round) {
        Bytes values;
        for (std::size_t left = 1 + random.below(30); left > 0; --left) {
            const Bytes value = test::column_values(
                value_from_json("{\"n\":" + std::to_string(left) + ",\"t\":\"x\"}").value());
            values.insert(values.end(), value.begin(), value.end());
        }
        check_values(values, random);
    }
}

TEST_CASE("columns in several segments, with texts apart") {
    test::Random random(seed_of_columns());
    constexpr unsigned several_segments_and_texts = 6;
    std::size_t seen = 0;
    for (const std::string& json : test::column_documents(random, 400)) {
        const Bytes values = test::column_values(value_from_json(json).value());
        if (values.size() > reference::Options().max_output) continue;
        const auto packed = detail::pack_columns(values, Profile::balanced);
        if (!packed) continue;
        const auto flags = std::to_integer<unsigned>(packed->front());
        if ((flags & several_segments_and_texts) != 0) ++seen;
        check_whole(values, *packed);
        check_changed(values.size(), *packed, 3, random);
    }
    CHECK(seen >= 1);
}

TEST_CASE("columns with a directory") {
    test::Random random(seed_of_columns());
    constexpr unsigned directory = 32;
    std::size_t seen = 0;
    // Of about so many bytes, which a block with a directory must have.
    constexpr std::size_t wanted = std::size_t{56} << 10U;
    const std::vector<std::string> few = test::column_documents(random, 100);
    for (std::size_t i = 0; i < few.size(); ++i) {
        const std::size_t size = test::column_values(value_from_json(few[i]).value()).size();
        const std::string json = test::column_documents(random, 100 * wanted / size)[i];
        const Bytes values = test::column_values(value_from_json(json).value());
        if (values.size() > reference::Options().max_output) continue;
        for (const Profile profile : column_profiles) {
            const auto packed = detail::pack_columns(values, profile);
            if (!packed || (std::to_integer<unsigned>(packed->front()) & directory) == 0) continue;
            ++seen;
            check_whole(values, *packed);
            // Its length stands behind the flags.
            const auto length = std::to_integer<std::size_t>((*packed)[1]);
            for (std::size_t times = 10; times > 0; --times) {
                Bytes changed = *packed;
                changed[1 + random.below(length + 1)] = static_cast<std::byte>(random.next());
                REQUIRE(test::columns_agree(test::columns_block(values.size(), changed)));
            }
        }
    }
    CHECK(seen >= 3);
}

TEST_CASE("columns of values that sourisdb wrote") {
    test::Random random(seed_of_columns());
    for (const test::StoreVector& vector : test::store_vectors()) {
        CAPTURE(vector.name);
        constexpr std::size_t most_bytes = 2048;
        const auto store = decode_store(vector.bytes);
        if (vector.bytes.size() > most_bytes || !store) continue;
        check_values(test::column_values(store->root()), random);
    }
}
