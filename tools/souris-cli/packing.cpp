// SPDX-License-Identifier: MIT
#include "packing.hpp"

#include <utility>

#include "options.hpp"

namespace souris::cli {

void add_packing_options(CLI::App& command, Packing& packing) {
    add_choice(command, "--profile", packing.profile,
               {{"stored", Profile::stored},
                {"fast", Profile::fast},
                {"balanced", Profile::balanced},
                {"smallest", Profile::smallest}},
               "stored: text raw, nothing packed\n"
               "fast: text raw, LZ4's fast compressor\n"
               "balanced: text coded and all packed where that pays\n"
               "smallest: searches, and leaves out the checksum");
    command.add_flag("--extended", packing.extended,
                     "Use Brotli too; sourisdb refuses such a file");
    command.add_flag("--packed", packing.is_packed,
                     "Write a packed value, for messages and caches, not a store");
    add_layout_option(command, packing.layout);
}

void check_packing(const Packing& packing) {
    if (packing.layout == Layout::v2) return;
    if (packing.extended) throw CLI::ValidationError("--extended", "layout v1 has no Brotli");
    if (packing.is_packed) throw CLI::ValidationError("--packed", "a packed value has layout v2");
}

Result<Bytes> write_any(Value value, const Packing& packing) {
    if (packing.is_packed) {
        return pack(
            value,
            {.profile = packing.profile, .extended = packing.extended, .limits = packing.limits});
    }
    WriteOptions options;
    options.layout = packing.layout;
    options.profile = packing.profile;
    options.extended = packing.extended;
    options.limits = packing.limits;
    Store store;
    if (Map* const map = value.as_map()) {
        store = Store(std::move(*map));
    } else {
        store["JSON"] = std::move(value);
    }
    return encode_store(store, options);
}

}  // namespace souris::cli
