// SPDX-License-Identifier: MIT
#include "codec/annotator.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <string>
#include <string_view>
#include <vector>

#include <souris/detail/wire.hpp>
#include <souris/pointer.hpp>

#include "base/return_if_error.hpp"
#include "codec/annotation_cutter.hpp"
#include "codec/load_address.hpp"
#include "codec/visit_content.hpp"
#include "codec/watching_target.hpp"

namespace souris { inline namespace v0 { namespace detail {

namespace {

/// An open array or map.
struct AnnotatorFrame {
    std::size_t size;
    /// Complete elements.
    std::size_t done;
    /// The size of the path to the container.
    std::size_t path_size;
    /// Of a map, the number of open maps including it; else 0.
    std::size_t map_number;

    [[nodiscard]] bool is_map() const noexcept { return map_number != 0; }
};

/// The parts of the content of each type, for `visit_content`.
struct CutContent {
    AnnotationCutter& cutter;

    static void null(Tag) noexcept {}
    static void boolean(Tag) noexcept {}
    void integer(Tag) { cutter.cut_rest(AnnotationKind::number); }
    void float64(Tag) { cutter.cut_rest(AnnotationKind::number); }
    void float32(Tag) { cutter.cut_rest(AnnotationKind::number); }
    void character(Tag) { cutter.cut_rest(AnnotationKind::number); }
    void complex(Tag tag) {
        if (tag.is_polar()) {
            cutter.cut(AnnotationKind::modulus, sizeof(double));
            return cutter.cut_rest(AnnotationKind::argument);
        }
        cutter.cut_integer(AnnotationKind::real);
        cutter.cut_rest(AnnotationKind::imaginary);
    }
    void timestamp(Tag) {
        using enum AnnotationKind;
        for (const AnnotationKind kind : {year, month, day, hour, minute, second, nanosecond})
            cutter.cut_integer(kind);
    }
    void ipv4(Tag) { cutter.cut_rest(AnnotationKind::octets); }
    void ipv6(Tag) { cutter.cut_rest(AnnotationKind::octets); }
    void string(Tag tag) { cutter.cut_text(tag.flag()); }
    void json(Tag) {
        const Tag nested = tag_at(cutter.rest().data());
        cutter.cut(AnnotationKind::nested_tag, 1);
        string(nested);
    }
    void timezone(Tag tag) { json(tag); }
    void binary(Tag tag) { cutter.cut_block(tag.low()); }
    void container(Tag tag) {
        if (tag.flag()) cutter.cut_integer(AnnotationKind::count);
    }
};

/// The watcher of an annotation: the open containers, and the path to the current position. The
/// path is one string, to which each value appends its token and from which it removes it. If it is
/// longer than `max_path_size`, long keys are cut in it.
class Annotator final : public Watcher<AnnotatorFrame> {
  public:
    Annotator(AnnotationPlace place, AnnotationHandler& handler) noexcept
        : place_(place), handler_(handler) {}

    void begin(ContentReader& content) {
        follow(content);
        done_ = content.cursor().offset();
    }
    /// The offset of the first key or value that is not reported yet.
    [[nodiscard]] std::size_t done() const noexcept { return done_; }

    /// A key was read.
    void add_key(std::string_view text, bool is_temporary) {
        AnnotatorFrame& frame = frames().back();
        assert(frame.is_map() && frame.done < frame.size);
        keys_.back() = WatchedKey(text, content().tag_offset(), is_temporary);
        path_.resize(frame.path_size);
        append_token(text);
        Annotation common = common_of(Type::string);
        common.is_key = true;
        common.text = text;
        cut(common);
    }

    /// A complete value was read.
    void add(Type type, std::string_view text, const Value* scalar) {
        begin_value();
        Annotation common = common_of(type);
        common.text = text;
        common.scalar = scalar;
        cut(common);
        advance();
    }

    void add_empty(Type type) {
        begin_value();
        cut(common_of(type));
        advance();
    }

    bool open(Type type, std::size_t size) {
        assert(size != 0);
        const bool is_map = type == Type::map;
        if (!make_room_for_frame() || !make_room_in_path() ||
            (is_map && !make_room(keys_, 1, content().memory()))) {
            return false;
        }
        begin_value();
        cut(common_of(type));
        if (is_map) keys_.emplace_back();
        frames().push_back({size, 0, path_.size(), is_map ? keys_.size() : 0});
        return true;
    }

    bool close() {
        assert(frames().back().done == frames().back().size);
        if (frames().back().is_map()) keys_.pop_back();
        frames().pop_back();
        advance();
        return true;
    }

    /// The key of the value at which container number `container` is, or would be, opened.
    [[nodiscard]] std::string_view key_of(std::size_t container) const noexcept {
        assert(container != 0 && container <= frames().size() && frames()[container - 1].is_map());
        return keys_[frames()[container - 1].map_number - 1].text();
    }

    /// Makes room for a key in the path, or for the index of each child of a container that is
    /// about to be entered. False if memory is short.
    [[nodiscard]] bool make_room_in_path(std::string_view key = {}) {
        constexpr std::size_t longest_index = 21;
        const auto is_escaped = [](char c) { return c == '~' || c == '/'; };
        const auto escapes =
            static_cast<std::size_t>(std::count_if(key.begin(), key.end(), is_escaped));
        const std::size_t longest_token =
            1 + (is_cut(key) ? 2 * longest_cut + ellipsis.size() : key.size() + escapes);
        const std::size_t needed = path_.size() + longest_token + 2 * longest_index;
        const std::size_t old = path_.capacity();
        if (needed <= old) return true;
        const std::size_t capacity = std::max(needed, 2 * old);
        // This much is not charged.
        const auto charged = [](std::size_t size) { return size > 2 * max_path_size ? size : 0; };
        if (charged(capacity + 1) == 0) {
            path_.reserve(capacity);
            return true;
        }
        return charge_growth(content().memory(), charged(old + 1), capacity + 1,
                             [&] { path_.reserve(capacity); });
    }

  private:
    static constexpr std::string_view ellipsis = "…";
    static constexpr std::size_t longest_cut = 32;

    [[nodiscard]] bool is_cut(std::string_view key) const noexcept {
        return key.size() > longest_cut && path_.size() + key.size() > max_path_size;
    }

    void append_token(std::string_view key) {
        if (!is_cut(key)) return append_pointer_token(path_, key);
        std::size_t size = longest_cut;
        // Not in the middle of a character.
        while ((static_cast<unsigned char>(key[size]) & 0xC0U) == 0x80U)
            --size;
        append_pointer_token(path_, key.substr(0, size));
        path_ += ellipsis;
    }

    /// Completes the path; in a map, the key has done so already.
    void begin_value() {
        if (frames().empty() || frames().back().is_map()) return;
        const AnnotatorFrame& frame = frames().back();
        assert(frame.done < frame.size);
        path_.resize(frame.path_size);
        append_pointer_token(path_, frame.done);
    }

    [[nodiscard]] Annotation common_of(Type type) const noexcept {
        Annotation common;
        common.offset_base = place_.base;
        common.offset = place_.offset + done_;
        common.is_of_value = true;
        common.type = type;
        common.depth = frames().size();
        common.path = path_;
        if (frames().empty()) return common;
        const AnnotatorFrame& frame = frames().back();
        common.is_element = !frame.is_map();
        common.index = frame.done;
        if (frame.is_map()) common.key = key_of(frames().size());
        return common;
    }

    /// Reports the parts of the bytes read since the last call: a tag and its content.
    void cut(const Annotation& common) {
        const Cursor& cursor = content().cursor();
        assert(cursor.offset() > done_);
        const std::size_t size = cursor.offset() - done_;
        done_ = cursor.offset();
        AnnotationCutter cutter(common, {cursor.rest().data() - size, size}, handler_);
        const Tag tag = tag_at(cutter.rest().data());
        cutter.cut(AnnotationKind::tag, 1);
        visit_content(tag, CutContent{cutter});
    }

    AnnotationPlace place_;
    AnnotationHandler& handler_;
    std::size_t done_ = 0;
    std::string path_;
    /// The current entry's key, for each open map.
    std::vector<WatchedKey> keys_;
};

/// The target of a `TreeReader` that feeds an `Annotator`.
class AnnotatorTarget final : public WatchingTarget<Annotator> {
  public:
    explicit AnnotatorTarget(Annotator& annotator) noexcept : WatchingTarget(annotator) {}

    void null() { watcher().add(Type::null, {}, nullptr); }
    void boolean(bool value) { tell(Value(value)); }
    void float64(std::uint64_t bits) { tell(Value(std::bit_cast<double>(bits))); }
    static void integer(std::uint64_t, SignState) noexcept {}
    static void pause() noexcept {}
    static void pause_value() noexcept {}

    [[nodiscard]] Result<void, ErrorCode> slow_key(std::string_view text, bool is_temporary) {
        SOURIS_RETURN_IF_ERROR(charge(text));
        if (!watcher().make_room_in_path(text)) return watcher().content().exceed(Limit::memory);
        watcher().add_key(text, is_temporary);
        return {};
    }
    [[nodiscard]] Result<void, ErrorCode> text(Type type, std::string_view text, bool) {
        SOURIS_RETURN_IF_ERROR(charge(text));
        watcher().add(type, text, nullptr);
        return {};
    }
    [[nodiscard]] Result<void, ErrorCode> integer(const Integer& integer) {
        return add(Value(integer));
    }
    [[nodiscard]] Result<void, ErrorCode> float32(float number) { return add(Value(number)); }
    [[nodiscard]] Result<void, ErrorCode> character(char32_t character) {
        return add(Value(character));
    }
    [[nodiscard]] Result<void, ErrorCode> timestamp(const Timestamp& time) {
        return add(Value(time));
    }
    [[nodiscard]] Result<void, ErrorCode> ipv4(std::span<const std::byte> bytes) {
        return add(Value(load_ipv4(bytes)));
    }
    [[nodiscard]] Result<void, ErrorCode> ipv6(std::span<const std::byte> bytes) {
        return add(Value(load_ipv6(bytes)));
    }
    [[nodiscard]] Result<void, ErrorCode> complex(const Complex& complex) {
        SOURIS_RETURN_IF_ERROR(charge(complex));
        return add(Value(complex));
    }
    [[nodiscard]] Result<void, ErrorCode> binary(Tag tag) {
        SOURIS_RETURN_IF_ERROR(read_binary(tag));
        watcher().add(Type::binary, {}, nullptr);
        return {};
    }

  private:
    void tell(const Value& scalar) { watcher().add(scalar.type(), {}, &scalar); }
    Result<void, ErrorCode> add(const Value& scalar) {
        tell(scalar);
        return {};
    }
};

}  // namespace

Result<void> annotate_value(Cursor& cursor, const TextDecoder* text, Layout layout,
                            const DecodeOptions& options, AnnotationPlace place,
                            AnnotationHandler& handler) {
    DecodeOptions lenient = options;
    lenient.strict = false;
    SOURIS_RETURN_IF_ERROR(check_input_size(cursor.remaining(), options.limits));
    Annotator annotator(place, handler);
    TreeReader<AnnotatorTarget> reader(cursor, text, layout, lenient);
    annotator.begin(reader.content());
    AnnotatorTarget target(annotator);
    auto read = reader.read(target);
    assert(annotator.done() >= cursor.offset() && (!read || annotator.done() == reader.end()));
    cursor.seek(annotator.done());
    return read;
}

}}}  // namespace souris::v0::detail
