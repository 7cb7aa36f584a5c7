// SPDX-License-Identifier: MIT
#include "files/edited_text.hpp"

#include <utility>

#include <souris/cursor.hpp>
#include <souris/file.hpp>

#include "common/system_file.hpp"

namespace souris::cli {

Result<EditedText> EditedText::make(std::string_view text) {
    // Editors choose their syntax highlighting by the extension.
    auto path = make_temporary_file(".json");
    if (!path) return failure(std::move(path).error());
    EditedText made(std::move(*path));
    const auto written = made.write(text);
    if (written) return made;
    made.remove();
    return failure(written.error());
}

Result<void> EditedText::edit(const std::string& editor) const {
    return run_editor(editor, path_);
}

Result<std::string> EditedText::read(const Limits& limits) const {
    const auto bytes = read_file(path_, limits.max_input);
    if (!bytes) return failure(bytes.error());
    return std::string(as_text(*bytes));
}

Result<void> EditedText::write(std::string_view text) const {
    // Keeps the mode of the file, which excludes other users.
    return write_file(path_, as_byte_span(text), {.durable = false});
}

void EditedText::remove() const noexcept {
    remove_file(path_);
}

}  // namespace souris::cli
