// SPDX-License-Identifier: MIT
//
// A cache of structs in a file. It may be discarded at any time, so the program takes a file with
// any defect for an empty cache. The checksum finds any damage that nothing else does.

#include <chrono>
#include <cstdint>
#include <fstream>
#include <string>
#include <unordered_map>

#include <fmt/core.h>

#include <souris/object_store.hpp>

struct Thumbnail {
    std::uint16_t width = 0;
    std::uint16_t height = 0;
    std::chrono::sys_seconds modified;
    std::vector<std::byte> pixels;
};

/// Thumbnails by the path of the picture.
using Cache = std::unordered_map<std::string, Thumbnail>;

namespace {

constexpr const char* path = "thumbnails.sdb";

//! [save and load]
Cache open_cache() {
    // Other programs write here, too: tight limits bound the memory that a file can make this one
    // use.
    souris::ReadOptions options;
    options.limits = souris::Limits::hostile();
    auto cache = souris::load<Cache>(path, options);
    if (cache) return *std::move(cache);
    fmt::print("starting anew: {}\n", name_of(cache.error().code));
    return {};
}

bool close_cache(const Cache& cache) {
    souris::SaveOptions options;
    options.profile = souris::Profile::fast;  // written often, and soon again
    options.durable = false;                  // not worth waiting for the disk
    return souris::save(path, cache, options).has_value();
}
//! [save and load]

}  // namespace

int main() {
    Cache cache = open_cache();
    for (int i = 0; i < 100; ++i) {
        cache["/pictures/" + std::to_string(i) + ".jpg"] = {
            64, 48, std::chrono::sys_seconds(std::chrono::hours(i)),
            std::vector<std::byte>(64 * 48)};
    }
    if (!close_cache(cache)) return 1;

    cache = open_cache();
    fmt::print("{} thumbnails, the first {} wide\n", cache.size(),
               cache.at("/pictures/0.jpg").width);

    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(40);
    file.put('!');
    file.close();
    fmt::print("{} thumbnails\n", open_cache().size());
}
