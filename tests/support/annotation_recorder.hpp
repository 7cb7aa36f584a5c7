// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include <souris/annotation.hpp>

namespace souris::test {

/// Records annotations as text, and whether they are contiguous.
class AnnotationRecorder final : public AnnotationHandler {
  public:
    void annotate(const Annotation& annotation) override {
        if (annotation.content.empty() || annotation.offset_base != base_) is_tiled_ = false;
        if (has_begun_ && annotation.offset != end_) is_tiled_ = false;
        if (!has_begun_) begin_ = annotation.offset;
        has_begun_ = true;
        end_ = annotation.offset + annotation.content.size();
        add(annotation);
    }

    void begin_unpacked(std::span<const std::byte> body) override {
        input_end_ = end_;
        unpacked_ = body;
        base_ = OffsetBase::unpacked;
        has_begun_ = false;
        end_ = 0;
        text_ += "unpacked;";
    }

    /// The name and number of each; `|` between the parts of a value, `;` after the last.
    [[nodiscard]] const std::string& text() noexcept {
        if (!text_.empty() && text_.back() == '|') text_.back() = ';';
        return text_;
    }

    /// Whether the annotations cover `size` bytes from `begin`, each once.
    [[nodiscard]] bool is_tiled_from(std::uint64_t begin, std::size_t size) const noexcept {
        const bool is_empty = size == 0 && !has_begun_;
        return is_tiled_ && (is_empty || (begin_ == begin && end_ == begin + size));
    }

    /// The same for a whole file and, if there is one, its unpacked body.
    [[nodiscard]] bool is_tiled(std::size_t file_size) const noexcept {
        if (base_ == OffsetBase::input) return is_tiled_from(0, file_size);
        return input_end_ == file_size && is_tiled_from(0, unpacked_.size());
    }

  private:
    void add(const Annotation& annotation) {
        const bool begins = annotation.kind == AnnotationKind::tag;
        if (begins && !text_.empty() && text_.back() == '|') text_.back() = ';';
        if (begins && annotation.is_key) {
            text_ += "key ";
        } else if (begins) {
            text_ += annotation.path;
            text_ += ' ';
            text_ += name_of(annotation.type);
        } else {
            text_ += phrase_of(annotation.kind);
            text_ += ' ' + std::to_string(number_of(annotation));
        }
        text_ += '|';
    }

    /// For annotations without a number, the size.
    static std::uint64_t number_of(const Annotation& annotation) noexcept {
        using enum AnnotationKind;
        switch (annotation.kind) {
            case text:
            case coded_text:
            case bytes:
            case packed:
            case octets:
            case number:
            case trailing:
            case not_understood:
                return annotation.content.size();
            default:
                return annotation.number;
        }
    }

    std::string text_;
    bool is_tiled_ = true;
    bool has_begun_ = false;
    std::uint64_t begin_ = 0;
    std::uint64_t end_ = 0;
    std::uint64_t input_end_ = 0;
    OffsetBase base_ = OffsetBase::input;
    std::span<const std::byte> unpacked_;
};

}  // namespace souris::test
