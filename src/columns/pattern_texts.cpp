// SPDX-License-Identifier: MIT
#include "columns/pattern_texts.hpp"

#include <algorithm>
#include <vector>

#include "base/charged_memory.hpp"
#include "base/return_if_error.hpp"
#include "codec/piece_scan.hpp"
#include "columns/join.hpp"

namespace souris { inline namespace v0 { namespace detail { namespace columns {
namespace {

/// Paths whose root has the strings of patterns and nothing else.
class PatternPaths {
  public:
    PatternPaths(PathReader& all, Budget& memory) noexcept : all_(all), memory_(memory) {}

    /// False if memory is too small.
    bool take(PathIndex index) {
        const Path& path = all_.paths()[index];
        if (!add(Path())) return false;
        // What the symbols of the path are at the root; none for all but patterns.
        std::vector<std::uint32_t> symbols(path.parts.size(), none);
        std::uint32_t next = 0;
        for (std::size_t i = 0; i < path.parts.size(); ++i) {
            if (path.parts[i].kind == PartsKind::pattern) symbols[i] = next++;
        }
        std::size_t count = 0;
        for_each_symbol(path, symbols, [&](std::uint32_t) { ++count; });
        if (!make_room(taken_[0].symbols, count, memory_)) return false;
        for_each_symbol(path, symbols,
                        [&](std::uint32_t symbol) { taken_[0].symbols.push_back(symbol); });
        for (const Parts& parts : path.parts) {
            if (parts.kind != PartsKind::pattern) continue;
            if (!memory_.charge(allocation_size(parts.text.size() + 1)) ||
                !memory_.charge(
                    allocation_size(parts.paths.size() * (sizeof(PathIndex) + sizeof(FieldForm) +
                                                          sizeof(std::uint32_t)))))
                return false;
            Parts moved = parts;
            if (!take_fields(moved) || !make_room(taken_[0].parts, 1, memory_)) return false;
            taken_[0].parts.push_back(std::move(moved));
        }
        return true;
    }

    [[nodiscard]] std::span<const Path> paths() const noexcept { return taken_; }

  private:
    static constexpr std::uint32_t none = ~std::uint32_t{0};

    template <class Visit>
    static void for_each_symbol(const Path& path, std::span<const std::uint32_t> symbols,
                                Visit visit) {
        const std::uint32_t first = path.word_count();
        for (const std::uint32_t symbol : path.symbols) {
            if (symbol < first || symbol - first >= symbols.size()) continue;
            if (symbols[symbol - first] != none) visit(symbols[symbol - first]);
        }
    }

    bool add(Path path) {
        if (!make_room(taken_, 1, memory_)) return false;
        taken_.push_back(std::move(path));
        return true;
    }

    /// Takes the paths of the fields, and tells the parts their new numbers. Recurses once.
    bool take_fields(Parts& parts) {
        for (PathIndex& field : parts.paths) {
            const auto place = static_cast<PathIndex>(taken_.size());
            if (!add(all_.take(field))) return false;
            field = place;
            std::vector<Parts> inner = std::move(taken_[place].parts);
            for (Parts& some : inner) {
                if (!take_fields(some)) return false;
            }
            taken_[place].parts = std::move(inner);
        }
        return true;
    }

    PathReader& all_;
    Budget& memory_;
    std::vector<Path> taken_;
};

}  // namespace

Result<PatternTexts, BlockError> PatternTexts::join(PathReader& paths, PathIndex index,
                                                    std::size_t size, Budget& memory) {
    const auto is_pattern = [](const Parts& parts) { return parts.kind == PartsKind::pattern; };
    if (std::ranges::none_of(paths.paths()[index].parts, is_pattern)) return PatternTexts();
    PatternPaths taken(paths, memory);
    if (!taken.take(index) || !memory.charge(allocation_size(size)))
        return tl::unexpected(BlockError(Limit::memory));
    Bytes strings(size);
    SOURIS_ASSIGN_OR_RETURN(
        const std::size_t unused,
        join_values(taken.paths(), taken.paths()[0].symbols.size(), strings, memory));
    strings.resize(size - unused);
    return PatternTexts(std::move(strings));
}

std::string_view PatternTexts::next() noexcept {
    const Piece piece = piece_at(strings_, next_);
    next_ = piece.end;
    return piece.text();
}

}}}}  // namespace souris::v0::detail::columns
