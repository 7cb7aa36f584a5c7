// SPDX-License-Identifier: MIT
#include "columns/record_columns.hpp"

#include <algorithm>

#include <souris/pointer.hpp>

#include "base/charged_memory.hpp"
#include "base/error_at.hpp"
#include "base/return_if_error.hpp"
#include "codec/value_memory.hpp"
#include "compress/unpacked_size.hpp"

namespace souris { inline namespace v0 { namespace detail { namespace columns {
namespace {

void add_path(std::vector<PathIndex>& paths, PathIndex path) {
    if (std::ranges::find(paths, path) == paths.end()) paths.push_back(path);
}

/// Adds to `found` where the values of a token are, in values of a path.
void find_token(std::span<const Path> paths, PathIndex index, const std::string& token,
                PlacePaths& found) {
    const std::optional<std::size_t> item = pointer_index(token);
    for (const Parts& parts : paths[index].parts) {
        switch (parts.kind) {
            case PartsKind::map: {
                std::size_t times = 0;
                for (const PathIndex part : parts.paths) {
                    if (paths[part].key != token) continue;
                    add_path(found.paths, part);
                    ++times;
                }
                found.has_others |= times > 1;
                break;
            }
            case PartsKind::tuple:
                if (item && *item < parts.paths.size()) add_path(found.paths, parts.paths[*item]);
                break;
            case PartsKind::dictionary:
                found.has_others = true;
                break;
            case PartsKind::array:
                found.has_others |= item.has_value();
                break;
            case PartsKind::pattern:
                break;
        }
    }
}

}  // namespace

Result<Place> place_of(std::string_view pointer) {
    Place place;
    const std::string_view whole = pointer;
    while (!pointer.empty()) {
        const std::size_t done = whole.size() - pointer.size();
        auto token = take_pointer_token(pointer);
        if (!token) return failure(lookup_error(token.error(), whole, done));
        place.push_back(std::move(*token));
    }
    return place;
}

Error error_of_block(const BlockError& error) {
    const BlockError whole = as_block_error(error);
    // After the id.
    Error located = error_at(whole.code, 1);
    located.detail = whole.detail();
    return located;
}

Result<RecordColumns> RecordColumns::open(std::span<const std::byte> block, const Limits& limits,
                                          RecordKind kind) {
    Budget memory(limits.max_memory);
    Cursor cursor(block);
    const auto open_columns = [&]() -> Result<ColumnBlock, BlockError> {
        SOURIS_ASSIGN_OR_RETURN(const std::uint64_t size, read_unpacked_size(cursor, nullptr));
        SOURIS_ASSIGN_OR_RETURN(const std::size_t packed_size, cursor.read_length());
        SOURIS_ASSIGN_OR_RETURN(const auto packed, cursor.read_bytes(packed_size));
        SOURIS_ASSIGN_OR_RETURN(const std::size_t unpacked, check_unpacked_size(size, limits));
        return ColumnBlock::open(packed, unpacked, limits, memory);
    };
    auto columns = open_columns();
    if (!columns) return failure(error_of_block(columns.error()));
    const bool is_sequence = kind == RecordKind::values || columns->head().value_count != 1;
    RecordColumns records(block, limits, std::move(*columns), is_sequence);
    records.memory_ = memory.left();
    SOURIS_RETURN_IF_ERROR(records.find_records(memory));
    return records;
}

RecordColumns RecordColumns::over(std::span<const std::byte> values, std::size_t count,
                                  const Limits& limits) {
    RecordColumns records(values, limits, std::nullopt, true);
    records.memory_ = limits.max_memory;
    records.rows_ = count;
    return records;
}

Result<void> RecordColumns::find_records(Budget& memory) {
    const std::uint64_t count = columns_->head().value_count;
    const Path& root = columns_->paths()[0];
    if (is_sequence_) {
        if (count > columns_->size()) return failure(error_of_block(ErrorCode::bad_block));
        rows_ = static_cast<std::size_t>(count);
        path_ = 0;
        return {};
    }
    const bool may_be_array = std::ranges::any_of(root.parts, [](const Parts& parts) {
        return parts.kind == PartsKind::array || parts.kind == PartsKind::tuple;
    });
    if (!may_be_array) {
        rows_ = 1;
        path_ = 0;
        return {};
    }
    if (root.symbol_count() == 1 && root.parts[0].kind == PartsKind::array) {
        path_ = root.parts[0].paths[0];
        const auto reader = columns_->read({Interest::parts}, limits_, memory);
        if (!reader) return failure(error_of_block(reader.error()));
        rows_ = static_cast<std::size_t>(reader->value_count(*path_));
        return {};
    }
    // A tuple, or one of several things: not as our writer does it.
    WholeBlock whole;
    SOURIS_RETURN_IF_ERROR(whole.unpack(bytes_, limits_, memory));
    SOURIS_ASSIGN_OR_RETURN(const std::optional<ValueView> value, whole.next(limits_, memory));
    if (!value) return failure(error_of_block(ErrorCode::bad_block));
    rows_ = value->is(Type::array) ? value->elements().size() : 1;
    return {};
}

PlacePaths RecordColumns::find(const Place& place) const {
    PlacePaths found;
    if (!path_) {
        found.has_others = true;
        return found;
    }
    found.paths.push_back(*path_);
    for (const std::string& token : place) {
        PlacePaths next;
        for (const PathIndex path : found.paths)
            find_token(columns_->paths(), path, token, next);
        if (next.has_others) return next;
        found = std::move(next);
    }
    return found;
}

Result<void> WholeBlock::unpack(std::span<const std::byte> block, const Limits& limits,
                                Budget& memory) {
    Cursor cursor(block);
    auto unpacked = read_block(cursor, static_cast<std::uint8_t>(Compression::columns), Layout::v2,
                               limits, memory);
    if (!unpacked) return failure(error_of_block(unpacked.error()));
    unpacked_ = std::move(*unpacked);
    cursor_ = Cursor(unpacked_.bytes());
    return {};
}

Result<std::optional<ValueView>> WholeBlock::next(const Limits& limits, Budget& memory) {
    if (cursor_.at_end()) return std::nullopt;
    // The parser does not tell what it takes; half of what there is leaves as much for what is made
    // of its values.
    memory.give_back(tape_memory_);
    tape_memory_ = memory.left() / 2;
    if (!memory.charge(tape_memory_)) return failure(error_of_block(BlockError(Limit::memory)));
    DecodeOptions options;
    options.limits = limits;
    options.limits.max_memory = tape_memory_;
    // The unpacked size was checked against max_output.
    options.limits.max_input = std::max<std::uint64_t>(limits.max_input, cursor_.remaining());
    auto value = parser_.parse(cursor_, nullptr, Layout::v2, options);
    if (!value) {
        Error error = std::move(value).error();
        error.offset_base = OffsetBase::unpacked;
        return failure(std::move(error));
    }
    return *value;
}

Result<void> charge_value(ValueView value, Budget& memory) {
    const auto charge = [&](ValueView view) {
        switch (view.type()) {
            case Type::map:
                return memory.charge(value_memory(Type::map, view.entries().size()));
            case Type::array:
                return memory.charge(value_memory(Type::array, view.elements().size()));
            case Type::string:
            case Type::json:
            case Type::timezone:
                return memory.charge(text_memory(view.text()));
            case Type::binary:
                return memory.charge(text_memory(view.binary().size()));
            case Type::complex:
                return memory.charge(complex_memory(view.get<Complex>().value()));
            default:
                return true;
        }
    };
    std::vector<ValueView> open;
    bool is_fine = true;
    const auto add = [&](ValueView view) {
        is_fine = is_fine && charge(view) && make_room(open, 1, memory);
        if (is_fine) open.push_back(view);
    };
    add(value);
    while (is_fine && !open.empty()) {
        const ValueView view = open.back();
        open.pop_back();
        if (view.is(Type::array)) {
            for (const ValueView element : view.elements())
                add(element);
        } else if (view.is(Type::map)) {
            for (const auto& [key, child] : view.entries()) {
                is_fine = is_fine && memory.charge(text_memory(key));
                add(child);
            }
        }
    }
    if (!is_fine) return failure(error_of_block(BlockError(Limit::memory)));
    give_back(open, memory);
    return {};
}

std::optional<ValueView> value_at(ValueView value, const Place& place) {
    std::optional<ValueView> at = value;
    for (const std::string& token : place) {
        if (at->is(Type::map)) {
            at = at->entries().find(std::string_view(token));
        } else if (at->is(Type::array)) {
            const auto index = pointer_index(token);
            at = index ? at->elements().find(*index) : std::nullopt;
        } else {
            return std::nullopt;
        }
        if (!at) return std::nullopt;
    }
    return at;
}

}}}}  // namespace souris::v0::detail::columns
