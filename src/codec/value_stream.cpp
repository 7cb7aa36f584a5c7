// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstddef>
#include <istream>
#include <span>

#include <souris/value_scanner.hpp>
#include <souris/value_stream.hpp>

#include "base/out_of_memory.hpp"

namespace souris { inline namespace v0 {

Result<std::optional<Value>> read_value(std::istream& input, const DecodeOptions& options,
                                        Layout layout) {
    return detail::or_out_of_memory([&]() -> Result<std::optional<Value>> {
        ValueScanner scanner(options, layout);
        return read_value(scanner, [&](std::span<std::byte> room) -> Result<std::size_t> {
            const auto size =
                static_cast<std::size_t>(std::min<std::uint64_t>(room.size(), scanner.wanted()));
            input.read(reinterpret_cast<char*>(room.data()), static_cast<std::streamsize>(size));
            if (input.bad()) return failure(Error(ErrorCode::io_error, "the stream failed"));
            return static_cast<std::size_t>(input.gcount());
        });
    });
}

}}  // namespace souris::v0
