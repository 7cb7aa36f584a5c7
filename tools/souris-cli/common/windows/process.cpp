// SPDX-License-Identifier: MIT
#include "common/process.hpp"

#include <cstdio>
#include <cstdlib>

#include <windows.h>
#include <fcntl.h>
#include <io.h>
#include <shellapi.h>

#include "common/windows/wide_text.hpp"

namespace souris::cli {

namespace {

HANDLE handle_of(int descriptor) noexcept {
    return reinterpret_cast<HANDLE>(::_get_osfhandle(descriptor));
}

/// Sets the console to UTF-8 and escape sequences, and restores its settings at the end, because
/// other programs share it.
class ConsoleOutput {
  public:
    ConsoleOutput() noexcept
        : code_page_(::GetConsoleOutputCP()), output_(::GetStdHandle(STD_OUTPUT_HANDLE)) {
        if (code_page_ != 0) ::SetConsoleOutputCP(CP_UTF8);
        has_mode_ = ::GetConsoleMode(output_, &mode_) != 0 &&
                    ::SetConsoleMode(output_, mode_ | ENABLE_VIRTUAL_TERMINAL_PROCESSING) != 0;
    }
    ConsoleOutput(const ConsoleOutput&) = delete;
    ConsoleOutput& operator=(const ConsoleOutput&) = delete;
    ~ConsoleOutput() {
        if (code_page_ != 0) ::SetConsoleOutputCP(code_page_);
        if (has_mode_) ::SetConsoleMode(output_, mode_);
    }

  private:
    UINT code_page_;
    HANDLE output_;
    DWORD mode_ = 0;
    bool has_mode_ = false;
};

}  // namespace

std::vector<std::string> begin_process(int argc, char** argv) {
    static const ConsoleOutput console;
    // In text mode the C library would write line breaks as two bytes.
    for (std::FILE* const stream : {stdin, stdout, stderr})
        ::_setmode(::_fileno(stream), _O_BINARY);
    // The arguments of `main` are in a code page with few characters, and have wildcards expanded.
    int count = 0;
    wchar_t** const wide = ::CommandLineToArgvW(::GetCommandLineW(), &count);
    if (wide == nullptr) return {argv, argv + argc};
    std::vector<std::string> arguments;
    for (int i = 0; i < count; ++i)
        arguments.push_back(to_narrow(wide[i]));
    ::LocalFree(wide);
    return arguments;
}

std::string environment(const char* name) {
    const wchar_t* const value = ::_wgetenv(to_wide(name).c_str());
    return value != nullptr ? to_narrow(value) : "";
}

bool is_terminal(int descriptor) noexcept {
    // `isatty` returns true for every character device, including NUL.
    DWORD mode = 0;
    return ::GetConsoleMode(handle_of(descriptor), &mode) != 0;
}

bool is_pipe(int descriptor) noexcept {
    return ::GetFileType(handle_of(descriptor)) == FILE_TYPE_PIPE;
}

}  // namespace souris::cli
