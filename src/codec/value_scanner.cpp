// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cassert>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <memory>
#include <new>
#include <optional>
#include <span>
#include <utility>

#include <souris/cursor.hpp>
#include <souris/detail/tag.hpp>
#include <souris/detail/wire.hpp>
#include <souris/value_scanner.hpp>

#include "base/out_of_memory.hpp"
#include "base/return_if_error.hpp"
#include "codec/content_reader.hpp"
#include "codec/skip_target.hpp"
#include "codec/tree_reader.hpp"
#include "codec/visit_content.hpp"

namespace souris { inline namespace v0 {

namespace {

/// What the content after a tag needs at least, as far as its beginning tells, in bytes.
class LeastSize {
  public:
    explicit LeastSize(std::span<const std::byte> content) noexcept : content_(content) {}

    [[nodiscard]] static std::uint64_t bytes(detail::Tag, std::size_t count) noexcept {
        return count;
    }
    [[nodiscard]] std::uint64_t integers(detail::Tag tag, std::size_t count) const noexcept {
        if (tag.type() == Type::array || tag.type() == Type::map) return container(tag);
        std::size_t size = 0;
        for (std::size_t i = 0; i != count; ++i) {
            if (size >= content_.size()) return size + (count - i);
            size += 1 + detail::content_length(std::to_integer<std::size_t>(content_[size]));
        }
        return size;
    }
    [[nodiscard]] std::uint64_t text(detail::Tag tag) const noexcept {
        return tag.flag() ? 1 : counted(1);
    }
    [[nodiscard]] std::uint64_t tagged_text(detail::Tag) const noexcept {
        if (content_.empty()) return 2;
        return 1 + LeastSize(content_.subspan(1)).text(detail::tag_at(content_.data()));
    }
    [[nodiscard]] static std::uint64_t block(detail::Tag) noexcept { return 1; }

  private:
    [[nodiscard]] std::uint64_t container(detail::Tag tag) const noexcept {
        const std::uint64_t each =
            tag.type() == Type::map ? detail::min_entry_size : detail::min_element_size;
        return tag.flag() ? counted(each) : each * tag.inline_count();
    }
    /// A number, and so many times `unit` bytes.
    [[nodiscard]] std::uint64_t counted(std::uint64_t unit) const noexcept {
        Cursor cursor(content_);
        const auto number = cursor.read_unsigned<std::uint64_t>();
        // It is not complete, or will be refused.
        if (!number || *number > max_plausible_length) return 1;
        return cursor.offset() + unit * *number;
    }

    std::span<const std::byte> content_;
};

}  // namespace

namespace detail {

struct ScannerState {
    using Reader = TreeReader<SkipTarget>;

    ScannerState(const DecodeOptions& wanted, Layout read_layout)
        : options(wanted), layout(read_layout) {}

    /// The bytes that are there and belong to no value that was given.
    [[nodiscard]] std::span<const std::byte> rest() const noexcept {
        return {room.get() + begin, end - begin};
    }

    /// Makes room for `more` bytes at `end`. Each byte is moved a few times at most, as long as
    /// `next` is called, which refuses what the limits do. Throws std::bad_alloc.
    void make_room(std::size_t more) {
        if (more <= size - end) return;
        constexpr std::size_t largest = std::numeric_limits<std::ptrdiff_t>::max();
        const std::size_t held = end - begin;
        if (more > largest - held) throw std::bad_alloc();
        const std::size_t needed = held + more;
        const std::size_t done = reader ? reader->end() : 0;
        // Little in front: it would be moved again soon.
        const bool grows = needed > size || begin < held;
        if (begin != 0) std::memmove(room.get(), room.get() + begin, held);
        begin = 0;
        end = held;
        if (grows) grow(std::max(needed, grown_size(more)));
        if (reader) reader->replace_input(rest(), done);
    }

    /// Twice the size, but no more than a value and what was asked for can take.
    [[nodiscard]] std::size_t grown_size(std::size_t more) const noexcept {
        const std::uint64_t limit = options.limits.max_input;
        const std::uint64_t most = std::max(limit, limit + more);
        return static_cast<std::size_t>(std::min<std::uint64_t>(std::uint64_t{2} * size, most));
    }

    /// Not a vector, which would touch all of its memory: the system moves large blocks by mapping
    /// them elsewhere.
    void grow(std::size_t new_size) {
        void* const larger = std::realloc(room.get(), new_size);
        if (larger == nullptr) throw std::bad_alloc();
        static_cast<void>(room.release());
        room.reset(static_cast<std::byte*>(larger));
        size = new_size;
    }

    /// The verdict on a value that is refused, or that the input ends in: that of `decode_value`,
    /// which knows the path.
    [[nodiscard]] Error verdict(Error found) {
        Cursor cursor(rest());
        const auto value = decode_value(cursor, nullptr, layout, options);
        assert(!value);
        return value ? std::move(found) : value.error();
    }

    /// Reads on in the value at `begin`; its size if it is complete, 0 if not.
    [[nodiscard]] Result<std::size_t> read_on() {
        const std::span<const std::byte> input = rest();
        if (input.empty()) return std::size_t{0};
        if (!reader) {
            reader.emplace(Cursor(input), nullptr, layout, options);
            if (const auto begun = reader->begin(); !begun) {
                return failure(verdict(reader->content().error(begun.error())));
            }
        }
        reader->replace_input(input, reader->end());
        SkipTarget target(reader->content());
        const auto read = reader->go_on(target);
        const bool is_cut = !read && read.error() == ErrorCode::truncated;
        if (!read && !is_cut) return failure(verdict(reader->content().error(read.error())));
        const std::size_t read_size = is_cut ? input.size() : reader->end();
        SOURIS_RETURN_IF_ERROR(check_input_size(read_size, options.limits));
        return is_cut ? std::size_t{0} : read_size;
    }

    DecodeOptions options;
    Layout layout;
    struct Free {
        void operator()(std::byte* bytes) const noexcept { std::free(bytes); }
    };
    /// Room for `size` bytes, of which those from `begin` to `end` are there.
    std::unique_ptr<std::byte[], Free> room{};
    std::size_t size = 0;
    std::size_t begin = 0;
    std::size_t end = 0;
    /// Bytes that were given before `begin`.
    std::uint64_t given = 0;
    /// Within a value.
    std::optional<Reader> reader{};
    std::optional<Error> refused{};
};

}  // namespace detail

ValueScanner::ValueScanner(const DecodeOptions& options, Layout layout)
    : state_(std::make_unique<detail::ScannerState>(options, layout)) {}
ValueScanner::ValueScanner(ValueScanner&& other) noexcept = default;
ValueScanner& ValueScanner::operator=(ValueScanner&& other) noexcept = default;
ValueScanner::~ValueScanner() = default;

Result<std::span<std::byte>> ValueScanner::prepare(std::size_t size) {
    assert(state_ != nullptr);
    return detail::or_out_of_memory([&]() -> Result<std::span<std::byte>> {
        state_->make_room(size);
        return std::span(state_->room.get() + state_->end, state_->size - state_->end);
    });
}

void ValueScanner::commit(std::size_t size) noexcept {
    assert(state_ != nullptr && size <= state_->size - state_->end);
    state_->end += size;
}

Result<void> ValueScanner::append(std::span<const std::byte> bytes) {
    SOURIS_ASSIGN_OR_RETURN(const std::span<std::byte> room, prepare(bytes.size()));
    std::copy(bytes.begin(), bytes.end(), room.begin());
    commit(bytes.size());
    return {};
}

Result<std::optional<std::span<const std::byte>>> ValueScanner::next() {
    assert(state_ != nullptr);
    detail::ScannerState& state = *state_;
    if (state.refused) return failure(*state.refused);
    const auto size =
        detail::or_out_of_memory([&]() -> Result<std::size_t> { return state.read_on(); });
    if (!size) {
        state.refused = size.error();
        return failure(size.error());
    }
    if (*size == 0) return std::optional<std::span<const std::byte>>();
    const std::span<const std::byte> value = state.rest().first(*size);
    state.begin += *size;
    state.given += *size;
    state.reader.reset();
    return std::optional(value);
}

std::uint64_t ValueScanner::wanted() const noexcept {
    assert(state_ != nullptr);
    if (!state_->reader) return 1;
    const detail::ScannerState::Reader& reader = *state_->reader;
    const std::span<const std::byte> left = state_->rest().subspan(reader.end());
    std::uint64_t size = reader.outstanding() + 1;
    if (!left.empty()) {
        LeastSize least(left.subspan(1));
        size += detail::visit_form(detail::tag_at(left.data()), least);
    }
    return size > left.size() ? size - left.size() : 1;
}

Result<void> ValueScanner::finish() {
    assert(state_ != nullptr);
    detail::ScannerState& state = *state_;
    if (!state.refused && state.rest().empty()) return {};
    if (!state.refused) state.refused = state.verdict(Error(ErrorCode::truncated));
    return failure(*state.refused);
}

std::uint64_t ValueScanner::offset() const noexcept {
    assert(state_ != nullptr);
    return state_->given;
}

std::span<const std::byte> ValueScanner::rest() const noexcept {
    assert(state_ != nullptr);
    return state_->rest();
}

const DecodeOptions& ValueScanner::options() const noexcept {
    assert(state_ != nullptr);
    return state_->options;
}

Layout ValueScanner::layout() const noexcept {
    assert(state_ != nullptr);
    return state_->layout;
}

}}  // namespace souris::v0
