// SPDX-License-Identifier: MIT
//
// The first byte of the input selects what the rest is: a file; a recipe for a file of blocks with
// sound headers; a recipe for the life of a log; or one for records, and how to write and filter
// them.

#include <cstddef>
#include <cstdint>
#include <span>

#include "../tests/property/log_filter_properties.hpp"
#include "../tests/property/log_properties.hpp"
#include "must_hold.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace properties = souris::properties;
    if (size == 0) return 0;
    const std::span<const std::uint8_t> rest(data + 1, size - 1);
    souris::test::ByteSource source(rest);
    if (data[0] % 4 == 0) {
        const auto cuts = properties::draw_cuts(source, rest.size());
        SOURIS_MUST_HOLD(properties::any_log_is_read(std::as_bytes(rest), cuts, false));
    } else if (data[0] % 4 == 1) {
        const souris::Bytes log = properties::forge_log(source);
        const auto cuts = properties::draw_cuts(source, log.size());
        SOURIS_MUST_HOLD(properties::any_log_is_read(log, cuts, true));
    } else if (data[0] % 4 == 2) {
        SOURIS_MUST_HOLD(properties::log_survives(source));
    } else {
        constexpr std::size_t block_sizes[] = {300, 2000, 1U << 20U};
        const unsigned way = data[0] / 4U;
        SOURIS_MUST_HOLD(properties::filters_agree(
            souris::test::value_from_bytes(rest),
            way % 2 == 0 ? souris::Profile::fast : souris::Profile::balanced, block_sizes[way % 3],
            static_cast<souris::Comparison>(way % 6)));
    }
    return 0;
}
