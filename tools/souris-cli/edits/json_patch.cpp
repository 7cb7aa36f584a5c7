// SPDX-License-Identifier: MIT
#include "edits/json_patch.hpp"

#include <cassert>
#include <string_view>
#include <utility>
#include <vector>

#include <souris/cursor.hpp>
#include <souris/json.hpp>
#include <souris/pointer.hpp>

#include "common/tree_size.hpp"
#include "edits/difference.hpp"
#include "edits/removals.hpp"
#include "edits/same_data.hpp"
#include "edits/spread_arrays.hpp"
#include "edits/tree_edit.hpp"

namespace souris::cli {

namespace {

using Fault = PatchFailure::Fault;

/// Applies operations in order.
class Patcher {
  public:
    Patcher(Value& document, const Limits& limits)
        : document_(document), budget_(limits), arrays_(budget_.memory) {}

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
        settle(document_);
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

    /// The value at `path`, or nullptr if it is absent or removed.
    Value* find(std::string_view path) {
        Value* const found = arrays_.find(document_, path);
        return found != nullptr && is_removed(*found) ? nullptr : found;
    }

    /// Brings a tree into its final form: gathers spread arrays and purges removed entries.
    void settle(Value& value) {
        arrays_.gather(value);
        if (has_removed_) purge(value);
    }

    tl::unexpected<PatchFailure> nothing_at(std::string_view path) {
        settle(document_);
        return wrong_place(document_.at(path).error());
    }

    /// The parent container of `path`, or nullptr.
    Value* find_parent(std::string_view path) {
        const std::size_t slash = path.rfind('/');
        return slash == path.npos ? nullptr : find(path.substr(0, slash));
    }

    static Result<std::string, ErrorCode> last_token(std::string_view path) {
        path.remove_prefix(path.rfind('/'));
        return take_pointer_token(path);
    }

    Result<void, PatchFailure> add(std::string_view path, Value value) {
        Value* const parent = find_parent(path);
        const auto token = parent != nullptr ? last_token(path) : std::string();
        if (parent != nullptr && parent->is(Type::array) && token) {
            const std::size_t size = arrays_.size_of(*parent);
            const auto index = *token == "-" ? size : pointer_index(*token);
            if (index && *index <= size) {
                return wrong_place(arrays_.insert(*parent, *index, std::move(value)));
            }
        } else if (parent != nullptr && parent->is(Type::map) && token) {
            parent->as_map()->insert_or_assign(*token, std::move(value));
            return {};
        }
        // The root, or a path whose error `insert_at` reports.
        settle(document_);
        return wrong_place(insert_at(document_, path, std::move(value)));
    }

    /// Removes a value and returns it. Entries of maps are only marked until the end.
    Result<Value> take(std::string_view path) {
        Value* const found = find(path);
        if (found == nullptr || path.empty()) {
            settle(document_);
            return remove_at(document_, path);
        }
        Value& parent = *find_parent(path);
        if (parent.is(Type::map)) {
            has_removed_ = true;
            return std::exchange(*found, removed_mark);
        }
        // The element exists, so the token is an index.
        return arrays_.take(parent, *pointer_index(*last_token(path)));
    }

    Result<void, PatchFailure> remove(std::string_view path) { return wrong_place(take(path)); }

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
        // Moving a value to its own path changes nothing, not even for the root.
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
        settle(*found);
        if (auto charged = budget_.charge(*found); !charged) return wrong_place(charged);
        return add(path, *found);
    }

    Result<void, PatchFailure> test(std::string_view path, const Value& value) {
        Error error(ErrorCode::none);
        error.path = path;
        if (Value* const found = find(path)) {
            settle(*found);
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

    /// `path` is relative to the operation.
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
    SpreadArrays arrays_;
    std::span<Value> operations_;
    std::size_t index_ = 0;
    /// Whether any entry may have been marked as removed.
    bool has_removed_ = false;
    Map* operation_ = nullptr;
};

/// The operation that makes the change.
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

Result<bool> write_patch(Sink& sink, const Value& before, const Value& after, const Limits& limits,
                         const Equality& equality) {
    assert(!equality.ignores_order);
    JsonWriteOptions writing;
    // Inside an operation a value is nested deeper than in its file, whose limits were checked when
    // it was read.
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
    const auto told = compare(before, after, limits, write_one, ChangeUnit::affordable, equality);
    if (!told) return failure(told.error());
    sink.write_bytes(as_byte_span(std::string_view(is_different ? "]\n" : "[]\n")));
    return is_different;
}

}  // namespace souris::cli
