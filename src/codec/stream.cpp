// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cassert>
#include <cstdint>
#include <ios>
#include <istream>
#include <ostream>

#include <souris/stream.hpp>
#include <souris/value_scanner.hpp>

#include "base/out_of_memory.hpp"

namespace souris { inline namespace v0 {

namespace {

tl::unexpected<Error> stream_failure() {
    return failure(Error(ErrorCode::io_error, "the stream failed"));
}

}  // namespace

Result<std::size_t> read_some(std::istream& input, std::span<std::byte> room) {
    assert(!room.empty());
    // Of a stream that was not opened, it fails without reaching the end.
    const bool is_at_end = input.peek() == std::istream::traits_type::eof();
    if (input.bad() || (input.fail() && !input.eof())) return stream_failure();
    if (is_at_end) return std::size_t{0};
    const auto size = std::clamp<std::streamsize>(input.rdbuf()->in_avail(), 1,
                                                  static_cast<std::streamsize>(room.size()));
    input.read(reinterpret_cast<char*>(room.data()), size);
    if (input.bad()) return stream_failure();
    return static_cast<std::size_t>(input.gcount());
}

Result<void> write_all(std::ostream& output, std::span<const std::byte> bytes) {
    // At the end of its input, a stream for both writes nothing and need not say so.
    if (!output.good()) return stream_failure();
    output.write(reinterpret_cast<const char*>(bytes.data()),
                 static_cast<std::streamsize>(bytes.size()));
    if (!output) return stream_failure();
    return {};
}

Result<std::optional<Value>> read_value(std::istream& input, const DecodeOptions& options,
                                        Layout layout) {
    return detail::or_out_of_memory([&]() -> Result<std::optional<Value>> {
        ValueScanner scanner(options, layout);
        return read_value(scanner, [&](std::span<std::byte> room) {
            return read_some(input, room.first(static_cast<std::size_t>(
                                        std::min<std::uint64_t>(room.size(), scanner.wanted()))));
        });
    });
}

}}  // namespace souris::v0
