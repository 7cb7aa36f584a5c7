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

/// Writes a page that shows bytes beside what they are. To be begun, told the annotations of
/// `bytes`, and finished.
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
    /// What was told of the unpacked body, which does not stay.
    Bytes body_;
};

}  // namespace souris::cli
