// SPDX-License-Identifier: MIT
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <souris/object_codec.hpp>

namespace souris::inline v0::detail {

namespace {

/// An entry with any key.
bool read_entry(Decoder& decoder, const ClassTable& table, ClassProgress& progress,
                void* const* members) {
    std::string_view key;
    if (!decoder.read_key(key)) return false;
    std::size_t& index = progress.index;
    index = 0;
    while (index < table.fields.size() && !table.fields[index].is_called(key))
        ++index;
    if (index < table.fields.size()) {
        const std::uint64_t bit = std::uint64_t{1} << index;
        if (decoder.options().strict && (progress.seen & bit) != 0) {
            decoder.fail(ErrorCode::duplicate_key);
            return fail_member(decoder, table, progress);
        }
        progress.seen |= bit;
        return table.readers[index](decoder, members[index]) ||
               fail_member(decoder, table, progress);
    }
    if (decoder.options().refuse_unknown_fields) {
        // What follows may overwrite the key.
        const std::string name(key);
        decoder.fail(ErrorCode::unknown_field);
        return decoder.in_key(name);
    }
    return decoder.skip_entry(key);
}

/// An element behind those that are members.
bool read_element(Decoder& decoder, std::size_t index) {
    decoder.next_element();
    if (decoder.options().refuse_unknown_fields) {
        decoder.fail(ErrorCode::unknown_field);
        return decoder.in_element(index);
    }
    return decoder.skip() || decoder.in_element(index);
}

bool check_missing(Decoder& decoder, const ClassTable& table, std::uint64_t seen) {
    const std::uint64_t wanted =
        decoder.options().refuse_missing_fields ? table.required | table.expected : table.required;
    const std::uint64_t missing = wanted & ~seen;
    if (missing == 0) return true;
    decoder.fail(ErrorCode::missing_field);
    return decoder.in_key(table.fields[static_cast<std::size_t>(std::countr_zero(missing))].name);
}

}  // namespace

bool read_rest(Decoder& decoder, const ClassTable& table, ClassProgress& progress,
               void* const* members) {
    std::size_t index = table.fields.size();
    for (; progress.left != 0; --progress.left) {
        const bool is_read = progress.is_map ? read_entry(decoder, table, progress, members)
                                             : read_element(decoder, index++);
        if (!is_read) return false;
    }
    return check_missing(decoder, table, progress.seen);
}

bool fail_member(Decoder& decoder, const ClassTable& table, const ClassProgress& progress) {
    return progress.is_map ? decoder.in_key(table.fields[progress.index].name)
                           : decoder.in_element(progress.index);
}

}  // namespace souris::inline v0::detail
