// SPDX-License-Identifier: MIT
#include "json/json_survey.hpp"

#include <charconv>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

#include "base/charged_memory.hpp"
#include "json/tagged_form.hpp"

namespace souris::inline v0::detail {

namespace {

/// Whether a token is the key `souris_type`, however it is spelled.
bool is_tag_key(std::string_view token, bool has_escapes, std::string& unescaped) {
    if (token == "\"souris_type\"") return true;
    if (!has_escapes || token.size() < 2 || token.find('\\') == std::string_view::npos) {
        return false;
    }
    return unescape_json(token.substr(1, token.size() - 2), unescaped) == std::string_view::npos &&
           unescaped == tag_key;
}

/// The tag that the value of `souris_type` names.
std::uint8_t tag_of(std::string_view token) noexcept {
    std::uint8_t number = type_count;
    const char* const token_end = token.data() + token.size();
    const auto [end, error] = std::from_chars(token.data(), token_end, number);
    const bool is_number = error == std::errc() && end == token_end && number < type_count;
    if (!is_number || tagged_form(static_cast<Type>(number)) == nullptr) {
        return JsonContainer::bad_tag;
    }
    return number;
}

/// The containers that have begun, and which of them are open.
class SurveyWalk {
  public:
    SurveyWalk(std::size_t deepest, Budget& memory) noexcept : deepest_(deepest), memory_(memory) {}

    /// False when there is no memory for it.
    [[nodiscard]] bool begin(bool is_empty) {
        if (open_.size() == deepest_) {
            ++deeper_;
            // A bit for who reads on, and what that takes as it grows.
            return memory_.charge(1);
        }
        // Besides what grows here, as much for who reads it.
        if (!make_room(open_, 1, memory_) || !make_room(containers_, 1, memory_) ||
            !memory_.charge(1)) {
            return false;
        }
        open_.push_back(containers_.size());
        containers_.push_back({is_empty ? 0U : 1U, JsonContainer::no_tag});
        return true;
    }

    void end() noexcept {
        if (deeper_ != 0) {
            --deeper_;
        } else if (!open_.empty()) {
            open_.pop_back();
        }
    }

    /// The container that the next token belongs to, unless it is too deep.
    [[nodiscard]] JsonContainer* innermost() noexcept {
        return deeper_ == 0 && !open_.empty() ? &containers_[open_.back()] : nullptr;
    }

    [[nodiscard]] std::vector<JsonContainer> take() noexcept {
        give_back(open_, memory_);
        return std::move(containers_);
    }

  private:
    std::size_t deepest_;
    Budget& memory_;
    std::vector<JsonContainer> containers_;
    /// Positions in `containers_`.
    std::vector<std::size_t> open_;
    /// How many more are open and too deep.
    std::size_t deeper_ = 0;
};

}  // namespace

std::size_t JsonSurvey::deepest(std::size_t max_depth) noexcept {
    constexpr std::size_t all = std::numeric_limits<std::size_t>::max();
    // Two more: a tagged value inside the deepest container, with a container of its own.
    return max_depth > (all - 2) / 2 ? all : max_depth * 2 + 2;
}

Result<JsonSurvey, JsonFault> JsonSurvey::make(const JsonTokens& tokens, bool tagged,
                                               std::size_t max_depth, Budget& memory) {
    SurveyWalk walk(deepest(max_depth), memory);
    // Of all escapes only these can spell letters.
    const bool has_escapes = tokens.text().find("\\u") != std::string_view::npos;
    std::string unescaped;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const char first = tokens.first(i);
        if (first == '{' || first == '[') {
            if (!walk.begin(tokens.first(i + 1) == (first == '{' ? '}' : ']'))) {
                return tl::make_unexpected(
                    JsonFault{ErrorCode::limit_exceeded, tokens.offset(i), name_of(Limit::memory)});
            }
        } else if (first == '}' || first == ']') {
            walk.end();
        } else if (JsonContainer* const innermost = walk.innermost()) {
            if (first == ',') {
                ++innermost->size;
            } else if (first == ':' && tagged &&
                       is_tag_key(tokens[i - 1], has_escapes, unescaped)) {
                innermost->tag = innermost->tag == JsonContainer::no_tag ? tag_of(tokens[i + 1])
                                                                         : JsonContainer::bad_tag;
            }
        }
    }
    return JsonSurvey(deepest(max_depth), walk.take());
}

}  // namespace souris::inline v0::detail
