// SPDX-License-Identifier: MIT
#include "options/packing.hpp"

#include <utility>

#include "options/options.hpp"
#include "reading/portability.hpp"

namespace souris::cli {

Parameter profile_option(Profile& profile, std::string help) {
    return choice("--profile", profile,
                  {{"stored", Profile::stored},
                   {"fast", Profile::fast},
                   {"balanced", Profile::balanced},
                   {"smallest", Profile::smallest}},
                  std::move(help));
}

Parameters profile_options(Packing& packing) {
    return {
        profile_option(packing.profile,
                       "stored: text raw, nothing packed\n"
                       "fast: text raw, LZ4's fast compressor\n"
                       "balanced: text coded and all packed where that pays\n"
                       "smallest: searches, and leaves out the checksum"),
        flag("--extended", packing.extended,
             "Use Brotli, zstd and columns too; sourisdb refuses such a file"),
    };
}

Parameters packing_options(Packing& packing) {
    return rows(profile_options(packing),
                Parameters{
                    flag("--packed", packing.is_packed,
                         "Write a packed value, for messages and caches, not a store"),
                    layout_option(packing.layout),
                    flag("--canonical", packing.canonical,
                         "Write canonical form, for hashing and comparing: equal data give equal "
                         "bytes")
                        .excluding("--profile")
                        .excluding("--extended")
                        .excluding("--layout"),
                });
}

std::optional<ExitStatus> refuse_contradiction(const Packing& packing) {
    if (packing.layout == Layout::v2) return std::nullopt;
    if (packing.extended)
        return wrong_usage("--extended: layout v1 has no Brotli, zstd or columns");
    if (packing.is_packed) return wrong_usage("--packed: a packed value has layout v2");
    return std::nullopt;
}

Result<Bytes> write_any(Value value, const Packing& packing) {
    if (packing.is_packed) {
        return pack(value, {.profile = packing.profile,
                            .extended = packing.extended,
                            .limits = packing.limits,
                            .canonical = packing.canonical});
    }
    WriteOptions options;
    options.layout = packing.layout;
    options.profile = packing.profile;
    options.extended = packing.extended;
    options.checksum = packing.checksum;
    options.limits = packing.limits;
    options.canonical = packing.canonical;
    Store store;
    if (Map* const map = value.as_map()) {
        store = Store(std::move(*map));
    } else {
        store["JSON"] = std::move(value);
    }
    auto bytes = encode_store(store, options);
    if (bytes && !packing.extended) warn_of_sourisdb(store.root());
    return bytes;
}

}  // namespace souris::cli
