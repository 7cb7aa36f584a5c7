// SPDX-License-Identifier: MIT
#include "json_patch.hpp"

#include <string_view>
#include <utility>
#include <vector>

#include <souris/cursor.hpp>
#include <souris/json.hpp>
#include <souris/pointer.hpp>

#include "difference.hpp"
#include "removals.hpp"
#include "same_data.hpp"
#include "tree_edit.hpp"
#include "tree_size.hpp"

namespace souris::cli {

namespace {

using Fault = PatchFailure::Fault;

/// Applies one operation after another.
class Patcher {
  public:
    Patcher(Value& document, const Limits& limits) : document_(document), budget_(limits) {}

    Result<void, PatchFailure> run(Value& patch) {
        Array* const operations = patch.as_array();
        if (operations == nullptr) {
            Error error(ErrorCode::wrong_type, "a patch is an array of operations");
            return tl::unexpected(PatchFailure{Fault::patch, 0, std::move(error)});
        }
        operations_ = {operations->begin(), operations->end()};
        if (auto charged = budget_.charge(document_); !charged) return wrong_place(charged);
        for (; index_ < operations_.size(); ++index_) {
            if (auto done = apply(operations_[index_]); !done) return done;
        }
        purge_if_needed(document_);
        return {};
    }

  private:
    Result<void, PatchFailure> apply(Value& operation) {
        operation_ = operation.as_map();
        if (operation_ == nullptr) {
            return wrong_patch(ErrorCode::wrong_type, "", "an operation is an object");
        }
        const auto name = text_of("op");
        if (!name) return tl::unexpected(name.error());
        const auto path = text_of("path");
        if (!path) return tl::unexpected(path.error());
        if (*name == "remove") return remove(*path);
        if (*name == "add" || *name == "replace" || *name == "test") {
            Value* const value = operation_->find("value");
            if (value == nullptr) return wrong_patch(ErrorCode::missing_field, "/value");
            if (*name == "test") return test(*path, *value);
            return *name == "add" ? add(*path, std::move(*value))
                                  : replace(*path, std::move(*value));
        }
        if (*name == "move" || *name == "copy") {
            const auto from = text_of("from");
            if (!from) return tl::unexpected(from.error());
            return *name == "move" ? move(*from, *path) : copy(*from, *path);
        }
        return wrong_patch(ErrorCode::unknown_field, "/op",
                           "wanted add, remove, replace, move, copy or test");
    }

    /// The value at `path`, or nullptr.
    Value* find(std::string_view path) {
        Value* const found = document_.find(path);
        return found != nullptr && is_removed(*found) ? nullptr : found;
    }

    void purge_if_needed(Value& value) {
        if (has_removed_) purge(value);
    }

    tl::unexpected<PatchFailure> nothing_at(std::string_view path) {
        purge_if_needed(document_);
        return wrong_place(document_.at(path).error());
    }

    Result<void, PatchFailure> add(std::string_view path, Value value) {
        if (insert_at(document_, path, std::move(value))) return {};
        // For the error as it is without what is removed.
        purge_if_needed(document_);
        return wrong_place(insert_at(document_, path, Value()));
    }

    /// Takes a value out. Entries of maps stay as marked ones until the end.
    Result<Value> take(std::string_view path) {
        Value* const found = find(path);
        if (found == nullptr) {
            purge_if_needed(document_);
        } else if (!path.empty() && parent_of(path).is(Type::map)) {
            has_removed_ = true;
            return std::exchange(*found, removed_mark);
        }
        return remove_at(document_, path);
    }

    /// The container of what is there.
    Value& parent_of(std::string_view path) {
        return *document_.find(path.substr(0, path.rfind('/')));
    }

    /// Also does the operations behind it, as far as they remove from the same array.
    Result<void, PatchFailure> remove(std::string_view path) {
        // Less moves fewer elements than it looks at.
        constexpr std::size_t worth_gathering = 8;
        if (const auto taken = take(path); !taken) return wrong_place(taken);
        Array* const array = parent_of(path).as_array();
        if (array == nullptr) return {};
        const auto more = removals_behind(path.substr(0, path.rfind('/')));
        if (more.size() < worth_gathering) return {};
        auto removed = remove_elements(*array, more);
        if (removed) {
            index_ += more.size();
            return {};
        }
        index_ += removed.error().index + 1;
        return wrong_place(std::move(removed).error().error);
    }

    /// The paths of the operations behind this one, as far as each removes a child of `parent`.
    std::vector<std::string_view> removals_behind(std::string_view parent) const {
        std::vector<std::string_view> paths;
        for (const Value& operation : operations_.subspan(index_ + 1)) {
            const Map* const members = operation.as_map();
            const Value* const name = members != nullptr ? members->find("op") : nullptr;
            if (name == nullptr || *name != "remove") break;
            const Value* const path = members->find("path");
            if (path == nullptr || !path->is(Type::string)) break;
            if (!is_child(path->text(), parent)) break;
            paths.push_back(path->text());
        }
        return paths;
    }

    static bool is_child(std::string_view path, std::string_view parent) {
        return path.starts_with(parent) && path.rfind('/') == parent.size();
    }

    Result<void, PatchFailure> replace(std::string_view path, Value value) {
        Value* const found = find(path);
        if (found == nullptr) return nothing_at(path);
        *found = std::move(value);
        return {};
    }

    Result<void, PatchFailure> move(std::string_view from, std::string_view path) {
        const bool is_inside = path.starts_with(from) && path.substr(from.size()).starts_with('/');
        if (is_inside) {
            return wrong_patch(ErrorCode::invalid_pointer, "/path",
                               "a value cannot move into itself");
        }
        // Of the root, into itself as of all others to where they are.
        if (from == path) {
            if (find(from) == nullptr) return nothing_at(from);
            return {};
        }
        auto value = take(from);
        if (!value) return wrong_place(value);
        return add(path, std::move(*value));
    }

    Result<void, PatchFailure> copy(std::string_view from, std::string_view path) {
        Value* const found = find(from);
        if (found == nullptr) return nothing_at(from);
        purge_if_needed(*found);
        if (auto charged = budget_.charge(*found); !charged) return wrong_place(charged);
        return add(path, *found);
    }

    Result<void, PatchFailure> test(std::string_view path, const Value& value) {
        Error error(ErrorCode::none);
        error.path = path;
        if (Value* const found = find(path)) {
            purge_if_needed(*found);
            if (is_same_data(*found, value)) return {};
        } else {
            error = nothing_at(path).value().error;
        }
        return tl::unexpected(PatchFailure{Fault::test, index_, std::move(error)});
    }

    Result<std::string, PatchFailure> text_of(std::string_view member) {
        const std::string path = '/' + std::string(member);
        const Value* const value = operation_->find(member);
        if (value == nullptr) return wrong_patch(ErrorCode::missing_field, path);
        if (!value->is(Type::string)) return wrong_patch(ErrorCode::wrong_type, path);
        return std::string(value->text());
    }

    /// `path` is inside of the operation.
    tl::unexpected<PatchFailure> wrong_patch(ErrorCode code, std::string_view path,
                                             std::string detail = {}) {
        Error error(code, std::move(detail));
        append_pointer_token(error.path, index_);
        error.path += path;
        return tl::unexpected(PatchFailure{Fault::patch, index_, std::move(error)});
    }

    tl::unexpected<PatchFailure> wrong_place(Error error) {
        return tl::unexpected(PatchFailure{Fault::document, index_, std::move(error)});
    }

    template <class T>
    Result<void, PatchFailure> wrong_place(const Result<T>& result) {
        if (result) return {};
        return wrong_place(result.error());
    }

    Value& document_;
    TreeBudget budget_;
    std::span<Value> operations_;
    std::size_t index_ = 0;
    /// Whether entries may be marked as removed.
    bool has_removed_ = false;
    Map* operation_ = nullptr;
};

/// What makes one change, as an object.
Value operation_of(const Change& change) {
    Map operation;
    operation["op"] = change.before == nullptr  ? "add"
                      : change.after == nullptr ? "remove"
                                                : "replace";
    operation["path"] = change.path_after;
    if (change.after != nullptr) operation["value"] = *change.after;
    return operation;
}

}  // namespace

Result<void, PatchFailure> apply_patch(Value& document, Value patch, const Limits& limits) {
    return Patcher(document, limits).run(patch);
}

Result<bool> write_patch(Sink& sink, const Value& before, const Value& after,
                         const Limits& limits) {
    JsonWriteOptions writing;
    // What is inside of an operation is that much deeper than in its file.
    writing.limits = Limits::unlimited();
    const std::uint64_t end =
        limits.max_input > ~sink.size() ? ~std::uint64_t{0} : sink.size() + limits.max_input;
    bool is_different = false;
    const auto write_one = [&](const Change& change) -> Result<void> {
        sink.write_bytes(as_byte_span(std::string_view(is_different ? ",\n" : "[")));
        is_different = true;
        if (auto written = write_json(sink, operation_of(change), writing); !written) {
            return written;
        }
        if (sink.size() > end) {
            return failure(Error(ErrorCode::limit_exceeded, name_of(Limit::input)));
        }
        return {};
    };
    const auto told = compare(before, after, limits, write_one, ChangeUnit::affordable);
    if (!told) return failure(told.error());
    sink.write_bytes(as_byte_span(std::string_view(is_different ? "]\n" : "[]\n")));
    return is_different;
}

}  // namespace souris::cli
