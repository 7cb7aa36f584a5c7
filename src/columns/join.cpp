// SPDX-License-Identifier: MIT
#include "columns/join.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstring>
#include <string_view>

#include <souris/bytes.hpp>
#include <souris/detail/wire.hpp>

#include "columns/charged_text.hpp"
#include "columns/put_content.hpp"

namespace souris { inline namespace v0 { namespace detail { namespace columns {
namespace {

/// What a symbol stands for.
struct Meaning {
    enum class Kind : std::uint8_t { bytes, parts, content, impossible };
    Kind kind = Kind::bytes;
    /// Of bytes, where they are in the arena; of parts, their number and first key; of a content,
    /// its number.
    std::uint32_t begin = 0;
    std::uint32_t size = 0;
};

/// A path while it is read.
struct PathPlace {
    std::size_t next = 0;
    std::size_t next_count = 0;
    /// Its first meaning and first place of a content.
    std::size_t meanings = 0;
    std::size_t contents = 0;
    /// How it stands in the text that it is a field of.
    const FieldForm* form = nullptr;
};

/// A value whose parts are being written.
struct JoinFrame {
    PathIndex path = 0;
    std::uint32_t parts = 0;
    std::size_t next = 0;
    std::size_t end = 0;
    std::size_t keys = 0;
};

class Joiner {
  public:
    Joiner(std::span<const Path> paths, std::span<std::byte> out, Budget& memory)
        : paths_(paths),
          out_(out.data()),
          end_(out.data() + out.size()),
          memory_(memory),
          text_(memory) {}

    Result<std::size_t, BlockError> run(std::uint64_t value_count) {
        if (!prepare()) return tl::unexpected(BlockError(Limit::memory));
        for (; value_count != 0; --value_count) {
            if (!put_value(0)) return refused();
            while (depth_ != 0) {
                JoinFrame& frame = frames_[depth_ - 1];
                if (frame.next == frame.end) {
                    --depth_;
                } else if (!put_part(frame)) {
                    return refused();
                }
            }
        }
        return room();
    }

  private:
    [[nodiscard]] tl::unexpected<BlockError> refused() const {
        return tl::unexpected(text_.is_out_of_memory() ? BlockError(Limit::memory)
                                                       : BlockError(why_));
    }

    bool prepare() {
        std::uint64_t meanings = 0;
        std::uint64_t contents = 0;
        std::uint64_t keys = 0;
        std::uint64_t arena = 0;
        for (const Path& path : paths_) {
            meanings += path.symbol_count();
            contents += path.contents.size();
            arena += path.word_count();
            for (const Content& content : path.literals)
                arena += content.count * literal_room + content.bytes.size();
            for (const Parts& parts : path.parts) {
                if (parts.kind == PartsKind::map) keys += parts.paths.size();
                arena += scalar_room;
            }
            if (path.role == PathRole::member) arena += scalar_room + path.key.size();
        }
        if (!charge_for<PathPlace>(paths_.size()) || !charge_for<JoinFrame>(paths_.size()) ||
            !charge_for<Meaning>(meanings) || !charge_for<ContentPlace>(contents) ||
            !charge_for<Meaning>(keys + paths_.size()) || !charge_for<std::byte>(arena) ||
            arena > max_arena)
            return false;
        places_.resize(paths_.size());
        frames_.resize(paths_.size());
        meanings_.reserve(static_cast<std::size_t>(meanings));
        contents_.resize(static_cast<std::size_t>(contents));
        arena_.resize(static_cast<std::size_t>(arena));
        key_bytes_.resize(paths_.size());
        keys_.reserve(static_cast<std::size_t>(keys));
        arena_end_ = arena_.data();
        std::size_t first_content = 0;
        for (std::size_t i = 0; i < paths_.size(); ++i) {
            if (paths_[i].role == PathRole::member) key_bytes_[i] = arena_key(paths_[i].key);
            places_[i].contents = first_content;
            first_content += paths_[i].contents.size();
            for (const Parts& parts : paths_[i].parts) {
                if (parts.kind != PartsKind::pattern) continue;
                for (std::size_t f = 0; f < parts.paths.size(); ++f)
                    places_[parts.paths[f]].form = &parts.forms[f];
            }
        }
        for (std::size_t i = 0; i < paths_.size(); ++i)
            give_meanings(i);
        return true;
    }

    template <class T>
    bool charge_for(std::uint64_t count) {
        return count <= ~std::uint64_t{0} / sizeof(T) &&
               memory_.charge(allocation_size(count * sizeof(T)));
    }

    /// The bytes from `begin` to the end of the arena as it is now.
    [[nodiscard]] Meaning bytes_from(const std::byte* begin) const noexcept {
        return {Meaning::Kind::bytes, static_cast<std::uint32_t>(begin - arena_.data()),
                static_cast<std::uint32_t>(arena_end_ - begin)};
    }
    Meaning arena_key(std::string_view key) {
        const std::byte* const begin = arena_end_;
        arena_end_ = put_text_head(arena_end_, key.size());
        arena_end_ = std::ranges::copy(as_byte_span(key), arena_end_).out;
        return bytes_from(begin);
    }

    void give_meanings(std::size_t index) {
        const Path& path = paths_[index];
        places_[index].meanings = meanings_.size();
        for (std::size_t word = 0; word < path.has_word.size(); ++word) {
            if (!path.has_word[word]) continue;
            const std::byte* const begin = arena_end_;
            arena_end_ =
                word == 0 ? put_tag(arena_end_, Type::null) : put_boolean(arena_end_, word == 2);
            meanings_.push_back(bytes_from(begin));
        }
        std::uint32_t number = 0;
        for (const Parts& parts : path.parts) {
            meanings_.push_back(
                {Meaning::Kind::parts, number++, static_cast<std::uint32_t>(keys_.size())});
            if (parts.kind != PartsKind::map) continue;
            for (const PathIndex part : parts.paths)
                keys_.push_back(key_bytes_[part]);
        }
        for (std::uint32_t i = 0; i < path.contents.size(); ++i)
            meanings_.push_back({Meaning::Kind::content, i, 0});
        for (const Content& content : path.literals) {
            ContentPlace place;
            for (std::uint64_t i = 0; i < content.count; ++i) {
                if (path.role == PathRole::field) {
                    meanings_.push_back(arena_field(*places_[index].form, content, place));
                    continue;
                }
                const std::byte* const begin = arena_end_;
                arena_end_ = put_content(arena_end_, path, content, place);
                meanings_.push_back(bytes_from(begin));
            }
        }
    }

    /// A field's literal as it stands in the text.
    Meaning arena_field(const FieldForm& form, const Content& content, ContentPlace& place) {
        text_.clear();
        if (!append_field_content(form, content, place)) return {Meaning::Kind::impossible, 0, 0};
        const std::byte* const begin = arena_end_;
        arena_end_ = std::ranges::copy(as_byte_span(text_.string()), arena_end_).out;
        return bytes_from(begin);
    }

    /// Appends the next content of a field to the text. False if there is no such text.
    bool append_field_content(const FieldForm& form, const Content& content, ContentPlace& place) {
        if (content.kind == ContentKind::integer) {
            const std::int64_t number = content.numbers[place.next++];
            if (number < 0) return fail(ErrorCode::bad_block);
            return text_.make_room(max_field_size) &&
                   (append_field(text_.string(), form, static_cast<std::uint64_t>(number)) ||
                    fail(ErrorCode::bad_block));
        }
        assert(content.kind == ContentKind::text);
        return text_.append(as_text(next_text(content, place)));
    }

    [[nodiscard]] std::size_t room() const noexcept {
        return static_cast<std::size_t>(end_ - out_);
    }

    bool fail(ErrorCode why) noexcept {
        why_ = why;
        return false;
    }

    bool put(const Meaning& bytes) {
        if (bytes.size > room()) return fail(ErrorCode::size_mismatch);
        // Most are short, and a copy of a fixed size is the fastest.
        constexpr std::size_t step = 32;
        const std::byte* const from = arena_.data() + bytes.begin;
        if (bytes.size <= step && room() >= step && bytes.begin + step <= arena_.size()) {
            std::memcpy(out_, from, step);
        } else {
            std::memcpy(out_, from, bytes.size);
        }
        out_ += bytes.size;
        return true;
    }

    /// Writes `size` bytes, at most `literal_room`, by `write`.
    template <class Write>
    bool put_head(Write write) {
        if (room() >= literal_room) {
            out_ = write(out_);
            return true;
        }
        std::array<std::byte, literal_room> bytes;
        const auto size = static_cast<std::size_t>(write(bytes.data()) - bytes.data());
        if (size > room()) return fail(ErrorCode::size_mismatch);
        out_ = std::copy_n(bytes.begin(), size, out_);
        return true;
    }

    bool put_value(PathIndex index) {
        const Path& path = paths_[index];
        PathPlace& place = places_[index];
        assert(place.next < path.symbols.size());
        const Meaning& meaning = meanings_[place.meanings + path.symbols[place.next++]];
        switch (meaning.kind) {
            case Meaning::Kind::bytes:
                return put(meaning);
            case Meaning::Kind::content:
                return put_next_content(path, place, meaning.begin);
            case Meaning::Kind::parts:
                return begin_parts(index, path, place, meaning);
            case Meaning::Kind::impossible:
                break;
        }
        return fail(ErrorCode::bad_block);
    }

    bool put_next_content(const Path& path, const PathPlace& place, std::uint32_t number) {
        const Content& content = path.contents[number];
        ContentPlace& content_place = contents_[place.contents + number];
        const std::size_t text =
            is_text(content.kind) ? content.lengths[content_place.next] : std::size_t{0};
        if (room() >= literal_room && text <= room() - literal_room) {
            out_ = put_content(out_, path, content, content_place);
            return true;
        }
        // Near the end of the output.
        const auto write_head = [&](std::byte* out) {
            return put_content_head(out, path, content, content_place.next);
        };
        if (!put_head(write_head)) return false;
        if (text > room()) return fail(ErrorCode::size_mismatch);
        out_ = put_content_text(out_, content, content_place);
        return true;
    }

    bool begin_parts(PathIndex index, const Path& path, PathPlace& place, const Meaning& meaning) {
        const Parts& parts = path.parts[meaning.begin];
        std::size_t count = parts.paths.size();
        Type type = Type::array;
        switch (parts.kind) {
            case PartsKind::map:
                type = Type::map;
                break;
            case PartsKind::dictionary:
                type = Type::map;
                count = static_cast<std::size_t>(path.counts[place.next_count++]);
                break;
            case PartsKind::array:
                count = static_cast<std::size_t>(path.counts[place.next_count++]);
                break;
            case PartsKind::tuple:
                break;
            case PartsKind::pattern:
                return put_pattern(parts);
        }
        if (!put_head([&](std::byte* out) { return put_container(out, type, count); }))
            return false;
        assert(depth_ < frames_.size());
        frames_[depth_++] = {index, meaning.begin, 0, count, meaning.size};
        return true;
    }

    bool put_part(JoinFrame& frame) {
        const Parts& parts = paths_[frame.path].parts[frame.parts];
        const std::size_t part = frame.next++;
        switch (parts.kind) {
            case PartsKind::map:
                return put(keys_[frame.keys + part]) && put_value(parts.paths[part]);
            case PartsKind::dictionary:
                // A key has no parts, or it is no string, which a reader of the values refuses.
                return put_key(parts.paths[0]) && put_value(parts.paths[1]);
            case PartsKind::array:
                return put_value(parts.paths[0]);
            case PartsKind::tuple:
                return put_value(parts.paths[part]);
            case PartsKind::pattern:
                break;
        }
        assert(false);
        return false;
    }

    bool put_key(PathIndex index) {
        const std::size_t depth = depth_;
        if (!put_value(index)) return false;
        return depth_ == depth || fail(ErrorCode::bad_block);
    }

    bool put_pattern(const Parts& parts) {
        text_.clear();
        if (!append_pattern(parts)) return false;
        if (!put_head([&](std::byte* out) { return put_text_head(out, text_.size()); }))
            return false;
        if (text_.size() > room()) return fail(ErrorCode::size_mismatch);
        std::memcpy(out_, text_.string().data(), text_.size());
        out_ += text_.size();
        return true;
    }

    /// Recurses once at most: a field of a field has no fields (`read_heads`).
    bool append_pattern(const Parts& parts) {
        const std::string_view text = parts.text;
        std::size_t at = 0;
        for (std::size_t i = 0; i < parts.paths.size(); ++i) {
            if (!text_.append(text.substr(at, parts.offsets[i] - at))) return false;
            at = parts.offsets[i];
            if (!append_value_of_field(parts.paths[i])) return false;
            if (text_.size() > room()) return fail(ErrorCode::size_mismatch);
        }
        return text_.append(text.substr(at));
    }

    bool append_value_of_field(PathIndex index) {
        const Path& path = paths_[index];
        PathPlace& place = places_[index];
        assert(place.next < path.symbols.size() && place.form != nullptr);
        const Meaning& meaning = meanings_[place.meanings + path.symbols[place.next++]];
        switch (meaning.kind) {
            case Meaning::Kind::bytes:
                return text_.append(
                    as_text(std::span(arena_).subspan(meaning.begin, meaning.size)));
            case Meaning::Kind::content:
                return append_field_content(*place.form, path.contents[meaning.begin],
                                            contents_[place.contents + meaning.begin]);
            case Meaning::Kind::parts:
                return append_pattern(path.parts[meaning.begin]);
            case Meaning::Kind::impossible:
                break;
        }
        return fail(ErrorCode::bad_block);
    }

    /// The longest integer of a field: 20 digits, or a date and a time.
    static constexpr std::size_t max_field_size = 20;
    static constexpr std::uint64_t max_arena = ~std::uint32_t{0};

    std::span<const Path> paths_;
    std::byte* out_;
    std::byte* end_;
    Budget& memory_;
    std::vector<PathPlace> places_;
    std::vector<ContentPlace> contents_;
    std::vector<Meaning> meanings_;
    std::vector<Meaning> keys_;
    std::vector<Meaning> key_bytes_;
    Bytes arena_;
    std::byte* arena_end_ = nullptr;
    std::vector<JoinFrame> frames_;
    std::size_t depth_ = 0;
    ChargedText text_;
    ErrorCode why_ = ErrorCode::bad_block;
};

}  // namespace

Result<std::size_t, BlockError> join_values(std::span<const Path> paths, std::uint64_t value_count,
                                            std::span<std::byte> out, Budget& memory) {
    return Joiner(paths, out, memory).run(value_count);
}

}}}}  // namespace souris::v0::detail::columns
