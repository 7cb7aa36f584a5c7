// SPDX-License-Identifier: MIT
/// Peak memory allocated while writing a store, including libraries, relative to the size of the
/// tree as `encode_value` writes it, raw and stored. Replaces the malloc of glibc.
///
///     writing-memory [FOLDER]

#include <atomic>
#include <cstddef>
#include <cstdlib>

#include <fmt/core.h>
#include <malloc.h>

#include <souris/store.hpp>

#include "sample.hpp"

namespace {

std::atomic<std::size_t> allocated{0};
std::atomic<std::size_t> most{0};

void* count(void* block) noexcept {
    if (block == nullptr) return block;
    const std::size_t now = allocated += malloc_usable_size(block);
    if (now > most) most = now;
    return block;
}

void uncount(void* block) noexcept {
    if (block != nullptr) allocated -= malloc_usable_size(block);
}

}  // namespace

extern "C" {
void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t number, std::size_t size);
void* __libc_realloc(void* block, std::size_t size);
void* __libc_memalign(std::size_t alignment, std::size_t size);
void __libc_free(void* block);

void* malloc(std::size_t size) {
    return count(__libc_malloc(size));
}
void* calloc(std::size_t number, std::size_t size) {
    return count(__libc_calloc(number, size));
}
void* realloc(void* block, std::size_t size) {
    uncount(block);
    return count(__libc_realloc(block, size));
}
void* aligned_alloc(std::size_t alignment, std::size_t size) {
    return count(__libc_memalign(alignment, size));
}
void free(void* block) {
    uncount(block);
    __libc_free(block);
}
}

namespace souris::bench { namespace {

struct Way {
    const char* name;
    Profile profile;
    bool extended;
    Layout layout;
};

constexpr Way ways[] = {
    {"stored", Profile::stored, false, Layout::v2},
    {"fast", Profile::fast, false, Layout::v2},
    {"balanced", Profile::balanced, false, Layout::v2},
    {"smallest", Profile::smallest, false, Layout::v2},
    {"smallest v1", Profile::smallest, false, Layout::v1},
    {"extended", Profile::smallest, true, Layout::v2},
};

/// Peak of bytes allocated while the store is written, beyond those allocated before.
std::size_t most_while_writing(const Store& store, const Way& way) {
    WriteOptions options;
    options.profile = way.profile;
    options.extended = way.extended;
    options.layout = way.layout;
    const std::size_t before = allocated;
    most = before;
    const auto bytes = encode_store(store, options);
    return most - before;
}

}}  // namespace souris::bench

int main(int argc, char** argv) {
    using namespace souris::bench;
    const auto samples = load_samples(argc == 2 ? argv[1] : SOURIS_BENCH_SAMPLES);
    if (!samples) {
        fmt::print(stderr, "{}\n", samples.error());
        return 1;
    }
    fmt::print("{:<24}{:>12}", "", "raw bytes");
    for (const Way& way : ways)
        fmt::print("{:>12}", way.name);
    fmt::print("\n");
    for (const Sample& sample : *samples) {
        const souris::Store store = store_of(sample.value);
        fmt::print("{:<24}{:>12}", sample.name, sample.bytes.size());
        for (const Way& way : ways) {
            fmt::print("{:>12.2f}", static_cast<double>(most_while_writing(store, way)) /
                                        static_cast<double>(sample.bytes.size()));
        }
        fmt::print("\n");
    }
    return 0;
}
