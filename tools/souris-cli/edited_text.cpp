// SPDX-License-Identifier: MIT
#include "edited_text.hpp"

#include <cerrno>
#include <cstdlib>
#include <system_error>
#include <utility>

#include <unistd.h>

#include <souris/cursor.hpp>
#include <souris/file.hpp>

namespace souris::cli {

namespace {

tl::unexpected<Error> refused(const char* step) {
    return failure(Error(ErrorCode::io_error,
                         std::string(step) + ": " + std::system_category().message(errno)));
}

/// As one word of the shell's.
std::string quoted(const std::string& word) {
    std::string text = "'";
    for (const char c : word)
        text += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return text + '\'';
}

}  // namespace

Result<EditedText> EditedText::make(std::string_view text) {
    constexpr std::string_view ending = ".json";  // By which editors choose their colours.
    const char* const folder = std::getenv("TMPDIR");
    std::string path = folder != nullptr && *folder != '\0' ? folder : "/tmp";
    path += "/souris-XXXXXX";
    path += ending;
    const int descriptor = ::mkstemps(path.data(), static_cast<int>(ending.size()));
    if (descriptor < 0) return refused("mkstemps");
    ::close(descriptor);
    EditedText made(std::move(path));
    // Keeps the mode, which lets in nobody else.
    const auto written = write_file(made.path(), as_byte_span(text), {.durable = false});
    if (written) return made;
    made.remove();
    return failure(written.error());
}

Result<void> EditedText::edit(const std::string& editor) const {
    // NOLINTNEXTLINE(cert-env33-c): the user's own command is what is to be run.
    const int status = std::system((editor + ' ' + quoted(path_)).c_str());
    if (status == -1) return refused("system");
    if (status != 0) return failure(Error(ErrorCode::io_error, "the editor failed"));
    return {};
}

Result<std::string> EditedText::read(const Limits& limits) const {
    const auto bytes = read_file(path_, limits.max_input);
    if (!bytes) return failure(bytes.error());
    return std::string(as_text(*bytes));
}

void EditedText::remove() const noexcept {
    ::unlink(path_.c_str());
}

}  // namespace souris::cli
