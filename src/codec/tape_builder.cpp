// SPDX-License-Identifier: MIT
#include "codec/tape_builder.hpp"

#include <bit>
#include <cassert>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include <souris/keyed_hash.hpp>

#include "codec/tree_reader.hpp"
#include "value/map_index.hpp"

namespace souris { inline namespace v0 { namespace detail {

namespace {

std::uint64_t address_of(const void* place) noexcept {
    return reinterpret_cast<std::uintptr_t>(place);
}

/// Whether a key is repeated in the map at `node`. Linear time.
bool has_repeated_key(const Tape& tape, const Node* node) {
    assert(node->type() == Type::map);
    // As large as the index, which is charged for but not built yet.
    NodeIndex keys(node->size());
    for (const auto& [key, value] : tape.view(node).entries()) {
        const Node*& slot = keys.slot_of(key);
        if (slot != nullptr) return true;
        slot = &Tape::node_of(value) - 1;
    }
    return false;
}

/// The target of a `TreeReader` that writes to a tape.
class TapeTarget {
  public:
    /// The index of a node.
    using Container = std::size_t;

    TapeTarget(Tape& tape, ContentReader& content, bool is_strict)
        : tape_(&tape), content_(&content), is_strict_(is_strict) {
        next_ = tape.nodes();
    }

    void null() noexcept { emit(Node::make(Type::null, 0)); }
    void boolean(bool value) noexcept { emit(Node::make(Type::boolean, value ? 1 : 0)); }
    void float64(std::uint64_t bits) noexcept { emit(Node::make(Type::float64, bits)); }
    void integer(std::uint64_t low, SignState state) noexcept {
        emit(Node::make(Type::integer, low, static_cast<unsigned>(state)));
    }
    bool string(const CheckedText& text) {
        std::string_view kept = text.text;
        if (text.is_temporary && !tape_->keep(kept, content_->memory())) return false;
        emit_text(Type::string, kept);
        return true;
    }
    bool key(const CheckedText& text) { return string(text); }

    [[nodiscard]] Container place() const noexcept {
        return static_cast<std::size_t>(next_ - tape_->nodes());
    }
    static std::uint64_t memory_of(Type type, std::size_t count) noexcept {
        const bool has_index = type == Type::map && count > max_entries_without_index;
        return has_index ? Tape::index_memory(count) : 0;
    }
    /// For an entry's share of an index, in a map of more than `max_entries_without_index`.
    static constexpr std::uint64_t memory_each = 32;
    void open_empty(Type type) noexcept { emit(Node::make(type, 1)); }
    bool open(Type type, std::size_t count) {
        assert(count != 0);
        if (!promise(nodes_of(type, count))) return false;
        emit(Node::make(type, 0, 0, count));
        return true;
    }
    bool close(Container closed, bool is_map, Container, bool) {
        Node* const node = tape_->nodes() + closed;
        assert(node < next_ && node->is_container());
        node->data = static_cast<std::uint64_t>(next_ - node);
        return !is_map || !is_strict_ || !has_repeated_key(*tape_, node);
    }
    [[nodiscard]] std::size_t count(Container container) const noexcept {
        assert(container < place());
        return tape_->nodes()[container].size();
    }
    [[nodiscard]] std::string_view key_before(Container value) const noexcept {
        assert(value != 0 && value <= place());
        return tape_->view(tape_->nodes() + value - 1).text();
    }

    void pause() const noexcept {}
    void pause_value() const noexcept {}

    [[nodiscard]] Result<void, ErrorCode> slow_key(std::string_view text, bool is_temporary) {
        return this->text(Type::string, text, is_temporary);
    }
    [[nodiscard]] Result<void, ErrorCode> text(Type type, std::string_view text,
                                               bool is_temporary) {
        if (is_temporary && !tape_->keep(text, content_->memory())) return lacks_memory();
        emit_text(type, text);
        return {};
    }
    [[nodiscard]] Result<void, ErrorCode> integer(const Integer& integer) {
        const std::uint64_t fill = integer.is_negative() ? ~std::uint64_t{0} : 0;
        if (integer.bits().high == fill) {
            this->integer(integer.bits().low, integer.sign_state());
            return {};
        }
        return emit_stored(Type::integer, tape_->integers, integer, Tape::wide_detail);
    }
    [[nodiscard]] Result<void, ErrorCode> character(char32_t character) noexcept {
        emit(Node::make(Type::character, character));
        return {};
    }
    [[nodiscard]] Result<void, ErrorCode> float32(float number) noexcept {
        emit(Node::make(Type::float32, std::bit_cast<std::uint32_t>(number)));
        return {};
    }
    [[nodiscard]] Result<void, ErrorCode> timestamp(const Timestamp& timestamp) {
        return emit_stored(Type::timestamp, tape_->timestamps, timestamp);
    }
    [[nodiscard]] Result<void, ErrorCode> complex(const Complex& complex) {
        return emit_stored(Type::complex, tape_->complexes, complex);
    }
    [[nodiscard]] Result<void, ErrorCode> ipv4(std::span<const std::byte> bytes) noexcept {
        assert(bytes.size() == sizeof(std::uint32_t));
        emit(Node::make(Type::ipv4, load_little_endian<std::uint32_t>(bytes.data())));
        return {};
    }
    [[nodiscard]] Result<void, ErrorCode> ipv6(std::span<const std::byte> bytes) noexcept {
        assert(bytes.size() == 16);
        emit(Node::make(Type::ipv6, address_of(bytes.data())));
        return {};
    }
    [[nodiscard]] Result<void, ErrorCode> binary(Tag tag) {
        SOURIS_ASSIGN_OR_RETURN(UnpackedBlock block, content_->read_binary(tag));
        // Moving a block does not move its bytes.
        const std::span<const std::byte> bytes = block.bytes();
        const Node node = Node::make(Type::binary, address_of(bytes.data()), 0, bytes.size());
        if (!block.is_view()) {
            if (!make_room(tape_->blocks, 1, content_->memory())) return lacks_memory();
            tape_->blocks.push_back(std::move(block).take());
        }
        emit(node);
        return {};
    }

  private:
    /// At most the number of bytes of input.
    static constexpr std::size_t nodes_of(Type type, std::size_t count) noexcept {
        return type == Type::map ? 2 * count : count;
    }

    void emit(const Node& node) noexcept {
        assert(next_ < tape_->nodes() + tape_->capacity());
        *next_++ = node;
    }

    void emit_text(Type type, std::string_view text) noexcept {
        emit(Node::make(type, address_of(text.data()), 0, text.size()));
    }

    template <class T>
    [[nodiscard]] Result<void, ErrorCode> emit_stored(Type type, std::vector<T>& stored,
                                                      const T& content, unsigned detail = 0) {
        if (!make_room(stored, 1, content_->memory())) return lacks_memory();
        const std::size_t place = stored.size();
        stored.push_back(content);
        emit(Node::make(type, place, detail));
        return {};
    }

    /// Counts nodes that are certain to follow, and makes room for all of them, so that none of
    /// them has to check for room. Returns false, and does nothing, if memory is short.
    [[nodiscard]] bool promise(std::size_t count) {
        if (promised_ + count > tape_->capacity()) {
            const std::size_t used = place();
            if (!tape_->reserve(promised_ + count, used, content_->memory())) return false;
            next_ = tape_->nodes() + used;
        }
        promised_ += count;
        return true;
    }

    [[nodiscard]] tl::unexpected<ErrorCode> lacks_memory() const noexcept {
        return content_->exceed(Limit::memory);
    }

    Tape* tape_;
    ContentReader* content_;
    Node* next_;
    /// Includes the root.
    std::size_t promised_ = 1;
    bool is_strict_;
};

}  // namespace

Result<void> build_tape(Tape& tape, Cursor& cursor, const TextDecoder* text, Layout layout,
                        const DecodeOptions& options) {
    SOURIS_RETURN_IF_ERROR(check_input_size(cursor.remaining(), options.limits));
    TreeReader<TapeTarget> reader(cursor, text, layout, options);
    Budget& memory = reader.content().memory();
    tape.clear(memory);
    // For the root, which is free.
    static_cast<void>(tape.reserve(1, 0, memory));
    assert(tape.capacity() != 0);
    TapeTarget target(tape, reader.content(), options.strict);
    SOURIS_RETURN_IF_ERROR(reader.read(target));
    cursor.seek(reader.end());
    return {};
}

}}}  // namespace souris::v0::detail
