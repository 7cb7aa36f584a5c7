// SPDX-License-Identifier: MIT
//
// Runs a fuzz target without a fuzzer: on the empty input, every seed of a corpus, and a fixed
// sequence of mutations.
//
//     replay-NAME CORPUS [LAST]
//
// LAST is a file that receives each input before it runs, so that it contains the input after a
// crash.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "../tests/support/random.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

using souris::test::Random;

using Bytes = std::vector<std::uint8_t>;

constexpr int mutation_count = 2000;
constexpr int most_steps = 4;
// Larger seeds are not mutated: it would take more time than it is worth.
constexpr std::size_t largest_mutated = std::size_t{64} * 1024;

Bytes read_file(const std::filesystem::path& path) {
    std::ifstream stream(path, std::ios::binary);
    return Bytes(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
}

/// The files of the folder, ordered by name; empty if the folder does not exist.
std::vector<Bytes> read_corpus(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> paths;
    if (std::filesystem::is_directory(folder)) {
        for (const auto& entry : std::filesystem::directory_iterator(folder)) {
            if (entry.is_regular_file()) {
                paths.push_back(entry.path());
            }
        }
    }
    std::sort(paths.begin(), paths.end());
    std::vector<Bytes> seeds;
    seeds.reserve(paths.size());
    for (const auto& path : paths) {
        seeds.push_back(read_file(path));
    }
    return seeds;
}

/// Additional seeds, with patterns that are difficult for every format.
std::vector<Bytes> built_in_seeds() {
    Bytes counting(256);
    for (std::size_t index = 0; index < counting.size(); ++index) {
        counting[index] = static_cast<std::uint8_t>(index);
    }
    return {Bytes{},         Bytes{0x00},       Bytes(16, 0x00),
            Bytes{0xFF},     Bytes(16, 0xFF),   Bytes{'S', 'O', 'U', 'R', 'I', 'S', 'D', 'B', 0},
            Bytes{'{', '}'}, Bytes(1024, 0xB2), std::move(counting)};
}

/// Changes the input once. A splice takes bytes from `other`.
void mutate_once(Bytes& input, const Bytes& other, Random& random) {
    constexpr std::array<std::uint8_t, 8> boundaries{0x00, 0x01, 0x7F, 0x80,
                                                     0xEF, 0xF0, 0xFE, 0xFF};
    const std::size_t position = random.below(input.size() + 1);
    const auto here = input.begin() + static_cast<std::ptrdiff_t>(position);
    const bool at_byte = position < input.size();
    switch (random.below(6)) {
        case 0:
            if (at_byte) {
                *here ^= static_cast<std::uint8_t>(1U << random.below(8));
            }
            break;
        case 1:
            if (at_byte) {
                *here = boundaries[random.below(boundaries.size())];
            }
            break;
        case 2:
            input.insert(here, static_cast<std::uint8_t>(random.below(256)));
            break;
        case 3:
            if (at_byte) {
                input.erase(here);
            }
            break;
        case 4:
            input.resize(position);
            break;
        default: {
            const std::size_t tail = random.below(other.size() + 1);
            input.resize(position);
            input.insert(input.end(), other.begin() + static_cast<std::ptrdiff_t>(tail),
                         other.end());
        }
    }
    input.resize(std::min(input.size(), largest_mutated));
}

void run(std::span<const std::uint8_t> input, const char* last) {
    if (last != nullptr) {
        std::ofstream stream(last, std::ios::binary | std::ios::trunc);
        std::copy(input.begin(), input.end(), std::ostreambuf_iterator<char>(stream));
    }
    // A copy of the exact size, so that a sanitizer detects the first byte read past the end.
    const Bytes exact(input.begin(), input.end());
    LLVMFuzzerTestOneInput(exact.data(), exact.size());
}

}  // namespace

int main(int argument_count, char** arguments) {
    if (argument_count < 2 || argument_count > 3) {
        std::fprintf(stderr, "usage: %s CORPUS [LAST]\n", arguments[0]);
        return 2;
    }
    const char* last = argument_count == 3 ? arguments[2] : nullptr;

    std::vector<Bytes> seeds = read_corpus(arguments[1]);
    const std::size_t corpus_size = seeds.size();
    for (Bytes& seed : built_in_seeds()) {
        seeds.push_back(std::move(seed));
    }
    for (const Bytes& seed : seeds) {
        run(seed, last);
    }

    std::erase_if(seeds, [](const Bytes& seed) { return seed.size() > largest_mutated; });
    Random random;
    for (int mutation = 0; mutation < mutation_count; ++mutation) {
        Bytes input = seeds[random.below(seeds.size())];
        const Bytes& other = seeds[random.below(seeds.size())];
        for (std::size_t step = 1 + random.below(most_steps); step > 0; --step) {
            mutate_once(input, other, random);
        }
        run(input, last);
    }
    std::printf("%zu corpus files, %d mutations\n", corpus_size, mutation_count);
}
