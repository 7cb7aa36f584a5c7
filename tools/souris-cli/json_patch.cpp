// SPDX-License-Identifier: MIT
#include "json_patch.hpp"

#include <string_view>
#include <utility>

#include <souris/cursor.hpp>
#include <souris/json.hpp>
#include <souris/pointer.hpp>

#include "difference.hpp"
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
        if (auto charged = budget_.charge(document_); !charged) return wrong_place(charged);
        for (; index_ < operations->size(); ++index_) {
            if (auto done = apply((*operations)[index_]); !done) return done;
        }
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

    Result<void, PatchFailure> add(std::string_view path, Value value) {
        return wrong_place(insert_at(document_, path, std::move(value)));
    }

    Result<void, PatchFailure> remove(std::string_view path) {
        return wrong_place(remove_at(document_, path));
    }

    Result<void, PatchFailure> replace(std::string_view path, Value value) {
        Value* const found = document_.find(path);
        if (found == nullptr) return wrong_place(document_.at(path).error());
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
            return document_.find(from) != nullptr ? Result<void, PatchFailure>()
                                                   : wrong_place(document_.at(from).error());
        }
        auto value = remove_at(document_, from);
        if (!value) return wrong_place(value);
        return add(path, std::move(*value));
    }

    Result<void, PatchFailure> copy(std::string_view from, std::string_view path) {
        const Value* const found = document_.find(from);
        if (found == nullptr) return wrong_place(document_.at(from).error());
        if (auto charged = budget_.charge(*found); !charged) return wrong_place(charged);
        return add(path, *found);
    }

    Result<void, PatchFailure> test(std::string_view path, const Value& value) {
        const Found found = document_.at(path);
        if (found && *found == value) return {};
        Error error = found ? Error(ErrorCode::none) : found.error();
        if (found) error.path = path;
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
    std::size_t index_ = 0;
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
