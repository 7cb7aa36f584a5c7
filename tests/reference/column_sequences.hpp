// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "reference/column_paths.hpp"
#include "reference/range_code.hpp"

// docs/format.md, appendix B.4, B.5 and B.8: how sequences are written, in blocks and in range
// codes.

namespace souris::reference {

/// Where sequences are read from. Each function returns false where the input is wrong.
class Sequences {
  public:
    Sequences() = default;
    Sequences(const Sequences&) = delete;
    Sequences& operator=(const Sequences&) = delete;
    virtual ~Sequences() = default;

    /// Reads `value_count` symbols of a path that has two or more.
    virtual bool read_symbols(std::vector<Path>& paths, std::size_t index) = 0;
    /// Fills `numbers`.
    virtual bool read_numbers(std::vector<std::uint64_t>& numbers, Coding coding) = 0;
    virtual bool read_floats(std::vector<std::uint64_t>& bits, std::size_t size) = 0;
    /// Fills `contents.texts`; `lengths` are theirs if one has a zero byte.
    virtual bool read_texts(Contents& contents, const std::vector<std::uint64_t>& lengths,
                            Word column) = 0;

    /// Reads `contents.count` contents of any kind.
    bool read_contents(Contents& contents, Word column);
};

/// B.5
class PlainSequences final : public Sequences {
  public:
    explicit PlainSequences(Reader& reader) : reader_(reader) {}

    bool read_symbols(std::vector<Path>& paths, std::size_t index) override;
    bool read_numbers(std::vector<std::uint64_t>& numbers, Coding coding) override;
    bool read_floats(std::vector<std::uint64_t>& bits, std::size_t size) override;
    bool read_texts(Contents& contents, const std::vector<std::uint64_t>& lengths,
                    Word column) override;

  private:
    bool read_planes(std::vector<std::uint64_t>& numbers, std::size_t planes);

    Reader& reader_;
};

/// B.8
class CodedSequences final : public Sequences {
  public:
    /// `text_size` includes the heads.
    CodedSequences(ByteView code, std::uint64_t text_size);

    std::vector<std::byte> read_heads(std::uint64_t size);
    bool read_symbols(std::vector<Path>& paths, std::size_t index) override;
    bool read_numbers(std::vector<std::uint64_t>& numbers, Coding coding) override;
    bool read_floats(std::vector<std::uint64_t>& bits, std::size_t size) override;
    bool read_texts(Contents& contents, const std::vector<std::uint64_t>& lengths,
                    Word column) override;

    [[nodiscard]] std::uint64_t text_left() const { return text_left_; }

  private:
    Word read_text_byte(Word column);
    [[nodiscard]] Word text_before(std::size_t first, std::size_t count) const;

    RangeCode code_;
    std::uint64_t text_left_;
    Model text_model_;
    /// The last six bytes of text, the last one first.
    std::vector<Word> text_;
    Word word_ = 0;
};

}  // namespace souris::reference
