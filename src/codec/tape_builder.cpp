// SPDX-License-Identifier: MIT
#include "codec/tape_builder.hpp"

#include <algorithm>
#include <bit>
#include <string>
#include <utility>
#include <vector>

#include <souris/integer_wire.hpp>
#include <souris/pointer.hpp>
#include <souris/utf8.hpp>

#include "base/try.hpp"
#include "codec/content_reader.hpp"
#include "codec/tag.hpp"

namespace souris::detail {

namespace {

std::uint64_t address_of(const void* place) noexcept {
    return reinterpret_cast<std::uintptr_t>(place);
}

/// Whether all of up to 239 bytes are ASCII: eight at a time, the last of them overlapping.
bool is_short_ascii(const std::byte* text, std::size_t size) noexcept {
    constexpr std::uint64_t high_bits = 0x8080808080808080;
    if (size < 8) {
        unsigned seen = 0;
        for (std::size_t i = 0; i < size; ++i)
            seen |= std::to_integer<unsigned>(text[i]);
        return seen < 0x80;
    }
    std::uint64_t seen = load_little_endian<std::uint64_t>(text + size - 8);
    for (std::size_t i = 0; i + 8 < size; i += 8)
        seen |= load_little_endian<std::uint64_t>(text + i);
    return (seen & high_bits) == 0;
}

/// Writes a tape in one pass. The frequent and simple values are read right here, as long as
/// nothing is wrong with them; all others, and all that is wrong, by `ContentReader`, so that the
/// verdict is that of every other reader.
class TapeBuilder {
  public:
    TapeBuilder(Tape& tape, const Cursor& cursor, const TextDecoder* text, Layout layout,
                const DecodeOptions& options)
        : tape_(tape),
          reader_(cursor, text, layout, options),
          input_(cursor),
          position_(cursor.rest().data()),
          end_(position_ + cursor.remaining()),
          is_lenient_(!options.strict),
          has_short_limits_(options.limits.max_string < max_small_content ||
                            options.limits.max_key < max_small_content) {}

    [[nodiscard]] Result<void> build() {
        const auto built = build_tree();
        if (built) return {};
        Error error = reader_.error(built.error());
        error.path = path();
        return failure(std::move(error));
    }

    /// Bytes of the cursor's input before the end of the value.
    [[nodiscard]] std::size_t end() const noexcept { return offset_of(position_); }

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
        if (read_quickly()) return {};
        return read_slowly();
    }

    [[nodiscard]] Result<void, ErrorCode> read_key() {
        if (position_ != end_ && *position_ == std::byte{0x10} && read_short_string()) return {};
        in_key_ = true;
        reader_.seek(offset_of(position_));
        SOURIS_TRY(const std::string_view key, reader_.read_key());
        in_key_ = false;
        emit_text(Type::string, key);
        position_ = reader_.cursor().rest().data();
        return {};
    }

    /// Reads a scalar that is frequent, simple and well-formed, or does nothing.
    [[nodiscard]] bool read_quickly() {
        if (position_ == end_) return false;
        const auto tag = std::to_integer<std::uint8_t>(*position_);
        switch (tag) {
            case make_tag(Type::null).byte:
                emit(Node::make(Type::null, 0));
                ++position_;
                return true;
            case make_tag(Type::boolean, 0).byte:
            case make_tag(Type::boolean, 1).byte:
                emit(Node::make(Type::boolean, tag & 1U));
                ++position_;
                return true;
            case make_tag(Type::float64).byte:
                if (end_ - position_ < 9) return false;
                emit(Node::make(Type::float64, load_little_endian<std::uint64_t>(position_ + 1)));
                position_ += 9;
                return true;
            case make_tag(Type::string).byte:
                return read_short_string();
            case make_tag(Type::integer, 0).byte:
                return read_integer(SignState::unsigned_number);
            case make_tag(Type::integer, 1).byte:
                return read_integer(SignState::signed_non_negative);
            case make_tag(Type::integer, 2).byte:
                return read_integer(SignState::negative);
            default:
                return false;
        }
    }

    [[nodiscard]] bool read_integer(SignState state) {
        const LoadedInteger loaded =
            load_integer(position_ + 1, static_cast<std::size_t>(end_ - position_ - 1), state);
        const std::uint64_t fill = state == SignState::negative ? ~std::uint64_t{0} : 0;
        // A single byte cannot be too long; whether more are, is not looked at here.
        const bool is_fine = loaded.size == 1 || (loaded.size != 0 && is_lenient_);
        if (!is_fine || loaded.bits.high != fill) return false;
        emit(Node::make(Type::integer, loaded.bits.low, static_cast<unsigned>(state)));
        position_ += 1 + loaded.size;
        return true;
    }

    /// A raw string whose length is in one byte.
    [[nodiscard]] bool read_short_string() {
        if (end_ - position_ < 2 || has_short_limits_) return false;
        const auto size = std::to_integer<std::size_t>(position_[1]);
        const std::byte* const text = position_ + 2;
        if (size > max_small_content || size > static_cast<std::size_t>(end_ - text)) return false;
        if (!is_short_ascii(text, size) && !is_utf8(as_text({text, size}))) return false;
        emit(Node::make(Type::string, address_of(text), 0, size));
        position_ = text + size;
        return true;
    }

    [[nodiscard]] Result<void, ErrorCode> read_slowly() {
        reader_.seek(offset_of(position_));
        SOURIS_TRY(const Tag tag, reader_.read_tag());
        SOURIS_CHECK(read_content(tag));
        position_ = reader_.cursor().rest().data();
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
                return open(tag, min_element_size, 1);
            case Type::map:
                return open(tag, min_entry_size, 2);
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

    [[nodiscard]] Result<void, ErrorCode> open(Tag tag, std::size_t element_size,
                                               std::size_t nodes_each) {
        SOURIS_CHECK(reader_.check_depth(stack_.size()));
        SOURIS_TRY(const std::size_t count, reader_.read_count(tag, element_size));
        SOURIS_CHECK(reader_.charge_memory(count, nodes_each * sizeof(Node)));
        const std::size_t node = used();
        emit(Node::make(tag.type(), 1, 0, count));
        if (count == 0) return {};
        SOURIS_CHECK(reader_.charge_memory(1, sizeof(Frame)));
        promise(count * nodes_each);
        stack_.push_back({node, count, 0, tag.type() == Type::map});
        return {};
    }

    [[nodiscard]] Result<void, ErrorCode> close() {
        const Frame top = stack_.back();
        tape_.nodes()[top.node].data = used() - top.node;
        if (top.is_map && !is_lenient_) SOURIS_CHECK(check_keys(top));
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
        reader_.seek(offset_of(position_));
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

    [[nodiscard]] std::size_t offset_of(const std::byte* position) const noexcept {
        return input_.offset() + static_cast<std::size_t>(position - input_.rest().data());
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
    const Cursor& input_;
    const std::byte* position_;
    const std::byte* end_;
    Node* next_ = nullptr;
    std::size_t promised_ = 0;
    std::vector<Frame> stack_;
    bool is_lenient_;
    /// Strings of one length byte may be too long for the limits.
    bool has_short_limits_;
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
