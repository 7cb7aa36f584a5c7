// SPDX-License-Identifier: MIT
#include "json/json_survey.hpp"

#include <cassert>
#include <charconv>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

#include "base/charged_memory.hpp"
#include "base/return_if_error.hpp"
#include "json/json_structure.hpp"
#include "json/tagged_form.hpp"
#include "value/json_syntax.hpp"

namespace souris { inline namespace v0 { namespace detail {

namespace {

/// The text after the bracket or colon at `position` and white space.
std::string_view text_behind(std::string_view text, std::size_t position) noexcept {
    assert(position < text.size());
    const char* const end = text.data() + text.size();
    const char* const begin = skip_json_spaces(text.data() + position + 1, end);
    return {begin, static_cast<std::size_t>(end - begin)};
}

/// Whether there is a string from `first` to `last`, which are both quotes.
bool is_string(std::string_view text, std::size_t first, std::size_t last) noexcept {
    assert(first < text.size() && last < text.size());
    std::size_t i = first + 1;
    while (i < last && text[i] != '"')
        i += text[i] == '\\' ? 2U : 1U;
    return text[first] == '"' && i == last && text[last] == '"';
}

/// Whether the quote at `offset` begins a token, rather than continuing a word or number before it,
/// which is invalid. `before` is the previous string.
bool is_token(std::string_view text, std::size_t before, std::size_t offset) noexcept {
    return offset == 0 || is_scalar_end(text, offset - 1) || is_string(text, before, offset - 1);
}

/// The text from `begin` up to a colon, without the white space before the colon.
std::string_view key_before(std::string_view text, std::size_t begin, std::size_t colon) noexcept {
    assert(begin <= colon && colon <= text.size());
    while (colon > begin && is_json_space(text[colon - 1]))
        --colon;
    return text.substr(begin, colon - begin);
}

/// The number or word that `text` begins with, or other text in its place.
std::string_view first_scalar(std::string_view text) noexcept {
    std::size_t size = 0;
    while (!is_scalar_end(text, size))
        ++size;
    return text.substr(0, size);
}

/// Whether a key, given with its quotes, is `souris_type` in any spelling.
bool is_tag_key(std::string_view token, std::string& unescaped) {
    if (token == "\"souris_type\"") return true;
    constexpr std::size_t quotes = 2;
    constexpr std::size_t longest = quotes + tag_key.size() * std::string_view("\\u0073").size();
    if (token.size() <= quotes + tag_key.size() || token.size() > longest ||
        token.find('\\') == std::string_view::npos) {
        return false;
    }
    return unescape_json(token.substr(1, token.size() - quotes), unescaped) ==
               std::string_view::npos &&
           unescaped == tag_key;
}

/// The tag for the value of `souris_type`.
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

/// The containers found so far, and which of them are open.
class SurveyWalk {
  public:
    SurveyWalk(std::size_t deepest, Budget& memory) noexcept : deepest_(deepest), memory_(memory) {}

    /// False if memory is short.
    [[nodiscard]] bool begin(bool is_empty) {
        if (open_.size() == deepest_) {
            ++deeper_;
            return true;
        }
        if (!make_room(open_, 1, memory_) || !make_room(containers_, 1, memory_)) return false;
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

    /// The container of the next token; nullptr if it is too deep.
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
    /// Indexes into `containers_`.
    std::vector<std::size_t> open_;
    /// Number of open containers that are too deep.
    std::size_t deeper_ = 0;
};

}  // namespace

std::size_t JsonSurvey::deepest(std::size_t max_depth) noexcept {
    constexpr std::size_t all = std::numeric_limits<std::size_t>::max();
    // Two more: a tagged value inside the deepest container, with a container of its own.
    return max_depth > (all - 2) / 2 ? all : max_depth * 2 + 2;
}

Result<JsonSurvey, JsonFault> JsonSurvey::make(std::string_view text, bool tagged,
                                               std::size_t max_depth, Budget& memory) {
    JsonStructure structure(text);
    SurveyWalk walk(deepest(max_depth), memory);
    std::string unescaped;
    std::size_t last_string = 0;
    std::size_t last_token = 0;
    while (structure.next()) {
        const std::size_t offset = structure.offset();
        const char first = structure.first();
        if (first == '"') {
            last_token = is_token(text, last_string, offset) ? offset : offset - 1;
            last_string = offset;
        } else if (first == '{' || first == '[') {
            const char end = first == '{' ? '}' : ']';
            if (!walk.begin(text_behind(text, offset).starts_with(end))) {
                SOURIS_RETURN_IF_ERROR(structure.finish());
                return tl::make_unexpected(
                    JsonFault{ErrorCode::limit_exceeded, offset, name_of(Limit::memory)});
            }
        } else if (first == '}' || first == ']') {
            walk.end();
        } else if (JsonContainer* const innermost = walk.innermost()) {
            if (first == ',') {
                ++innermost->size;
            } else if (tagged && is_tag_key(key_before(text, last_token, offset), unescaped)) {
                innermost->tag = innermost->tag == JsonContainer::no_tag
                                     ? tag_of(first_scalar(text_behind(text, offset)))
                                     : JsonContainer::bad_tag;
            }
        }
    }
    SOURIS_RETURN_IF_ERROR(structure.finish());
    return JsonSurvey(deepest(max_depth), walk.take());
}

}}}  // namespace souris::v0::detail
