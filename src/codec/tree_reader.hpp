// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

#include <souris/config.hpp>
#include <souris/cursor.hpp>
#include <souris/detail/wire.hpp>
#include <souris/text_decoder.hpp>

#include "base/return_if_error.hpp"
#include "codec/content_reader.hpp"
#include "codec/frame_stack.hpp"
#include "codec/quick_numbers.hpp"
#include "codec/quick_scan.hpp"
#include "codec/reading_frame.hpp"
#include "codec/reading_path.hpp"
#include "codec/scalar_to_target.hpp"
#include "codec/tree_target.hpp"

namespace souris { inline namespace v0 { namespace detail {

/// Reads a tree in one pass, without recursion, and passes its values to a target.
///
/// `read_quickly` handles frequent and simple values, keeps its state in registers, and stops at
/// everything else, be it rare or wrong. `ContentReader` reads that, and only it reports errors. So
/// there is one verdict, and the quick path may stop at any point.
template <TreeTarget Target>
class TreeReader {
  public:
    /// The cursor's bytes, `text`, `options` and `non_canonical` must outlive the reader. The quick
    /// path does not consult `non_canonical`: only a target that turns it off may pass one.
    TreeReader(const Cursor& cursor, const TextDecoder* text, Layout layout,
               const DecodeOptions& options, NonCanonicalHandler* non_canonical = nullptr)
        : begin_(cursor.rest().data() - cursor.offset()),
          position_(cursor.rest().data()),
          end_(position_ + cursor.remaining()),
          reader_(cursor, text, layout, options, non_canonical),
          coded_text_(text != nullptr ? &text->codes() : nullptr, options.strict, reader_.memory()),
          max_key_(options.limits.max_key),
          max_string_(options.limits.max_string),
          max_depth_(options.limits.max_depth),
          strict_(options.strict) {}

    /// Reads the value at the cursor of `content`, with its budgets, within `depth` containers, the
    /// innermost of which has counted the value. `outstanding` is the minimal size in bytes of what
    /// must follow it. Precondition: `depth` is within the limit.
    TreeReader(const ContentReader& content, std::size_t depth, std::size_t outstanding)
        : TreeReader(content.cursor(), content.text(), content.layout(), content.options()) {
        assert(depth <= max_depth_);
        reader_.take_budgets(content);
        reader_.nodes().give_back(1);
        depth_ = depth;
        max_depth_ -= depth;
        frame_.outstanding = outstanding;
    }

    /// For the target to charge what it allocates.
    [[nodiscard]] ContentReader& content() noexcept { return reader_; }

    /// Reads one value. Throws what the target throws.
    [[nodiscard]] Result<void> read(Target& target) requires PathTarget<Target> {
        const auto done = read_without_path(target);
        if (done) return {};
        Error error = reader_.error(done.error());
        error.path = reading_path(target, frame_, stack_, at_value_);
        return failure(std::move(error));
    }

    /// The same for a target that does not know the path: the error is `content().error(code)`.
    [[nodiscard]] Result<void, ErrorCode> read_without_path(Target& target) {
        SOURIS_RETURN_IF_ERROR(begin());
        return go_on(target);
    }

    /// `read_without_path` in two steps, of which the second may be repeated: if it fails with
    /// `truncated`, more input can be given to `replace_input`.
    [[nodiscard]] Result<void, ErrorCode> begin() {
        assert(stack_.empty() && !at_value_ && frame_.left == 0);
        SOURIS_RETURN_IF_ERROR(reader_.charge_root());
        // The value counts as the only element of an imaginary container.
        frame_.left = 1;
        return {};
    }
    /// @copydoc begin
    [[nodiscard]] Result<void, ErrorCode> go_on(Target& target) {
        for (;;) {
            switch (read_quickly(target)) {
                case Stop::complete:
                    assert(stack_.empty() && frame_.left == 0);
                    return {};
                case Stop::at_key:
                    SOURIS_RETURN_IF_ERROR(read_key_slowly(target));
                    break;
                case Stop::at_value:
                    SOURIS_RETURN_IF_ERROR(read_value_slowly(target));
                    break;
                case Stop::repeated_key:
                    reader_.seek(offset());
                    return failure(ErrorCode::duplicate_key);
            }
        }
    }

    /// More input has come, or it has moved: `bytes` begins with the cursor's bytes, which need not
    /// be there any more, and replaces them. `end` is what the function of this name said.
    void replace_input(std::span<const std::byte> bytes, std::size_t end) noexcept {
        assert(end <= bytes.size());
        begin_ = bytes.data();
        position_ = begin_ + end;
        end_ = begin_ + bytes.size();
        reader_.replace_input(bytes);
    }

    /// After a failure at a key or a value, the minimal size in bytes of what must follow that.
    [[nodiscard]] std::size_t outstanding() const noexcept {
        return frame_.all_outstanding() - (at_value_ ? 0 : min_key_size);
    }

    /// After a failure, calls `visit` for each open container, innermost first, with the container,
    /// whether it is a map, how many elements were not read, and whether the first of those was
    /// begun.
    template <class Visit>
    void for_each_open(Visit visit) const {
        if (stack_.empty()) return;
        visit(frame_.container, frame_.is_map, frame_.left + (at_value_ ? 1 : 0), at_value_);
        for (std::size_t i = stack_.size(); i-- > 1;)
            visit(stack_[i].container, stack_[i].is_map, stack_[i].left, false);
    }

    /// Bytes of the cursor's input before the end of the value.
    [[nodiscard]] std::size_t end() const noexcept { return offset(); }

  private:
    using Container = typename Target::Container;
    using Frame = ReadingFrame<Container>;

    /// Why the quick path stopped.
    enum class Stop : std::uint8_t { complete, at_key, at_value, repeated_key };

    [[nodiscard]] std::size_t offset() const noexcept {
        return static_cast<std::size_t>(position_ - begin_);
    }

    /// Reads until it meets something that it does not handle.
    [[nodiscard]] Stop read_quickly(Target& shared_target) {
        assert(begin_ <= position_ && position_ <= end_);
        // No variable here has its address taken, so all may live in registers.
        Target target = shared_target;
        Frame frame = frame_;
        const std::byte* position = position_;
        const std::byte* const end = end_;
        const std::byte* const quick_end = find_quick_end(shared_target);
        bool at_value = at_value_;
        // At most twice as many elements and containers can follow as there are bytes.
        const std::uint64_t granted =
            reader_.grant(2 * static_cast<std::uint64_t>(end - position) + 1, Target::memory_each);
        Allowance allowance{granted};

        const auto stop = [&](Stop reason) SOURIS_ALWAYS_INLINE {
            assert(position <= end && allowance.left + allowance.containers <= granted);
            shared_target = target;
            frame_ = frame;
            position_ = position;
            at_value_ = reason == Stop::at_value;
            reader_.settle(granted, Target::memory_each,
                           granted - allowance.left - allowance.containers, allowance.memory);
            return reason;
        };

        for (;; at_value = false) {
            if (!at_value) {
                while (frame.left == 0) {
                    if (stack_.empty()) return stop(Stop::complete);
                    const Frame& outer = stack_.top();
                    if (!target.close(frame.container, frame.is_map, outer.container,
                                      outer.is_map) &&
                        strict_) {
                        return stop(Stop::repeated_key);
                    }
                    frame.assign(outer);
                    stack_.pop();
                }
                if (frame.is_map) {
                    if (position >= quick_end) return stop(Stop::at_key);
                    CheckedText key;
                    const std::byte* after = nullptr;
                    if (*position == tag_byte(Type::string)) {
                        after = scan_text(position + 1, end, max_key_, strict_, key);
                    } else if (*position == tag_byte(Type::string, true)) {
                        after = coded_text_.scan(position + 1, end, max_key_, key);
                    }
                    if (after == nullptr || !target.key(key)) return stop(Stop::at_key);
                    assert(after > position && after <= end);
                    position = after;
                }
                --frame.left;
            }
            if (position >= quick_end) return stop(Stop::at_value);
            switch (quick_kinds[std::to_integer<std::uint8_t>(*position)]) {
                case QuickKind::null:
                    target.null();
                    ++position;
                    continue;
                case QuickKind::boolean:
                    target.boolean(tag_at(position).flag());
                    ++position;
                    continue;
                case QuickKind::float64:
                    target.float64(load_little_endian<std::uint64_t>(position + 1));
                    position += 9;
                    continue;
                case QuickKind::unsigned_integer:
                    if (!read_integer(target, position, SignState::unsigned_number, strict_)) break;
                    continue;
                case QuickKind::signed_integer:
                    if (!read_integer(target, position, SignState::signed_non_negative, strict_))
                        break;
                    continue;
                case QuickKind::negative_integer:
                    if (!read_integer(target, position, SignState::negative, strict_)) break;
                    continue;
                case QuickKind::raw_string: {
                    CheckedText text;
                    const std::byte* const after =
                        scan_text(position + 1, end, max_string_, strict_, text);
                    if (after == nullptr || !target.string(text)) break;
                    assert(after > position && after <= end);
                    position = after;
                    continue;
                }
                case QuickKind::coded_string: {
                    CheckedText text;
                    const std::byte* const after =
                        coded_text_.scan(position + 1, end, max_string_, text);
                    if (after == nullptr || !target.string(text)) break;
                    assert(after > position && after <= end);
                    position = after;
                    continue;
                }
                case QuickKind::array:
                    if (!try_open(target, frame, allowance, Type::array, position, quick_end)) {
                        break;
                    }
                    continue;
                case QuickKind::map:
                    if (!try_open(target, frame, allowance, Type::map, position, quick_end)) break;
                    continue;
                case QuickKind::none:
                    break;
                default:
                    __builtin_unreachable();
            }
            return stop(Stop::at_value);
        }
    }

    /// Before this position there is room for a tag, a length byte, and short text or any number,
    /// and all text with a length of one byte is within the limits.
    [[nodiscard]] const std::byte* find_quick_end(const Target& target) const noexcept {
        if constexpr (requires { target.reads_slowly(); }) {
            if (target.reads_slowly()) return position_;
        }
        constexpr std::ptrdiff_t room = 1 + quick_scan_room;
        const bool is_quick =
            end_ - position_ >= room && std::min(max_key_, max_string_) >= max_short_length;
        return is_quick ? end_ - room + 1 : position_;
    }

    /// Opens the container whose tag is at `position`, and moves on, unless the quick path must
    /// stop. Also reads the numbers at the beginning of an array: many arrays hold nothing else and
    /// are complete then.
    [[nodiscard]] SOURIS_ALWAYS_INLINE bool try_open(Target& target, Frame& frame,
                                                     Allowance& allowance, Type type,
                                                     const std::byte*& position,
                                                     const std::byte* quick_end) {
        const Tag tag = tag_at(position);
        const std::byte* content = position + 1;
        std::uint64_t claimed = tag.inline_count();
        if (tag.flag()) {
            content = scan_integer(content, SignState::unsigned_number, strict_, claimed);
            if (content == nullptr || claimed > max_quick_count) return false;
        }
        const bool is_map = type == Type::map;
        const std::size_t outstanding = frame.all_outstanding();
        const std::uint64_t least = claimed * (is_map ? min_entry_size : min_element_size);
        if (outstanding + least > static_cast<std::size_t>(end_ - content)) return false;
        auto count = static_cast<std::size_t>(claimed);
        if (count >= allowance.left || stack_.size() >= max_depth_) return false;
        const Container container = target.place();
        if (count != 0) {
            if (stack_.is_full()) [[unlikely]] {
                if (!stack_.empty()) target.pause_value();
                if (!stack_.grow(reader_.memory())) return false;
            }
            if (!target.open(type, count)) [[unlikely]]
                return false;
        }
        allowance.left -= count + 1;
        ++allowance.containers;
        allowance.memory += Target::memory_of(type, count);
        position = content;
        if (count == 0) {
            target.open_empty(type);
            return true;
        }
        if (!is_map) {
            read_numbers(target, position, quick_end, count, strict_);
            if (count == 0) {
                target.close(container, false, frame.container, frame.is_map);
                return true;
            }
        }
        stack_.push_within(frame);
        frame.enter(container, count, outstanding, is_map);
        return true;
    }

    [[nodiscard]] Result<void, ErrorCode> read_key_slowly(Target& target) {
        assert(frame_.is_map && frame_.left != 0 && !at_value_);
        target.pause();
        reader_.seek(offset());
        SOURIS_ASSIGN_OR_RETURN(const std::string_view key, reader_.read_key());
        SOURIS_RETURN_IF_ERROR(target.slow_key(key, reader_.is_temporary(key)));
        follow();
        --frame_.left;
        at_value_ = true;
        return {};
    }

    [[nodiscard]] Result<void, ErrorCode> read_value_slowly(Target& target) {
        target.pause_value();
        reader_.seek(offset());
        SOURIS_ASSIGN_OR_RETURN(const Tag tag, reader_.read_tag());
        SOURIS_RETURN_IF_ERROR(visit_content(tag, SlowContent{{reader_, target}, *this}));
        follow();
        at_value_ = false;
        return {};
    }

    void follow() noexcept {
        assert(reader_.cursor().offset() >= offset());
        position_ = begin_ + reader_.cursor().offset();
    }

    /// For `visit_content`.
    struct SlowContent : ScalarToTarget<Target> {
        TreeReader& tree;

        Result<void, ErrorCode> container(Tag tag) { return tree.open_slowly(this->target, tag); }
    };

    [[nodiscard]] Result<void, ErrorCode> open_slowly(Target& target, Tag tag) {
        const std::size_t element_size =
            tag.type() == Type::map ? min_entry_size : min_element_size;
        const std::size_t outstanding = frame_.all_outstanding();
        SOURIS_RETURN_IF_ERROR(reader_.check_depth(depth_ + stack_.size()));
        SOURIS_ASSIGN_OR_RETURN(const std::size_t count,
                                reader_.read_count(tag, element_size, outstanding));
        SOURIS_RETURN_IF_ERROR(reader_.charge_memory(1, Target::memory_of(tag.type(), count)));
        if (count == 0) {
            target.open_empty(tag.type());
            return {};
        }
        const Container container = target.place();
        const bool has_room = !stack_.is_full() || stack_.grow(reader_.memory());
        if (!has_room || !target.open(tag.type(), count)) return reader_.exceed(Limit::memory);
        stack_.push_within(frame_);
        frame_.enter(container, count, outstanding, tag.type() == Type::map);
        return {};
    }

    /// Small enough that the bytes of so many entries do not overflow.
    static constexpr std::uint64_t max_quick_count = std::uint64_t{1} << 32U;

    const std::byte* begin_;
    const std::byte* position_;
    const std::byte* end_;
    ContentReader reader_;
    CodedTextScanner coded_text_;
    /// The current container, and those around it.
    Frame frame_;
    FrameStack<Frame> stack_;
    std::uint64_t max_key_;
    std::uint64_t max_string_;
    /// Containers around the value, and how many may be in one another within it.
    std::size_t depth_ = 0;
    std::size_t max_depth_;
    bool strict_;
    /// The next item is a value whose element has begun and whose key was read.
    bool at_value_ = false;
};

}}}  // namespace souris::v0::detail
