// SPDX-License-Identifier: MIT
#include "codec/inspector.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <souris/json_text.hpp>
#include <souris/keyed_hash.hpp>
#include <souris/time_zone.hpp>
#include <souris/timestamp.hpp>

#include "base/return_if_error.hpp"
#include "codec/key_table.hpp"
#include "codec/watching_target.hpp"

namespace souris { inline namespace v0 { namespace detail {

namespace {

std::string_view text_of_key(const WatchedKey& key) noexcept {
    return key.text();
}

NonCanonicalKind kind_of_code(ErrorCode code) noexcept {
    if (code == ErrorCode::reserved_bits) return NonCanonicalKind::reserved_bits;
    if (code == ErrorCode::nonzero_padding) return NonCanonicalKind::nonzero_padding;
    assert(code == ErrorCode::non_minimal_integer);
    return NonCanonicalKind::non_minimal_integer;
}

/// What canonical form excludes in a tag that strict reading accepts. `count` is that of a
/// container.
std::optional<NonCanonicalKind> excluded_in(Tag tag, std::size_t count) noexcept {
    constexpr auto other = SignState::signed_non_negative;
    switch (tag.type()) {
        case Type::string:
            if (tag.flag()) return NonCanonicalKind::coded_text;
            break;
        case Type::binary:
            if (tag.low() != 0) return NonCanonicalKind::compressed_block;
            break;
        case Type::integer:
        case Type::timestamp:
            if (tag.sign_state() == other) return NonCanonicalKind::signed_state;
            break;
        case Type::complex: {
            if (tag.is_polar()) break;
            const ComplexForm form = cartesian_forms[tag.low() - 1];
            if (form.real == other || form.imaginary == other) {
                return NonCanonicalKind::signed_state;
            }
            break;
        }
        case Type::array:
        case Type::map:
            if (tag.flag() == is_inline(count)) return NonCanonicalKind::count_form;
            break;
        default:
            break;
    }
    return std::nullopt;
}

/// Looks up zones, and caches the first names: files that repeat names have few different ones.
class ZoneDatabase {
  public:
    /// Its cache is charged to `memory`, while that suffices.
    [[nodiscard]] bool has(std::string_view name, Budget& memory) {
        std::string key(name);
        if (const auto found = known_.find(key); found != known_.end()) return found->second;
        const auto zone = TimeZone::parse(name);
        const bool is_known = zone && zone->is_known();
        constexpr std::size_t max_remembered = 1024;
        // The name, the node, and its share of buckets.
        const std::uint64_t needed = allocation_size(key.capacity() + 1) + 192;
        if (known_.size() < max_remembered && memory.charge(needed)) {
            known_.emplace(std::move(key), is_known);
        }
        return is_known;
    }

  private:
    std::unordered_map<std::string, bool, KeyedHash> known_;
};

/// Calls `visit` with each of `keys` that equals an earlier one. Linear time.
template <class Visit>
void for_each_repeated(std::span<const WatchedKey> keys, Visit visit) {
    if (keys.size() < 2) return;
    KeyTable<WatchedKey, &text_of_key> table(keys.size());
    for (const WatchedKey& key : keys) {
        const WatchedKey*& slot = table.slot_of(key.text());
        if (slot != nullptr) {
            visit(key);
        } else {
            slot = &key;
        }
    }
}

/// An open array or map.
struct InspectorFrame {
    std::size_t size;
    /// Complete elements.
    std::size_t done;
    /// Of a map, with room for all keys.
    std::unique_ptr<WatchedKey[]> keys;
    /// The number of keys read so far.
    std::size_t key_count = 0;

    [[nodiscard]] bool is_map() const noexcept { return keys != nullptr; }
};

/// The watcher of an inspection: the open containers and, for maps, their keys.
class Inspector final : public Watcher<InspectorFrame>, public NonCanonicalHandler {
  public:
    Inspector(const InspectionOptions& wanted, Inspection& found) noexcept
        : found_(found), wanted_(wanted) {}

    void begin(ContentReader& content) {
        follow(content);
        constexpr std::uint64_t most = std::uint64_t{1} << 20U;
        constexpr std::uint64_t little = std::uint64_t{8} * 1024;
        constexpr std::uint64_t per_byte = 8;
        path_memory_ = Budget(std::min(most, little + per_byte * content.cursor().remaining()));
    }

    [[nodiscard]] bool tolerates(ErrorCode code, std::size_t offset) override {
        report(kind_of_code(code), offset);
        return true;
    }

    /// The reader is at a value, or else at a key.
    void pause(bool at_value) noexcept { at_value_ = at_value; }

    void add_key(std::string_view text, bool is_temporary) {
        InspectorFrame& frame = frames().back();
        assert(frame.is_map() && frame.key_count < frame.size);
        WatchedKey& key = frame.keys[frame.key_count];
        key = WatchedKey(text, content().tag_offset(), is_temporary);
        ++frame.key_count;
        if (!wanted_.canonical) return;
        if (frame.key_count > 1 && text < frame.keys[frame.key_count - 2].text()) {
            report(NonCanonicalKind::unsorted_key, key.offset(), &key);
        }
        check_tag(0, &key);
    }

    /// Checks the tag that was read last, of a value or of `key`.
    void check_tag(std::size_t count = 0, const WatchedKey* key = nullptr) {
        if (!wanted_.canonical) return;
        if (const auto kind = excluded_in(content().last_tag(), count)) {
            report(*kind, content().tag_offset(), key);
        }
    }

    void add_zone(std::string_view name) {
        assert(content().tag_offset() != 0);
        ++found_.zone_count;
        if (wanted_.looks_up_zones && !zones_.has(name, content().memory())) {
            // `tag_offset` is that of the nested string.
            report(NonCanonicalKind::unknown_zone, content().tag_offset() - 1);
        }
    }

    void add_json(std::string_view text) {
        assert(content().tag_offset() != 0);
        if (wanted_.minds_sourisdb && !JsonText::is_portable(text)) {
            report(NonCanonicalKind::unportable_json, content().tag_offset() - 1);
        }
    }

    void add_time(const Timestamp& time) {
        if (wanted_.minds_sourisdb && time.year < 0) {
            report(NonCanonicalKind::negative_year, content().tag_offset());
        }
    }

    /// A value is complete.
    void add() noexcept {
        ++found_.value_count;
        advance();
    }

    bool open(Type type, std::size_t size) {
        assert(size != 0);
        if (!make_room_for_frame()) return false;
        check_tag(size);
        std::unique_ptr<WatchedKey[]> keys;
        if (type == Type::map) keys = std::make_unique<WatchedKey[]>(size);
        frames().push_back({size, 0, std::move(keys)});
        ++found_.value_count;
        found_.depth = std::max(found_.depth, frames().size());
        return true;
    }

    void add_empty(Type) {
        check_tag();
        found_.depth = std::max(found_.depth, frames().size() + 1);
        add();
    }

    void close() {
        const InspectorFrame& frame = frames().back();
        assert(frame.done == frame.size && (!frame.is_map() || frame.key_count == frame.size));
        for_each_repeated(std::span<const WatchedKey>(frame.keys.get(), frame.key_count),
                          [&](const WatchedKey& key) {
                              report(NonCanonicalKind::duplicate_key, key.offset(), &key);
                          });
        frames().pop_back();
        advance();
    }

    /// The key of the value at which container number `container` is, or would be, opened.
    [[nodiscard]] std::string_view key_of(std::size_t container) const noexcept {
        assert(container != 0 && container <= frames().size());
        const InspectorFrame& frame = frames()[container - 1];
        assert(frame.is_map() && frame.key_count != 0);
        return frame.keys[frame.key_count - 1].text();
    }

  private:
    /// `key` is that of an entry of the innermost map, if the place is a key.
    void report(NonCanonicalKind kind, std::size_t offset, const WatchedKey* key = nullptr) {
        if (!found_.non_canonical.count_one(kind)) return;
        const std::size_t depth = frames().size();
        assert(key == nullptr || depth != 0);
        const bool has_last = key == nullptr && at_value_ && depth != 0;
        std::string path;
        for_each_token(has_last ? depth : depth - (depth != 0),
                       [&](const auto& token) { append_path_token(path, token); });
        if (key != nullptr) append_path_token(path, key->text());
        path.shrink_to_fit();
        const std::uint64_t size = allocation_size(path.size()) + 2 * sizeof(NonCanonicalEncoding);
        if (!path_memory_.charge(size) || !content().try_charge(size)) return;
        found_.non_canonical.keep({kind, OffsetBase::input, offset, std::move(path)});
    }

    /// Calls `visit` with the path token of the current child of each of the first `depth`
    /// containers.
    template <class Visit>
    void for_each_token(std::size_t depth, Visit visit) const {
        for (std::size_t i = 0; i < depth; ++i) {
            if (frames()[i].is_map()) {
                visit(key_of(i + 1));
            } else {
                visit(frames()[i].done);
            }
        }
    }

    Inspection& found_;
    InspectionOptions wanted_;
    ZoneDatabase zones_;
    bool at_value_ = false;
    /// A budget of its own, since coded keys can make paths far longer than the input.
    Budget path_memory_{0};
};

/// The target of a `TreeReader` that feeds an `Inspector`.
class InspectorTarget final : public WatchingTarget<Inspector> {
  public:
    explicit InspectorTarget(Inspector& inspector) noexcept : WatchingTarget(inspector) {}

    void null() noexcept { watcher().add(); }
    void boolean(bool) noexcept { watcher().add(); }
    void float64(std::uint64_t) noexcept { watcher().add(); }
    void integer(std::uint64_t, SignState) noexcept { watcher().add(); }

    void pause() noexcept { watcher().pause(false); }
    void pause_value() noexcept { watcher().pause(true); }

    [[nodiscard]] Result<void, ErrorCode> slow_key(std::string_view text, bool is_temporary) {
        SOURIS_RETURN_IF_ERROR(charge(text));
        watcher().add_key(text, is_temporary);
        return {};
    }
    [[nodiscard]] Result<void, ErrorCode> text(Type type, std::string_view text, bool) {
        SOURIS_RETURN_IF_ERROR(charge(text));
        watcher().check_tag();
        if (type == Type::timezone) watcher().add_zone(text);
        if (type == Type::json) watcher().add_json(text);
        return take();
    }
    [[nodiscard]] Result<void, ErrorCode> integer(const Integer&) { return take_tagged(); }
    [[nodiscard]] Result<void, ErrorCode> float32(float) { return take(); }
    [[nodiscard]] Result<void, ErrorCode> character(char32_t) { return take(); }
    [[nodiscard]] Result<void, ErrorCode> timestamp(const Timestamp& time) {
        watcher().add_time(time);
        return take_tagged();
    }
    [[nodiscard]] Result<void, ErrorCode> ipv4(std::span<const std::byte>) { return take(); }
    [[nodiscard]] Result<void, ErrorCode> ipv6(std::span<const std::byte>) { return take(); }
    [[nodiscard]] Result<void, ErrorCode> complex(const Complex& complex) {
        SOURIS_RETURN_IF_ERROR(charge(complex));
        return take_tagged();
    }
    [[nodiscard]] Result<void, ErrorCode> binary(Tag tag) {
        SOURIS_RETURN_IF_ERROR(read_binary(tag));
        return take_tagged();
    }

  private:
    /// `take` for values whose tags leave a choice.
    [[nodiscard]] Result<void, ErrorCode> take_tagged() {
        watcher().check_tag();
        return take();
    }
    [[nodiscard]] Result<void, ErrorCode> take() noexcept {
        watcher().add();
        return {};
    }
};

}  // namespace

Result<void> inspect_value(Cursor& cursor, const TextDecoder* text, Layout layout,
                           const DecodeOptions& options, const InspectionOptions& wanted,
                           Inspection& found) {
    DecodeOptions lenient = options;
    lenient.strict = false;
    SOURIS_RETURN_IF_ERROR(check_input_size(cursor.remaining(), options.limits));
    Inspector inspector(wanted, found);
    TreeReader<InspectorTarget> reader(cursor, text, layout, lenient, &inspector);
    inspector.begin(reader.content());
    InspectorTarget target(inspector);
    SOURIS_RETURN_IF_ERROR(reader.read(target));
    cursor.seek(reader.end());
    return {};
}

}}}  // namespace souris::v0::detail
