// SPDX-License-Identifier: MIT
#include <bit>
#include <new>
#include <string>
#include <vector>

#include <souris/codec.hpp>
#include <souris/pointer.hpp>

#include "base/try.hpp"
#include "codec/content_reader.hpp"
#include "codec/quick_reader.hpp"
#include "value/map_index.hpp"
#include "value/tree_access.hpp"

namespace souris {

namespace {

using detail::Tag;
using detail::TreeAccess;

/// Builds a tree in one pass. Containers get their final size at once; the values in them are made
/// where they stay.
class ValueDecoder {
  public:
    ValueDecoder(const Cursor& cursor, const TextDecoder* text, Layout layout,
                 const DecodeOptions& options) noexcept
        : reader_(cursor, text, layout, options),
          quick_(cursor, options),
          resource_(options.resource) {}

    [[nodiscard]] Result<Value> decode() {
        Value root;
        const auto decoded = decode_into(root);
        if (!decoded) {
            Error error = reader_.error(decoded.error());
            error.path = path();
            return failure(std::move(error));
        }
        return root;
    }

    [[nodiscard]] std::size_t end() const noexcept { return quick_.offset(); }

    // What `QuickReader` reads, for `slot_`.

    void null() const noexcept {}
    void boolean(bool value) const noexcept { TreeAccess::put(*slot_, value); }
    void float64(std::uint64_t bits) const noexcept {
        TreeAccess::put(*slot_, std::bit_cast<double>(bits));
    }
    void integer(std::uint64_t low, SignState state) const noexcept {
        const std::uint64_t high = state == SignState::negative ? ~std::uint64_t{0} : 0;
        TreeAccess::put_integer(*slot_, {high, low}, state);
    }
    bool string(std::string_view text) {
        if (!reader_.try_charge(text.size())) return false;
        TreeAccess::put_text(*slot_, Type::string, text, resource_);
        return true;
    }
    bool open(Type type, std::size_t count) {
        const bool is_map = type == Type::map;
        const std::size_t element_size = is_map ? detail::min_entry_size : detail::min_element_size;
        const std::size_t memory = is_map ? count * sizeof(MapEntry) + sizeof(detail::MapBlock)
                                          : count * sizeof(Value) + sizeof(detail::ArrayBlock);
        if (!reader_.try_open(count, element_size, quick_.remaining(), stack_.size(),
                              memory + sizeof(Frame))) {
            return false;
        }
        if (is_map) {
            TreeAccess::put_map(*slot_, count, resource_);
        } else {
            TreeAccess::put_array(*slot_, count, resource_);
        }
        if (count != 0) stack_.push_back({slot_, count});
        return true;
    }

  private:
    /// What `QuickReader` gives a key to.
    struct KeyTarget {
        detail::ContentReader& reader;
        std::string_view key;
        bool string(std::string_view text) noexcept {
            key = text;
            return reader.try_charge(text.size());
        }
    };

    /// A container that is being filled.
    struct Frame {
        Value* container;
        std::size_t left;
    };

    [[nodiscard]] Result<void, ErrorCode> decode_into(Value& root) {
        slot_ = &root;
        while (slot_ != nullptr) {
            if (!quick_.read(*this)) SOURIS_CHECK(decode_slowly(*slot_));
            SOURIS_TRY(slot_, next_slot());
        }
        return {};
    }

    [[nodiscard]] Result<void, ErrorCode> decode_slowly(Value& slot) {
        reader_.seek(quick_.offset());
        SOURIS_CHECK(decode_one(slot));
        quick_.follow(reader_.cursor());
        return {};
    }

    /// Decodes a scalar, or opens a container.
    [[nodiscard]] Result<void, ErrorCode> decode_one(Value& slot) {
        SOURIS_TRY(const Tag tag, reader_.read_tag());
        switch (tag.type()) {
            case Type::null:
                return {};
            case Type::boolean:
                TreeAccess::put(slot, tag.flag());
                return {};
            case Type::integer:
                return put(slot, reader_.read_integer(tag));
            case Type::float64:
                return put(slot, reader_.read_number<double>());
            case Type::float32:
                return put(slot, reader_.read_number<float>());
            case Type::character:
                return put(slot, reader_.read_character());
            case Type::timestamp:
                return put(slot, reader_.read_timestamp(tag));
            case Type::ipv4:
                return put(slot, reader_.read_ipv4());
            case Type::ipv6:
                return put(slot, reader_.read_ipv6());
            case Type::string:
                return put_text(slot, Type::string, reader_.read_string(tag));
            case Type::json:
                return put_text(slot, Type::json, reader_.read_json());
            case Type::timezone:
                return put_text(slot, Type::timezone, reader_.read_time_zone());
            case Type::complex: {
                SOURIS_TRY(const Complex complex, reader_.read_complex(tag));
                TreeAccess::put(slot, complex, resource_);
                return {};
            }
            case Type::binary: {
                SOURIS_TRY(const UnpackedBlock block, reader_.read_binary(tag));
                TreeAccess::put(slot, block.bytes(), resource_);
                return {};
            }
            case Type::array:
                return open_array(slot, tag);
            case Type::map:
                return open_map(slot, tag);
        }
        return failure(ErrorCode::internal_error);
    }

    template <class T>
    [[nodiscard]] static Result<void, ErrorCode> put(Value& slot,
                                                     const Result<T, ErrorCode>& scalar) {
        if (!scalar) return failure(scalar.error());
        TreeAccess::put(slot, *scalar);
        return {};
    }

    [[nodiscard]] Result<void, ErrorCode> put_text(
        Value& slot, Type type, const Result<std::string_view, ErrorCode>& text) {
        if (!text) return failure(text.error());
        TreeAccess::put_text(slot, type, *text, resource_);
        return {};
    }

    [[nodiscard]] Result<void, ErrorCode> open_array(Value& slot, Tag tag) {
        SOURIS_CHECK(reader_.check_depth(stack_.size()));
        SOURIS_TRY(const std::size_t count, reader_.read_count(tag, detail::min_element_size));
        SOURIS_CHECK(reader_.charge_memory(count, sizeof(Value)));
        SOURIS_CHECK(reader_.charge_memory(1, sizeof(detail::ArrayBlock)));
        TreeAccess::put_array(slot, count, resource_);
        return push(slot, count);
    }

    [[nodiscard]] Result<void, ErrorCode> open_map(Value& slot, Tag tag) {
        SOURIS_CHECK(reader_.check_depth(stack_.size()));
        SOURIS_TRY(const std::size_t count, reader_.read_count(tag, detail::min_entry_size));
        SOURIS_CHECK(reader_.charge_memory(count, sizeof(MapEntry)));
        SOURIS_CHECK(
            reader_.charge_memory(1, sizeof(detail::MapBlock) + detail::index_memory(count)));
        TreeAccess::put_map(slot, count, resource_);
        return push(slot, count);
    }

    [[nodiscard]] Result<void, ErrorCode> push(Value& container, std::size_t count) {
        if (count == 0) return {};
        SOURIS_CHECK(reader_.charge_memory(1, sizeof(Frame)));
        stack_.push_back({&container, count});
        return {};
    }

    /// Where the next value goes, after one is complete: nullptr when that was the root.
    [[nodiscard]] Result<Value*, ErrorCode> next_slot() {
        while (!stack_.empty()) {
            Frame& top = stack_.back();
            if (top.left != 0) {
                --top.left;
                return top.container->is(Type::array) ? next_element(top) : next_entry(top);
            }
            if (Map* const map = top.container->as_map()) SOURIS_CHECK(close(*map));
            stack_.pop_back();
        }
        return nullptr;
    }

    [[nodiscard]] Result<Value*, ErrorCode> next_element(const Frame& frame) {
        reader_.begin_element(detail::min_element_size);
        return &TreeAccess::append(*frame.container->as_array());
    }

    [[nodiscard]] Result<Value*, ErrorCode> next_entry(const Frame& frame) {
        reader_.begin_element(detail::min_entry_size);
        Map& map = *frame.container->as_map();
        KeyTarget target{reader_, {}};
        if (quick_.read_string(target)) {
            return &TreeAccess::append(map, target.key, resource_);
        }
        in_key_ = true;
        reader_.seek(quick_.offset());
        SOURIS_TRY(const std::string_view key, reader_.read_key());
        in_key_ = false;
        quick_.follow(reader_.cursor());
        return &TreeAccess::append(map, key, resource_);
    }

    [[nodiscard]] Result<void, ErrorCode> close(Map& map) {
        const std::size_t size = map.size();
        const std::size_t repeated = TreeAccess::seal(map);
        if (repeated == size || !reader_.strict()) return {};
        in_key_ = true;
        reader_.seek(quick_.offset());
        return failure(ErrorCode::duplicate_key);
    }

    /// Where the value is that could not be read, from the containers that are open.
    [[nodiscard]] std::string path() const {
        std::string path;
        for (std::size_t i = 0; i < stack_.size(); ++i) {
            const Value& container = *stack_[i].container;
            const bool is_key = in_key_ && i + 1 == stack_.size();
            if (container.is(Type::array)) {
                append_pointer_token(path, container.elements().size() - 1);
            } else if (!is_key && !container.entries().empty()) {
                append_pointer_token(path, container.entries().back().key());
            }
        }
        return path;
    }

    detail::ContentReader reader_;
    detail::QuickReader quick_;
    std::pmr::memory_resource* resource_;
    std::vector<Frame> stack_;
    /// Where the value that is being read goes: a null until then.
    Value* slot_ = nullptr;
    /// What is being read is not the last entry's value, but a key of the innermost map.
    bool in_key_ = false;
};

Result<void> check_input_size(std::size_t size, const Limits& limits) {
    if (size <= limits.max_input) return {};
    return failure(Error(ErrorCode::limit_exceeded, name_of(Limit::input)));
}

}  // namespace

Result<Value> decode_value(Cursor& cursor, const TextDecoder* text, Layout layout,
                           const DecodeOptions& options) {
    try {
        SOURIS_CHECK(check_input_size(cursor.remaining(), options.limits));
        ValueDecoder decoder(cursor, text, layout, options);
        auto value = decoder.decode();
        if (value) cursor.seek(decoder.end());
        return value;
    } catch (const std::bad_alloc&) {
        return failure(Error(ErrorCode::out_of_memory));
    }
}

Result<Value> decode_value(std::span<const std::byte> bytes, const DecodeOptions& options,
                           Layout layout) {
    Cursor cursor(bytes);
    auto value = decode_value(cursor, nullptr, layout, options);
    if (value && options.strict && !cursor.at_end()) {
        Error error(ErrorCode::trailing_bytes);
        error.offset = cursor.offset();
        return failure(std::move(error));
    }
    return value;
}

}  // namespace souris
