// SPDX-License-Identifier: MIT
#include "printers/html_page.hpp"

#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include <souris/cursor.hpp>

using namespace souris;

namespace {

template <class Write>
std::string text_written_by(const Write& write) {
    Sink sink;
    write(sink);
    return std::string(as_text(sink.view()));
}

}  // namespace

TEST_CASE("bytes become base64, padded to whole groups") {
    const struct {
        std::string_view bytes;
        std::string_view text;
    } rows[] = {
        {"", ""},        {"f", "Zg=="},        {"fo", "Zm8="},
        {"foo", "Zm9v"}, {"foob", "Zm9vYg=="}, {"\xFB\xFF\xBF", "+/+/"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        const std::string script = text_written_by(
            [&](Sink& sink) { cli::write_bytes(sink, "input", as_byte_span(row.bytes)); });
        CHECK(script ==
              "<script type=\"text/plain\" id=\"input\">" + std::string(row.text) + "</script>\n");
    }
}

TEST_CASE("data cannot end its script") {
    CHECK(text_written_by([](Sink& sink) { cli::write_data(sink, "<</script>"); }) ==
          "\\u003c\\u003c/script>");
    const std::string script = text_written_by([](Sink& sink) {
        cli::write_object(sink, "meta", Map{{"<", "</script>"}});
    });
    CHECK(script ==
          "<script type=\"text/plain\" id=\"meta\">{\"\\u003c\":\"\\u003c/script>\"}\n</script>\n");
}

TEST_CASE("a page is what is before its data and what is behind") {
    for (const std::string_view page : {cli::annotate_page, cli::stat_page}) {
        const std::string begin =
            text_written_by([&](Sink& sink) { cli::write_page_begin(sink, page); });
        const std::string end =
            text_written_by([&](Sink& sink) { cli::write_page_end(sink, page); });
        CHECK(begin + "<!--DATA-->\n" + end == page);
        CHECK(begin.starts_with("<!doctype html>"));
        CHECK(end.find("</script>") != std::string::npos);
    }
}
