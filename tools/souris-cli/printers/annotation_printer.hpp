// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include <souris/annotation.hpp>
#include <souris/sink.hpp>

#include "common/report_length.hpp"

namespace souris::cli {

/// The meaning of the bytes on one line, safe for a terminal.
[[nodiscard]] std::string meaning_of(const Annotation& annotation);

/// The message that replaces the parts cut from a report.
[[nodiscard]] std::string cut_message(std::uint64_t parts);

/// A path, or the last tokens of a long one, safe for a terminal.
[[nodiscard]] std::string shown_path(std::string_view path);

/// Writes each part of a file as lines with the offset, up to 16 bytes, their meaning and, at the
/// beginning of a value, its path. The output is safe for a terminal; colours are optional.
class AnnotationPrinter final : public AnnotationHandler {
  public:
    AnnotationPrinter(Sink& sink, bool is_colored, ReportLength length = {}) noexcept
        : sink_(sink), is_colored_(is_colored), length_(length) {}

    void annotate(const Annotation& annotation) override;
    void begin_unpacked(std::span<const std::byte> body) override;

    /// Writes how much was cut, if anything was.
    void finish();

  private:
    void add_meaning(const Annotation& annotation);
    void end_line();

    Sink& sink_;
    bool is_colored_;
    ReportLength length_;
    std::string line_;
};

/// Writes each part as a JSON object, separated by commas.
class AnnotationJsonWriter final : public AnnotationHandler {
  public:
    explicit AnnotationJsonWriter(Sink& sink, ReportLength length = {}) noexcept
        : sink_(sink), length_(length) {}

    void annotate(const Annotation& annotation) override;
    void begin_unpacked(std::span<const std::byte>) override {}

    /// Number of parts cut because the report had become too long.
    [[nodiscard]] std::uint64_t cut() const noexcept { return length_.cut(); }

  private:
    Sink& sink_;
    ReportLength length_;
    bool has_begun_ = false;
};

}  // namespace souris::cli
