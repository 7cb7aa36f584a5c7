// SPDX-License-Identifier: MIT
#include "codec/repeated_keys.hpp"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include <souris/detail/wire.hpp>
#include <souris/sink.hpp>

#include "base/charged_memory.hpp"
#include "base/return_if_error.hpp"
#include "codec/key_watcher.hpp"

namespace souris { inline namespace v0 { namespace detail {

namespace {

/// Bytes of the input that are replaced by the head of a map or, without entries, by nothing.
struct Edit {
    std::size_t begin;
    std::size_t end;
    std::size_t entry_count = 0;
};

/// Finds entries whose key comes again in the same map.
class RepeatedKeyFinder final : public KeyWatcher {
  public:
    /// `edits_input`: says what to change so that no key is repeated, for which everything is read
    /// slowly.
    explicit RepeatedKeyFinder(bool edits_input) noexcept : edits_input_(edits_input) {}

    using KeyWatcher::follow;

    [[nodiscard]] bool edits_input() const noexcept { return edits_input_; }

    void add() noexcept { advance(); }
    void add_empty(Type) noexcept { advance(); }

    bool open(Type type, std::size_t size) {
        const bool is_map = type == Type::map;
        if (is_map && !make_room(heads_, 1, content().memory())) return false;
        if (!open_frame(type, size)) return false;
        if (is_map) heads_.push_back({content().tag_offset(), content().cursor().offset()});
        return true;
    }

    /// False if a key is repeated.
    bool close() {
        const KeyFrame& frame = frames().back();
        std::size_t count = frame.size;
        for_each_repeated([&](const WatchedKey& earlier, const WatchedKey&) {
            const WatchedKey& next = *(&earlier + 1);
            add_edit({earlier.offset(), next.offset()});
            --count;
        });
        const bool is_repeated = count != frame.size;
        assert(frame.is_map() ? !heads_.empty() : !is_repeated);
        if (is_repeated) add_edit({heads_.back().begin, heads_.back().end, count});
        if (frame.is_map()) heads_.pop_back();
        frames().pop_back();
        advance();
        return !is_repeated;
    }

    /// In no order; edits within others do not count.
    [[nodiscard]] std::vector<Edit>& edits() noexcept { return edits_; }
    /// Whether memory sufficed for the edits.
    [[nodiscard]] bool is_complete() const noexcept { return is_complete_; }

  private:
    void add_edit(Edit edit) {
        if (!edits_input_) return;
        is_complete_ = is_complete_ && make_room(edits_, 1, content().memory());
        if (is_complete_) edits_.push_back(edit);
    }

    bool edits_input_;
    /// Of the open maps.
    std::vector<Edit> heads_;
    std::vector<Edit> edits_;
    bool is_complete_ = true;
};

/// The target of a `TreeReader` that feeds a `RepeatedKeyFinder`.
class RepeatedKeysTarget final : public KeyWatchingTarget<RepeatedKeyFinder> {
  public:
    explicit RepeatedKeysTarget(RepeatedKeyFinder& finder) noexcept : KeyWatchingTarget(finder) {}

    // The quick path does not know offsets.
    [[nodiscard]] bool reads_slowly() const noexcept { return watcher().edits_input(); }

    static bool string(const CheckedText&) noexcept { return true; }
    bool key(const CheckedText& text) {
        if (text.is_temporary) return false;
        watcher().add_key(text.text, 0, false);
        return true;
    }
    // Only what is copied is charged, so that both paths charge alike.
    [[nodiscard]] Result<void, ErrorCode> slow_key(std::string_view text, bool is_temporary) {
        if (is_temporary) return KeyWatchingTarget::slow_key(text, true);
        watcher().add_key(text, watcher().content().tag_offset(), false);
        return {};
    }
    [[nodiscard]] Result<void, ErrorCode> text(Type, std::string_view, bool) { return take(); }
};

/// Reads the value at `cursor`, and moves the cursor after it. Returns the remaining memory.
Result<Budget> find_repeated_keys(RepeatedKeyFinder& finder, Cursor& cursor,
                                  const TextDecoder* text, Layout layout,
                                  const DecodeOptions& options) {
    SOURIS_RETURN_IF_ERROR(check_input_size(cursor.remaining(), options.limits));
    TreeReader<RepeatedKeysTarget> reader(cursor, text, layout, options);
    finder.follow(reader.content());
    RepeatedKeysTarget target(finder);
    SOURIS_RETURN_IF_ERROR(reader.read(target));
    cursor.seek(reader.end());
    return reader.content().memory();
}

/// `bytes`, whose first has the given offset, with all edits made.
Bytes edited(std::span<const std::byte> bytes, std::size_t offset, std::vector<Edit>& edits) {
    std::sort(edits.begin(), edits.end(),
              [](const Edit& a, const Edit& b) { return a.begin < b.begin; });
    Bytes result;
    // No edit makes anything longer.
    result.reserve(bytes.size());
    std::size_t done = offset;
    const auto copy_until = [&](std::size_t end) {
        assert(offset <= done && done <= end && end <= offset + bytes.size());
        const auto rest = bytes.subspan(done - offset, end - done);
        result.insert(result.end(), rest.begin(), rest.end());
    };
    for (const Edit& edit : edits) {
        assert(edit.begin < edit.end);
        if (edit.begin < done) continue;
        copy_until(edit.begin);
        if (edit.entry_count != 0) {
            std::byte head[scalar_room];
            result.insert(result.end(), head, put_container(head, Type::map, edit.entry_count));
        }
        done = edit.end;
    }
    copy_until(offset + bytes.size());
    return result;
}

}  // namespace

Result<void> check_strictly(const Cursor& cursor, const TextDecoder* text, Layout layout,
                            const DecodeOptions& options) {
    assert(options.strict);
    Cursor at_value = cursor;
    RepeatedKeyFinder finder(false);
    SOURIS_RETURN_IF_ERROR(find_repeated_keys(finder, at_value, text, layout, options));
    return {};
}

Result<Bytes> bytes_of_last_values(Cursor& cursor, const TextDecoder* text, Layout layout,
                                   DecodeOptions& options) {
    const Cursor begin = cursor;
    RepeatedKeyFinder finder(true);
    SOURIS_ASSIGN_OR_RETURN(Budget memory,
                            find_repeated_keys(finder, cursor, text, layout, options));
    if (finder.edits().empty()) return failure(Error(ErrorCode::unrepresentable));
    assert(cursor.offset() > begin.offset());
    const auto value = begin.rest().first(cursor.offset() - begin.offset());
    const std::uint64_t size = allocation_size(value.size());
    if (!finder.is_complete() || !memory.charge(size))
        return failure(Error(ErrorCode::limit_exceeded));
    options.limits.max_memory -= size;
    return edited(value, begin.offset(), finder.edits());
}

}}}  // namespace souris::v0::detail
