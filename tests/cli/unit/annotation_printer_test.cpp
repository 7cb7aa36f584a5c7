// SPDX-License-Identifier: MIT
#include "printers/annotation_printer.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include <souris/annotate.hpp>
#include <souris/cursor.hpp>

#include "support/hex.hpp"

using namespace souris;

namespace {

class MeaningRecorder final : public AnnotationHandler {
  public:
    void annotate(const Annotation& annotation) override {
        meanings.push_back(cli::meaning_of(annotation));
    }
    void begin_unpacked(std::span<const std::byte>) override {}

    std::vector<std::string> meanings;
};

std::vector<std::string> meanings_of(std::string_view hex, Layout layout = Layout::v2) {
    MeaningRecorder recorder;
    static_cast<void>(annotate_bare(test::from_hex(hex), recorder, {}, layout));
    return recorder.meanings;
}

}  // namespace

TEST_CASE("every type is told by its tag and its parts") {
    const struct {
        std::string_view hex;
        std::vector<std::string> meanings;
    } rows[] = {
        {"40 07", {"integer", "7"}},
        {"41 07", {"integer, signed", "7"}},
        {"42 88", {"integer, negative", "-120"}},
        {"30", {"boolean false"}},
        {"a0 00 00 00 00 00 00 00 00", {"float64", "0.0"}},
        {"00 61", {"character", "\"a\" U+0061"}},
        {"70 10 01 31", {"json", "tag of its text", "length 1", "\"1\""}},
        {"d0 7f 00 00 01", {"ipv4", "octets, all in all 127.0.0.1"}},
        {"50 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00",
         {"complex, polar", "modulus", "argument, all in all 0.0 * e^(0.0i)"}},
        {"51 01 02", {"complex, cartesian", "real part", "imaginary part, all in all 1+2i"}},
        {"21 02 64 05", {"binary, run_length", "size of the run lengths 2", "packed, 2 bytes"}},
        {"b1 00 ff", {"array", "count 0", "bytes after the end, 1 byte"}},
    };
    for (const auto& row : rows) {
        CAPTURE(row.hex);
        CHECK(meanings_of(row.hex) == row.meanings);
    }
    CHECK(meanings_of("21 01 64 05", Layout::v1) ==
          std::vector<std::string>{"binary, run_length", "size of the run lengths 1",
                                   "packed, 2 bytes"});
}

TEST_CASE("long text and long paths are told in part") {
    // 61 letters a.
    const std::string text = "10 3d" + test::to_hex(test::repeated("61", 61));
    CHECK(meanings_of(text).back() == '"' + std::string(60, 'a') + "\" ...");
    CHECK(cli::shown_path("/a\x1b/b") == "/a\\u{1b}/b");
    CHECK(cli::shown_path("/" + std::string(59, 'a')) == "/" + std::string(59, 'a'));
    CHECK(cli::shown_path("/" + std::string(30, 'a') + "/" + std::string(30, 'b')) ==
          ".../" + std::string(30, 'b'));
    CHECK(cli::shown_path("/" + std::string(60, 'a')) == "..." + std::string(60, 'a'));
}

TEST_CASE("a report says how much of it was cut") {
    CHECK(cli::cut_message(1).starts_with("1 more part is not shown"));
    CHECK(cli::cut_message(2).starts_with("2 more parts are not shown"));
    Sink whole;
    cli::AnnotationPrinter(whole, false).finish();
    CHECK(whole.view().empty());

    // For an empty file the maximum is 4 MiB, of which each part takes at least 256 bytes.
    Sink sink;
    cli::AnnotationPrinter printer(sink, false, cli::ReportLength(0));
    Annotation annotation;
    const Bytes content = test::from_hex("90");
    annotation.content = content;
    constexpr std::size_t parts = 20'000;
    for (std::size_t i = 0; i < parts; ++i)
        printer.annotate(annotation);
    printer.finish();
    const std::string_view text = as_text(sink.view());
    const auto shown = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) - 2;
    CHECK(shown > 10'000);
    CHECK(shown < parts);
    CHECK(text.ends_with("\n\n" + cli::cut_message(parts - shown) + '\n'));
}
