// SPDX-License-Identifier: MIT
#include <cassert>
#include <utility>

#include <souris/annotate.hpp>
#include <souris/packed.hpp>
#include <souris/store.hpp>

#include "base/out_of_memory.hpp"
#include "base/return_if_error.hpp"
#include "codec/annotation_cutter.hpp"
#include "codec/annotator.hpp"
#include "store/framing.hpp"
#include "store/store_reader.hpp"

namespace souris { inline namespace v0 {

namespace {

using detail::AnnotationCutter;
using detail::AnnotationPlace;

ReadOptions reading_options(const Limits& limits) {
    ReadOptions options;
    options.limits = limits;
    return options;
}

/// A cutter for `bytes`, which are at `place`.
AnnotationCutter cutter_of(std::span<const std::byte> bytes, AnnotationPlace place,
                           AnnotationHandler& handler) {
    Annotation first;
    first.offset_base = place.base;
    first.offset = place.offset;
    return {first, bytes, handler};
}

class FileAnnotator {
  public:
    FileAnnotator(std::span<const std::byte> bytes, const Limits& limits,
                  AnnotationHandler& handler)
        : bytes_(bytes),
          handler_(handler),
          options_(reading_options(limits)),
          reader_(bytes, options_),
          is_packed_(is_packed(bytes)) {}

    [[nodiscard]] Result<void> annotate() {
        auto read = is_packed_ ? reader_.open_packed() : reader_.open();
        const bool has_block = reader_.parts().packed_size.has_value();
        cut_beginning();
        if (has_block) {
            cut_block();
        } else if (reader_.parts().layout != Layout::v1) {
            // There is no body.
            cut_file(AnnotationKind::not_understood, bytes_.size());
            return read;
        }
        if (!has_block) body_done_ = done_;
        // If the body is not a part of the file, the rest of the file comes first.
        if (reader_.is_unpacked()) {
            cut_ending();
            handler_.begin_unpacked(body());
        }
        cut_table();
        if (read) read = annotate_root();
        cut_rest_of_body(static_cast<bool>(read));
        if (!reader_.is_unpacked()) cut_ending();
        if (!read) return read;
        return is_packed_ ? reader_.close_packed() : reader_.close();
    }

  private:
    /// The whole body, read or not.
    [[nodiscard]] std::span<const std::byte> body() {
        const Cursor& cursor = reader_.body();
        const std::size_t size = cursor.offset() + cursor.remaining();
        return {cursor.rest().data() - cursor.offset(), size};
    }

    /// The place of the body's first byte.
    [[nodiscard]] AnnotationPlace place() {
        if (reader_.is_unpacked()) return {OffsetBase::unpacked, 0};
        assert(bytes_.data() <= body().data() && body().data() <= bytes_.data() + bytes_.size());
        return {OffsetBase::input, static_cast<std::size_t>(body().data() - bytes_.data())};
    }

    /// Reports the bytes of the file up to `end`.
    void cut_file(AnnotationKind kind, std::size_t end, std::uint64_t number = 0) {
        assert(done_ <= end && end <= bytes_.size());
        const auto part = bytes_.subspan(done_, end - done_);
        cutter_of(part, {OffsetBase::input, done_}, handler_).cut_rest(kind, number);
        done_ = end;
    }

    void cut_beginning() {
        if (!is_packed_) {
            if (!as_text(bytes_).starts_with(detail::store_magic)) return;
            cut_file(AnnotationKind::magic, detail::store_header_offset);
        }
        if (done_ == bytes_.size()) return;
        header_ = std::to_integer<std::uint8_t>(bytes_[done_]);
        const auto layout = is_packed_ ? Layout::v2 : reader_.parts().layout;
        const std::uint64_t number = !layout ? 0 : *layout == Layout::v1 ? 1 : 2;
        cut_file(AnnotationKind::header, done_ + 1, number);
    }

    /// Reports the block, or the part of it before a stored body.
    void cut_block() {
        const std::size_t size = static_cast<std::size_t>(*reader_.parts().packed_size);
        assert(size <= bytes_.size() - done_);
        AnnotationCutter cutter =
            cutter_of(bytes_.subspan(done_, size), {OffsetBase::input, done_}, handler_);
        if (reader_.is_unpacked()) {
            cutter.cut_block(header_ & static_cast<std::uint8_t>(~detail::v2_text_table_flag));
        } else {
            cutter.cut_integer(AnnotationKind::length);
        }
        done_ += size - cutter.rest().size();
    }

    /// Reports the text table, if it could be read.
    void cut_table() {
        if (reader_.text() == nullptr) return;
        const std::size_t end = reader_.body().offset();
        cut_body(AnnotationKind::text_table, end, reader_.text()->leaf_count());
    }

    [[nodiscard]] Result<void> annotate_root() {
        auto read = detail::annotate_value(reader_.body(), reader_.text(), reader_.layout(),
                                           reader_.root_options(), place(), handler_);
        body_done_ = reader_.body().offset();
        if (!read) return failure(reader_.locate(std::move(read).error()));
        return read;
    }

    /// Reports the body up to its byte `end`.
    void cut_body(AnnotationKind kind, std::size_t end, std::uint64_t number = 0) {
        assert(body_done_ <= end && end <= body().size());
        AnnotationPlace at = place();
        at.offset += body_done_;
        cutter_of(body().subspan(body_done_, end - body_done_), at, handler_)
            .cut_rest(kind, number);
        body_done_ = end;
    }

    void cut_rest_of_body(bool was_read) {
        const auto kind = was_read ? AnnotationKind::trailing : AnnotationKind::not_understood;
        // In layout v1 only the end of the root marks the end of the body.
        if (reader_.parts().packed_size) {
            cut_body(kind, body().size());
        } else if (!was_read) {
            cut_body(kind, bytes_.size() - trailer_after(body_done_));
        }
        if (!reader_.is_unpacked()) done_ = static_cast<std::size_t>(place().offset) + body_done_;
    }

    /// Size of the trailer, if there is one that begins at `end` or later; else 0.
    [[nodiscard]] std::size_t trailer_after(std::size_t end) const {
        assert(end <= bytes_.size());
        const bool has_room = bytes_.size() - end >= detail::trailer_size;
        if (is_packed_ || !has_room) return 0;
        return detail::find_trailer(bytes_) != ChecksumVerdict::absent ? detail::trailer_size : 0;
    }

    void cut_ending() {
        const std::size_t trailer = trailer_after(done_);
        cut_file(AnnotationKind::trailing, bytes_.size() - trailer);
        if (trailer == 0) return;
        cut_file(AnnotationKind::trailer_magic, done_ + detail::trailer_magic.size());
        cut_file(AnnotationKind::checksum, bytes_.size());
    }

    std::span<const std::byte> bytes_;
    AnnotationHandler& handler_;
    ReadOptions options_;
    detail::StoreReader reader_;
    bool is_packed_;
    std::uint8_t header_ = 0;
    /// Bytes reported so far, of the file and of the body.
    std::size_t done_ = 0;
    std::size_t body_done_ = 0;
};

}  // namespace

Result<void> annotate_bytes(std::span<const std::byte> bytes, AnnotationHandler& handler,
                            const Limits& limits) {
    return detail::or_out_of_memory(
        [&] { return FileAnnotator(bytes, limits, handler).annotate(); });
}

Result<void> annotate_bare(std::span<const std::byte> bytes, AnnotationHandler& handler,
                           const Limits& limits, Layout layout) {
    return detail::or_out_of_memory([&]() -> Result<void> {
        Cursor cursor(bytes);
        DecodeOptions options;
        options.limits = limits;
        auto read = detail::annotate_value(cursor, nullptr, layout, options, {}, handler);
        cutter_of(cursor.rest(), {OffsetBase::input, cursor.offset()}, handler)
            .cut_rest(read ? AnnotationKind::trailing : AnnotationKind::not_understood);
        return read;
    });
}

}}  // namespace souris::v0
