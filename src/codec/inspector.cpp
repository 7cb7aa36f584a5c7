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
#include "codec/key_watcher.hpp"

namespace souris { inline namespace v0 { namespace detail {

namespace {

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

/// The watcher of an inspection: the open containers and, for maps, their keys.
class Inspector final : public KeyWatcher, public NonCanonicalHandler {
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

    void add_key(std::string_view text, std::size_t offset, bool is_temporary) {
        KeyWatcher::add_key(text, offset, is_temporary);
        if (!wanted_.canonical) return;
        const std::span<const WatchedKey> keys = frames().back().keys_read();
        const WatchedKey& key = keys.back();
        if (keys.size() > 1 && key.text() < keys[keys.size() - 2].text()) {
            report(NonCanonicalKind::unsorted_key, offset, &key);
        }
        check_tag(0, &key);
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
    void add() {
        check_tag();
        ++found_.value_count;
        advance();
    }

    bool open(Type type, std::size_t size) {
        check_tag(size);
        if (!open_frame(type, size)) return false;
        ++found_.value_count;
        found_.depth = std::max(found_.depth, frames().size());
        return true;
    }

    void add_empty(Type) {
        found_.depth = std::max(found_.depth, frames().size() + 1);
        add();
    }

    bool close() {
        bool is_repeated = false;
        for_each_repeated([&](const WatchedKey&, const WatchedKey& later) {
            is_repeated = true;
            report(NonCanonicalKind::duplicate_key, later.offset(), &later);
        });
        frames().pop_back();
        advance();
        return !is_repeated;
    }

  private:
    /// Checks the tag that was read last, of a value or of `key`.
    void check_tag(std::size_t count = 0, const WatchedKey* key = nullptr) {
        if (!wanted_.canonical) return;
        if (const auto kind = excluded_in(content().last_tag(), count)) {
            report(*kind, content().tag_offset(), key);
        }
    }

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
class InspectorTarget final : public KeyWatchingTarget<Inspector> {
  public:
    explicit InspectorTarget(Inspector& inspector) noexcept : KeyWatchingTarget(inspector) {}

    void pause() noexcept { watcher().pause(false); }
    void pause_value() noexcept { watcher().pause(true); }

    [[nodiscard]] Result<void, ErrorCode> text(Type type, std::string_view text, bool) {
        SOURIS_RETURN_IF_ERROR(charge(text));
        if (type == Type::timezone) watcher().add_zone(text);
        if (type == Type::json) watcher().add_json(text);
        return take();
    }
    [[nodiscard]] Result<void, ErrorCode> timestamp(const Timestamp& time) {
        watcher().add_time(time);
        return take();
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
