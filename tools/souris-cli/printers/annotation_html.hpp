// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include <souris/annotation.hpp>
#include <souris/error.hpp>
#include <souris/sink.hpp>

#include "common/report_length.hpp"

namespace souris::cli {

/// Writes a page that shows bytes beside their meaning. Construct it, pass it the annotations of
/// `bytes`, then call `finish`.
class AnnotationHtmlWriter final : public AnnotationHandler {
  public:
    AnnotationHtmlWriter(Sink& sink, std::span<const std::byte> bytes, ReportLength length = {});

    void annotate(const Annotation& annotation) override;
    void begin_unpacked(std::span<const std::byte>) override {}

    /// `damage` is nullptr if there is none.
    void finish(std::string_view name, const Error* damage);

  private:
    Sink& sink_;
    std::uint64_t count_ = 0;
    ReportLength length_;
    /// A copy of the annotated part of the unpacked body, whose bytes are valid only during the
    /// calls.
    Bytes body_;
};

}  // namespace souris::cli
