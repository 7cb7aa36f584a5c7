// SPDX-License-Identifier: MIT
#include "codec/canonical_encoder.hpp"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <souris/pointer.hpp>
#include <souris/profile.hpp>

#include "base/return_if_error.hpp"
#include "codec/content_writer.hpp"

namespace souris { inline namespace v0 { namespace detail {

namespace {

/// A value in a tree, cheap to copy.
class TreeValue {
  public:
    using Access = ValueAccess;

    // NOLINTNEXTLINE(google-explicit-constructor): stands for the value, as a view does.
    TreeValue(const Value& value) noexcept : value_(&value) {}
    [[nodiscard]] const Value& operator*() const noexcept { return *value_; }

  private:
    const Value* value_;
};

/// A value in a parsed tree.
class ParsedValue {
  public:
    using Access = ViewAccess;

    // NOLINTNEXTLINE(google-explicit-constructor)
    ParsedValue(ValueView value) noexcept : value_(value) {}
    [[nodiscard]] ValueView operator*() const noexcept { return value_; }

  private:
    ValueView value_;
};

/// Writes a tree in canonical form, without recursion. `Child` is `TreeValue` or `ParsedValue`.
template <class Child>
class CanonicalEncoder {
  public:
    CanonicalEncoder(Sink& sink, const EncodeOptions& options) noexcept
        : options_(without_packing(options)), writer_(sink, nullptr, options_) {}

    [[nodiscard]] Result<void> encode(Child root) {
        const auto done = encode_tree(root);
        if (done) return {};
        Error error = writer_.error(done.error());
        error.path = path();
        return failure(std::move(error));
    }

  private:
    using Elements = decltype((*std::declval<Child>()).elements().begin());

    struct Entry {
        std::string_view key;
        Child value;
    };

    /// A container. Its children number 0 to `begun` - 1 are written, or the last of them is being
    /// written.
    struct Frame {
        bool is_map;
        std::size_t count;
        std::size_t begun;
        /// The next element of an array.
        Elements next;
        /// Index of the first entry of a map.
        std::size_t first_entry;
    };

    [[nodiscard]] static EncodeOptions without_packing(EncodeOptions options) noexcept {
        options.profile = Profile::stored;
        return options;
    }

    [[nodiscard]] Result<void, ErrorCode> encode_tree(Child root) {
        SOURIS_RETURN_IF_ERROR(writer_.charge_root());
        SOURIS_RETURN_IF_ERROR(write(root));
        while (!stack_.empty()) {
            Frame& top = stack_.back();
            assert(top.begun <= top.count && top.first_entry <= entries_.size());
            if (top.begun == top.count) {
                entries_.erase(entries_.begin() + static_cast<std::ptrdiff_t>(top.first_entry),
                               entries_.end());
                stack_.pop_back();
            } else if (top.is_map) {
                assert(top.first_entry + top.count == entries_.size());
                const Entry& entry = entries_[top.first_entry + top.begun++];
                // A copy, since opening a map moves the entries.
                const Child value = entry.value;
                SOURIS_RETURN_IF_ERROR(writer_.write_key(entry.key));
                SOURIS_RETURN_IF_ERROR(write(value));
            } else {
                ++top.begun;
                const Child value = *top.next;
                ++top.next;
                SOURIS_RETURN_IF_ERROR(write(value));
            }
        }
        return {};
    }

    /// Writes a scalar, or the head of a container.
    [[nodiscard]] Result<void, ErrorCode> write(Child child) {
        const auto& value = *child;
        const Type type = value.type();
        if (type != Type::array && type != Type::map) {
            return writer_.template write_scalar<typename Child::Access>(value);
        }
        const std::size_t first_entry = entries_.size();
        if (type == Type::map) push_sorted(value);
        const std::size_t count =
            type == Type::map ? entries_.size() - first_entry : value.elements().size();
        SOURIS_RETURN_IF_ERROR(writer_.write_container(type, count, stack_.size()));
        stack_.push_back({type == Type::map, count, 0, value.elements().begin(), first_entry});
        return {};
    }

    /// Appends the entries of a map in the order of their keys; of equal keys, the last.
    template <class Map>
    void push_sorted(const Map& map) {
        const auto first = static_cast<std::ptrdiff_t>(entries_.size());
        for (const auto& [key, value] : map.entries())
            entries_.push_back({key, Child(value)});
        const auto begin = entries_.begin() + first;
        const auto is_less = [](const Entry& a, const Entry& b) { return a.key < b.key; };
        // Many maps come sorted.
        if (!std::is_sorted(begin, entries_.end(), is_less)) {
            std::stable_sort(begin, entries_.end(), is_less);
        }
        // In reverse, so that `unique` keeps the last one.
        const auto is_same = [](const Entry& a, const Entry& b) { return a.key == b.key; };
        const auto kept = std::unique(entries_.rbegin(), entries_.rend() - first, is_same);
        entries_.erase(begin, kept.base());
    }

    /// The path of the value that could not be written.
    [[nodiscard]] std::string path() const {
        std::string path;
        for (const Frame& frame : stack_) {
            assert(frame.begun != 0);
            if (frame.is_map) {
                append_pointer_token(path, entries_[frame.first_entry + frame.begun - 1].key);
            } else {
                append_pointer_token(path, frame.begun - 1);
            }
        }
        return path;
    }

    EncodeOptions options_;
    ContentWriter writer_;
    std::vector<Frame> stack_;
    /// Of all open maps.
    std::vector<Entry> entries_;
};

/// Fails if `options` ask for anything that canonical form does not have. The default profile
/// cannot be told from none.
Result<void> check_options(const EncodeOptions& options, const TextEncoder* text) {
    const auto contradict = [](const char* with) {
        return failure(
            Error(ErrorCode::contradictory_options, std::string("canonical form and ") + with));
    };
    if (options.layout != Layout::v2) return contradict("layout v1");
    if (options.profile == Profile::fast) return contradict("the profile fast");
    if (options.profile == Profile::smallest) return contradict("the profile smallest");
    if (options.extended) return contradict("Brotli, zstd or columns");
    if (text != nullptr) return contradict("coded text");
    return {};
}

template <class Child>
Result<void> encode_checked(Sink& sink, Child root, const TextEncoder* text,
                            const EncodeOptions& options) {
    assert(options.canonical);
    SOURIS_RETURN_IF_ERROR(check_options(options, text));
    return CanonicalEncoder<Child>(sink, options).encode(root);
}

}  // namespace

Result<void> encode_canonical(Sink& sink, const Value& value, const TextEncoder* text,
                              const EncodeOptions& options) {
    return encode_checked<TreeValue>(sink, value, text, options);
}

Result<void> encode_canonical(Sink& sink, ValueView value, const TextEncoder* text,
                              const EncodeOptions& options) {
    return encode_checked<ParsedValue>(sink, value, text, options);
}

}}}  // namespace souris::v0::detail
