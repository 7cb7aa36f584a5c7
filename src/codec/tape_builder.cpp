// SPDX-License-Identifier: MIT
#include "codec/tape_builder.hpp"

#include <algorithm>
#include <bit>
#include <string>
#include <utility>
#include <vector>

#include <souris/pointer.hpp>

#include "base/try.hpp"
#include "codec/content_reader.hpp"
#include "codec/quick_reader.hpp"
#include "codec/tag.hpp"

namespace souris::detail {

namespace {

std::uint64_t address_of(const void* place) noexcept {
    return reinterpret_cast<std::uintptr_t>(place);
}

/// Writes a tape in one pass.
class TapeBuilder {
  public:
    TapeBuilder(Tape& tape, const Cursor& cursor, const TextDecoder* text, Layout layout,
                const DecodeOptions& options)
        : tape_(tape), reader_(cursor, text, layout, options), quick_(cursor, options) {}

    [[nodiscard]] Result<void> build() {
        const auto built = build_tree();
        if (built) return {};
        Error error = reader_.error(built.error());
        error.path = path();
        return failure(std::move(error));
    }

    /// Bytes of the cursor's input before the end of the value.
    [[nodiscard]] std::size_t end() const noexcept { return quick_.offset(); }

    // What `QuickReader` reads.

    void null() noexcept { emit(Node::make(Type::null, 0)); }
    void boolean(bool value) noexcept { emit(Node::make(Type::boolean, value ? 1 : 0)); }
    void float64(std::uint64_t bits) noexcept { emit(Node::make(Type::float64, bits)); }
    void integer(std::uint64_t low, SignState state) noexcept {
        emit(Node::make(Type::integer, low, static_cast<unsigned>(state)));
    }
    bool string(std::string_view text) noexcept {
        emit(Node::make(Type::string, address_of(text.data()), 0, text.size()));
        return true;
    }
    bool open(Type type, std::size_t count) {
        const bool is_map = type == Type::map;
        const std::size_t nodes = is_map ? 2 * count : count;
        const std::size_t element_size = is_map ? min_entry_size : min_element_size;
        if (!reader_.try_open(count, element_size, quick_.remaining(), stack_.size(),
                              nodes * sizeof(Node) + sizeof(Frame))) {
            return false;
        }
        emit_container(type, count, nodes);
        return true;
    }

  private:
    /// A container that is being read.
    struct Frame {
        std::size_t node;
        std::size_t left;
        std::size_t last_key;
        bool is_map;
    };

    [[nodiscard]] Result<void, ErrorCode> build_tree() {
        promise(1);
        SOURIS_CHECK(read_value());
        while (!stack_.empty()) {
            Frame& top = stack_.back();
            if (top.left == 0) {
                SOURIS_CHECK(close());
                continue;
            }
            --top.left;
            if (top.is_map) {
                reader_.begin_element(min_entry_size);
                top.last_key = used();
                SOURIS_CHECK(read_key());
                SOURIS_CHECK(read_value());
            } else {
                reader_.begin_element(min_element_size);
                SOURIS_CHECK(read_value());
            }
        }
        return {};
    }

    [[nodiscard]] Result<void, ErrorCode> read_value() {
        if (quick_.read(*this)) return {};
        return read_slowly();
    }

    [[nodiscard]] Result<void, ErrorCode> read_key() {
        if (quick_.read_string(*this)) return {};
        in_key_ = true;
        reader_.seek(quick_.offset());
        SOURIS_TRY(const std::string_view key, reader_.read_key());
        in_key_ = false;
        emit_text(Type::string, key);
        quick_.follow(reader_.cursor());
        return {};
    }

    [[nodiscard]] Result<void, ErrorCode> read_slowly() {
        reader_.seek(quick_.offset());
        SOURIS_TRY(const Tag tag, reader_.read_tag());
        SOURIS_CHECK(read_content(tag));
        quick_.follow(reader_.cursor());
        return {};
    }

    [[nodiscard]] Result<void, ErrorCode> read_content(Tag tag) {
        switch (tag.type()) {
            case Type::null:
                emit(Node::make(Type::null, 0));
                return {};
            case Type::boolean:
                emit(Node::make(Type::boolean, tag.flag() ? 1 : 0));
                return {};
            case Type::character:
                return emit_number(tag, reader_.read_character());
            case Type::float64:
                return emit_number(tag, reader_.read_number<std::uint64_t>());
            case Type::float32:
                return emit_number(tag, reader_.read_number<std::uint32_t>());
            case Type::integer:
                return emit_integer(reader_.read_integer(tag));
            case Type::string:
                return emit_read_text(tag, reader_.read_string(tag));
            case Type::json:
                return emit_read_text(tag, reader_.read_json());
            case Type::timezone:
                return emit_read_text(tag, reader_.read_time_zone());
            case Type::timestamp:
                return emit_stored(tag, tape_.timestamps, reader_.read_timestamp(tag));
            case Type::complex:
                return emit_stored(tag, tape_.complexes, reader_.read_complex(tag));
            case Type::binary:
                return emit_binary(reader_.read_binary(tag));
            case Type::ipv4:
                return emit_number(tag, reader_.read_number<std::uint32_t>());
            case Type::ipv6: {
                SOURIS_TRY(const auto bytes, reader_.read_bytes(sizeof(Ipv6)));
                emit(Node::make(Type::ipv6, address_of(bytes.data())));
                return {};
            }
            case Type::array:
                return open_slowly(tag, min_element_size, 1);
            case Type::map:
                return open_slowly(tag, min_entry_size, 2);
        }
        return failure(ErrorCode::internal_error);
    }

    template <class T>
    [[nodiscard]] Result<void, ErrorCode> emit_number(Tag tag, const Result<T, ErrorCode>& number) {
        if (!number) return failure(number.error());
        emit(Node::make(tag.type(), *number));
        return {};
    }

    [[nodiscard]] Result<void, ErrorCode> emit_integer(const Result<Integer, ErrorCode>& integer) {
        if (!integer) return failure(integer.error());
        const std::uint64_t fill = integer->is_negative() ? ~std::uint64_t{0} : 0;
        if (integer->bits().high == fill) {
            emit(Node::make(Type::integer, integer->bits().low,
                            static_cast<unsigned>(integer->sign_state())));
            return {};
        }
        SOURIS_CHECK(reader_.charge_memory(1, sizeof(Integer)));
        emit(Node::make(Type::integer, tape_.integers.size(), Tape::wide_detail));
        tape_.integers.push_back(*integer);
        return {};
    }

    [[nodiscard]] Result<void, ErrorCode> emit_read_text(
        Tag tag, const Result<std::string_view, ErrorCode>& text) {
        if (!text) return failure(text.error());
        emit_text(tag.type(), *text);
        return {};
    }

    void emit_text(Type type, std::string_view text) {
        if (reader_.is_temporary(text)) text = tape_.keep(text);
        emit(Node::make(type, address_of(text.data()), 0, text.size()));
    }

    template <class T>
    [[nodiscard]] Result<void, ErrorCode> emit_stored(Tag tag, std::vector<T>& stored,
                                                      const Result<T, ErrorCode>& content) {
        if (!content) return failure(content.error());
        SOURIS_CHECK(reader_.charge_memory(1, sizeof(T)));
        emit(Node::make(tag.type(), stored.size()));
        stored.push_back(*content);
        return {};
    }

    [[nodiscard]] Result<void, ErrorCode> emit_binary(Result<UnpackedBlock, ErrorCode> block) {
        if (!block) return failure(block.error());
        SOURIS_CHECK(reader_.charge_memory(1, sizeof(UnpackedBlock)));
        // The bytes of a block stay where they are when it is moved.
        const std::span<const std::byte> bytes = block->bytes();
        emit(Node::make(Type::binary, address_of(bytes.data()), 0, bytes.size()));
        tape_.blocks.push_back(std::move(*block));
        return {};
    }

    [[nodiscard]] Result<void, ErrorCode> open_slowly(Tag tag, std::size_t element_size,
                                                      std::size_t nodes_each) {
        SOURIS_CHECK(reader_.check_depth(stack_.size()));
        SOURIS_TRY(const std::size_t count, reader_.read_count(tag, element_size));
        SOURIS_CHECK(reader_.charge_memory(count, nodes_each * sizeof(Node)));
        SOURIS_CHECK(reader_.charge_memory(1, sizeof(Frame)));
        emit_container(tag.type(), count, count * nodes_each);
        return {};
    }

    /// A container, and room for the nodes of its children.
    void emit_container(Type type, std::size_t count, std::size_t nodes) {
        const std::size_t node = used();
        emit(Node::make(type, 1, 0, count));
        if (count == 0) return;
        promise(nodes);
        stack_.push_back({node, count, 0, type == Type::map});
    }

    [[nodiscard]] Result<void, ErrorCode> close() {
        const Frame top = stack_.back();
        tape_.nodes()[top.node].data = used() - top.node;
        if (top.is_map && reader_.strict()) SOURIS_CHECK(check_keys(top));
        stack_.pop_back();
        return {};
    }

    /// For strict reading: no key stands twice in a map.
    [[nodiscard]] Result<void, ErrorCode> check_keys(const Frame& map) {
        std::vector<std::string_view> keys;
        for (const auto& [key, value] : tape_.view(tape_.nodes() + map.node).entries()) {
            keys.push_back(key);
        }
        std::ranges::sort(keys);
        if (std::ranges::adjacent_find(keys) == keys.end()) return {};
        in_key_ = true;
        reader_.seek(quick_.offset());
        return failure(ErrorCode::duplicate_key);
    }

    /// Counts nodes that are sure to come, and makes room for all of them, so that none of them
    /// has to look whether there is room.
    void promise(std::size_t count) {
        const std::size_t used_now = next_ != nullptr ? used() : 0;
        promised_ += count;
        tape_.reserve(promised_, used_now);
        next_ = tape_.nodes() + used_now;
    }

    void emit(const Node& node) noexcept { *next_++ = node; }

    [[nodiscard]] std::size_t used() const noexcept {
        return static_cast<std::size_t>(next_ - tape_.nodes());
    }

    /// Where the value is that could not be read, from the containers that are open.
    [[nodiscard]] std::string path() {
        std::string path;
        for (std::size_t i = 0; i < stack_.size(); ++i) {
            const Frame& frame = stack_[i];
            const Node* const container = tape_.nodes() + frame.node;
            if (!frame.is_map) {
                append_pointer_token(path, container->size() - frame.left - 1);
            } else if (!in_key_ || i + 1 != stack_.size()) {
                append_pointer_token(path, tape_.view(tape_.nodes() + frame.last_key).text());
            }
        }
        return path;
    }

    Tape& tape_;
    ContentReader reader_;
    QuickReader quick_;
    Node* next_ = nullptr;
    std::size_t promised_ = 0;
    std::vector<Frame> stack_;
    /// What is being read is not the last entry's value, but a key of the innermost map.
    bool in_key_ = false;
};

}  // namespace

Result<void> build_tape(Tape& tape, Cursor& cursor, const TextDecoder* text, Layout layout,
                        const DecodeOptions& options) {
    tape.clear();
    if (cursor.remaining() > options.limits.max_input) {
        return failure(Error(ErrorCode::limit_exceeded, name_of(Limit::input)));
    }
    TapeBuilder builder(tape, cursor, text, layout, options);
    SOURIS_CHECK(builder.build());
    cursor.seek(builder.end());
    return {};
}

}  // namespace souris::detail
