// SPDX-License-Identifier: MIT
#include <bit>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <string>
#include <string_view>

#include <souris/detail/class_decoder.hpp>

#include "codec/quick_decoder.hpp"

namespace souris { inline namespace v0 { namespace detail {

namespace {

/// The state of reading an object.
struct Progress {
    bool is_map = false;
    /// Outstanding entries or elements.
    std::size_t left = 0;
    /// The members found so far, one bit each: by their names, and by each alias.
    std::uint64_t seen_as[FieldInfo::name_count] = {};
    /// The member expected next.
    std::size_t next = 0;

    /// The members found by one of their first `names` names.
    [[nodiscard]] std::uint64_t seen(std::size_t names = FieldInfo::name_count) const noexcept {
        std::uint64_t all = 0;
        for (std::size_t i = 0; i < names; ++i)
            all |= seen_as[i];
        return all;
    }
};

/// The object being read, and the offsets of its members.
struct Target {
    void* object;
    const MemberOffset* offsets;

    [[nodiscard]] void* operator[](std::size_t index) const noexcept {
        return static_cast<std::byte*>(object) + offsets[index];
    }
};

/// Reads members in the order in which the writer of the same type puts them, from the next one on.
bool read_in_order(Decoder& decoder, const ClassReader& reader, Progress& progress,
                   const Target& target) {
    const ClassTable& table = reader.table;
    const std::byte* key = table.keys;
    if (progress.is_map)
        key = std::accumulate(table.key_sizes, table.key_sizes + progress.next, key);
    for (std::size_t i = progress.next; i != table.count && progress.left != 0; ++i) {
        if (progress.is_map) {
            const std::size_t key_size = table.key_sizes[i];
            QuickDecoder quick(decoder);
            const bool is_next = quick.match_key(key, key_size);
            key += key_size;
            if (!is_next) [[unlikely]]
                continue;
            quick.leave();
        } else {
            decoder.next_element();
        }
        --progress.left;
        progress.seen_as[0] |= std::uint64_t{1} << i;
        if (!read_with(decoder, reader.members[i], target[i])) [[unlikely]]
            return fail_member(decoder, table, progress.is_map, i);
    }
    return true;
}

/// Prepares for reading a member a second time: resets it, so that nothing of the first value
/// stays.
bool begin_again(Decoder& decoder, const ClassReader& reader, const Target& target,
                 std::size_t index) {
    return !decoder.options().strict &&
           (reader.is_overwriting ||
            reader.reset(decoder, target.object, std::uint64_t{1} << index));
}

/// An entry with any key.
bool read_entry(Decoder& decoder, const ClassReader& reader, Progress& progress,
                const Target& target) {
    std::string_view key;
    if (!decoder.read_key(key)) return false;
    const ClassTable& table = reader.table;
    std::size_t name = FieldInfo::name_count;
    std::size_t index = 0;
    for (; index < table.count; ++index) {
        name = table.fields[index].find_name(key);
        if (name != FieldInfo::name_count) break;
    }
    if (index < table.count) {
        const std::uint64_t bit = std::uint64_t{1} << index;
        if ((progress.seen() & bit) != 0) {
            // A member's name takes precedence over its aliases, in whatever order they come.
            if (!decoder.options().strict && (progress.seen(name) & bit) != 0)
                return decoder.skip_entry(key);
            // If the same name is repeated, only the last value counts.
            if (!begin_again(decoder, reader, target, index)) {
                if (!decoder.has_failed()) decoder.fail(ErrorCode::duplicate_key);
                return fail_member(decoder, table, true, index);
            }
        }
        progress.seen_as[name] |= bit;
        return read_with(decoder, reader.members[index], target[index]) ||
               fail_member(decoder, table, true, index);
    }
    if (decoder.options().refuse_unknown_fields) {
        // Later reading may overwrite the key.
        const std::string unknown(key);
        decoder.fail(ErrorCode::unknown_field);
        return decoder.in_key(unknown);
    }
    return decoder.skip_entry(key);
}

/// An element after those that are members.
bool read_element(Decoder& decoder, std::size_t index) {
    decoder.next_element();
    if (decoder.options().refuse_unknown_fields) {
        decoder.fail(ErrorCode::unknown_field);
        return decoder.in_element(index);
    }
    return decoder.skip() || decoder.in_element(index);
}

bool check_missing(Decoder& decoder, const ClassReader& reader, std::uint64_t seen) {
    const ClassTable& table = reader.table;
    const std::uint64_t wanted =
        decoder.options().refuse_missing_fields ? table.required | reader.expected : table.required;
    const std::uint64_t missing = wanted & ~seen;
    if (missing == 0) return true;
    decoder.fail(ErrorCode::missing_field);
    return decoder.in_key(table.fields[static_cast<std::size_t>(std::countr_zero(missing))].name);
}

/// Reads everything that is not where the writer of the same type puts it, and checks for missing
/// members.
[[gnu::noinline]] bool read_rest(Decoder& decoder, const ClassReader& reader, Progress& progress,
                                 const Target& target) {
    std::size_t index = reader.table.count;
    for (; progress.left != 0; --progress.left) {
        const bool is_read = progress.is_map ? read_entry(decoder, reader, progress, target)
                                             : read_element(decoder, index++);
        if (!is_read) return false;
    }
    return check_missing(decoder, reader, progress.seen());
}

}  // namespace

bool fail_member(Decoder& decoder, const ClassTable& table, bool is_map, std::size_t index) {
    return is_map ? decoder.in_key(table.fields[index].name) : decoder.in_element(index);
}

std::size_t try_begin_class(Decoder& decoder, const ClassTable& table, bool is_map) noexcept {
    QuickDecoder quick(decoder);
    // Keys that are too long are refused by the function that reads any key.
    const bool is_quick =
        quick.is_quick() && table.longest_name <= decoder.options().limits.max_key;
    std::size_t count = 0;
    if (!is_quick || !(is_map ? quick.try_begin(Type::map, min_entry_size, count, 0, table.count)
                              : quick.try_begin(Type::array, min_element_size, count, table.count,
                                                table.count))) [[unlikely]] {
        return not_begun;
    }
    quick.leave();
    return count;
}

bool read_class(Decoder& decoder, const ClassReader& reader, void* object,
                const MemberOffset* offsets) {
    const ClassTable& table = reader.table;
    const ClassProgress& done = decoder.progress_;
    const Target target{object, offsets};
    Progress progress{done.is_map, done.left, {done.seen}, done.next};
    if (done.left == not_begun && !decoder.begin_container(progress.is_map, progress.left)) {
        return false;
    }
    // Keys that are too long are refused by the function that reads any key.
    const bool is_ordered =
        !progress.is_map || table.longest_name <= decoder.options().limits.max_key;
    if (is_ordered && !read_in_order(decoder, reader, progress, target)) return false;
    if (progress.left != 0 || progress.seen_as[0] != table.all) [[unlikely]] {
        if (!read_rest(decoder, reader, progress, target)) return false;
        const std::uint64_t absent = table.all & ~progress.seen();
        // What cannot be reset was never kept: the object is new.
        if (absent != 0 && QuickDecoder::resets_absent(decoder) &&
            !reader.reset(decoder, object, absent) && decoder.has_failed()) {
            return false;
        }
    }
    decoder.end();
    return true;
}

}}}  // namespace souris::v0::detail
