// SPDX-License-Identifier: MIT
#include "edits/difference.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <souris/pointer.hpp>

#include "edits/fingerprints.hpp"
#include "edits/matching.hpp"

namespace souris::cli {

namespace {

/// Two arrays or two maps whose children before `i` and `j` have been compared.
struct ComparedPair {
    const Value* before;
    const Value* after;
    std::size_t i = 0;
    std::size_t j = 0;
    /// For arrays: the equal elements.
    std::vector<Match> matches{};
    std::size_t next_match = 0;
    /// If the order does not matter: the elements of the second array in no match.
    std::vector<std::uint32_t> added{};
    /// Length of both paths up to these containers.
    std::size_t path_before = 0;
    std::size_t path_after = 0;
};

/// Number of children that the changes move: in arrays by each insertion and removal, in maps by
/// each removal.
std::uint64_t moves_of(const ComparedPair& frame) {
    if (frame.before->is(Type::array)) {
        const std::size_t before = frame.before->elements().size();
        const std::size_t after = frame.after->elements().size();
        const std::uint64_t changed = before + after - 2 * frame.matches.size();
        return changed * (before + after);
    }
    std::uint64_t removed = 0;
    for (const MapEntry& entry : frame.before->entries())
        removed += frame.after->as_map()->contains(entry.key()) ? 0U : 1U;
    return removed * frame.before->entries().size();
}

/// The indices below `count` that are the second of no match.
std::vector<std::uint32_t> unmatched_after(const std::vector<Match>& matches, std::size_t count) {
    std::vector<bool> is_matched(count);
    for (const Match& match : matches)
        is_matched[match.after] = true;
    std::vector<std::uint32_t> unmatched;
    for (std::uint32_t j = 0; j < count; ++j) {
        if (!is_matched[j]) unmatched.push_back(j);
    }
    return unmatched;
}

class Comparison {
  public:
    /// `max_memory`: bound of the temporary memory for comparing two arrays.
    Comparison(const Fingerprints& fingerprints, std::uint64_t max_memory,
               const ChangeHandler& handler, ChangeUnit unit, const Equality& equality)
        : fingerprints_(fingerprints),
          max_memory_(max_memory),
          handler_(handler),
          unit_(unit),
          equality_(equality) {}

    Result<void> run(const Value& before, const Value& after) {
        if (auto told = compare(&before, &after); !told) return told;
        while (!stack_.empty()) {
            ComparedPair& top = stack_.back();
            path_before_.resize(top.path_before);
            path_after_.resize(top.path_after);
            auto told = top.before->is(Type::map) ? next_entry(top)
                        : equality_.ignores_order ? next_unordered(top)
                                                  : next_element(top);
            if (!told) return told;
        }
        return {};
    }

  private:
    /// Visits the entries of the first map in order, then those that only the second has.
    Result<void> next_entry(ComparedPair& top) {
        const auto before = top.before->entries();
        const auto after = top.after->entries();
        if (top.i < before.size()) {
            const MapEntry& entry = before[top.i++];
            append(entry.key(), entry.key());
            return compare(&entry.value, top.after->as_map()->find(entry.key()));
        }
        while (top.j < after.size()) {
            const MapEntry& entry = after[top.j++];
            if (top.before->as_map()->contains(entry.key())) continue;
            append(entry.key(), entry.key());
            return compare(nullptr, &entry.value);
        }
        stack_.pop_back();
        return {};
    }

    /// Up to the next match, pairs elements in order while both sides have any left.
    Result<void> next_element(ComparedPair& top) {
        const auto before = top.before->elements();
        const auto after = top.after->elements();
        const bool has_match = top.next_match < top.matches.size();
        const std::size_t i_end = has_match ? top.matches[top.next_match].before : before.size();
        const std::size_t j_end = has_match ? top.matches[top.next_match].after : after.size();
        const bool is_removed = top.i < i_end;
        const bool is_added = top.j < j_end;
        if (!is_removed && !is_added && !has_match) {
            stack_.pop_back();
            return {};
        }
        append(top.i, top.j);
        if (is_removed != is_added) {
            return is_removed ? compare(&before[top.i++], nullptr)
                              : compare(nullptr, &after[top.j++]);
        }
        // Also compares matches, so that a collision of fingerprints does no harm.
        if (!is_removed) ++top.next_match;
        return compare(&before[top.i++], &after[top.j++]);
    }

    /// Visits the elements of the first array in order, then those that only the second has.
    Result<void> next_unordered(ComparedPair& top) {
        constexpr std::string_view no_place = "-";
        const auto before = top.before->elements();
        const auto after = top.after->elements();
        if (top.i < before.size()) {
            const std::size_t i = top.i++;
            const bool is_matched =
                top.next_match < top.matches.size() && top.matches[top.next_match].before == i;
            if (!is_matched) {
                append(i, no_place);
                return compare(&before[i], nullptr);
            }
            const std::size_t j = top.matches[top.next_match++].after;
            append(i, j);
            return compare(&before[i], &after[j]);
        }
        if (top.j < top.added.size()) {
            const std::size_t j = top.added[top.j++];
            append(no_place, j);
            return compare(nullptr, &after[j]);
        }
        stack_.pop_back();
        return {};
    }

    /// Compares the values at the current paths. May push a frame.
    Result<void> compare(const Value* before, const Value* after) {
        if (before != nullptr && after != nullptr) {
            if (before->is(after->type()) && (before->is(Type::map) || before->is(Type::array))) {
                return open(*before, *after);
            }
            if (is_equal_scalar(*before, *after, equality_)) return {};
        }
        return handler_({before, after, path_before_, path_after_});
    }

    Result<void> open(const Value& before, const Value& after) {
        constexpr std::uint64_t affordable_moves = std::uint64_t{1} << 24U;
        ComparedPair frame{.before = &before, .after = &after};
        frame.path_before = path_before_.size();
        frame.path_after = path_after_.size();
        if (before.is(Type::array)) {
            frame.matches = match_elements(fingerprints_.profiled(before),
                                           fingerprints_.profiled(after), equality_, max_memory_);
            if (equality_.ignores_order) {
                frame.added = unmatched_after(frame.matches, after.elements().size());
            }
        }
        if (unit_ == ChangeUnit::affordable && moves_of(frame) > affordable_moves) {
            return handler_({&before, &after, path_before_, path_after_});
        }
        stack_.push_back(std::move(frame));
        return {};
    }

    template <class TokenBefore, class TokenAfter>
    void append(const TokenBefore& before, const TokenAfter& after) {
        append_pointer_token(path_before_, before);
        append_pointer_token(path_after_, after);
    }

    const Fingerprints& fingerprints_;
    std::uint64_t max_memory_;
    const ChangeHandler& handler_;
    ChangeUnit unit_;
    const Equality& equality_;
    std::vector<ComparedPair> stack_;
    std::string path_before_;
    std::string path_after_;
};

}  // namespace

Result<void> compare(const Value& before, const Value& after, const Limits& limits,
                     const ChangeHandler& handler, ChangeUnit unit, const Equality& equality) {
    Budget memory(limits.max_memory);
    Fingerprints fingerprints(equality);
    for (const Value* const root : {&before, &after}) {
        if (auto added = fingerprints.add(*root, memory); !added) return added;
    }
    return Comparison(fingerprints, memory.left(), handler, unit, equality).run(before, after);
}

}  // namespace souris::cli
