// SPDX-License-Identifier: MIT
#include "store/store_reader.hpp"

#include <algorithm>
#include <cassert>
#include <string>

#include <souris/detail/tag.hpp>

#include "base/error_at.hpp"
#include "base/return_if_error.hpp"
#include "codec/content_reader.hpp"
#include "store/framing.hpp"

namespace souris { inline namespace v0 { namespace detail {

Result<void> StoreReader::open() {
    SOURIS_RETURN_IF_ERROR(check_input_size(bytes_.size(), options_.limits));
    SOURIS_ASSIGN_OR_RETURN(parts_.layout, detect_layout(bytes_));
    body_.seek(store_header_offset);
    assert(!body_.at_end());
    const std::uint8_t header = *body_.read_byte();
    if (layout() == Layout::v1) {
        SOURIS_RETURN_IF_ERROR(read_text_table((header & v1_text_table_flag) != 0));
    } else {
        SOURIS_RETURN_IF_ERROR(open_block(header));
        SOURIS_RETURN_IF_ERROR(read_text_table((header & v2_text_table_flag) != 0));
    }
    return check_root_type();
}

Result<void> StoreReader::open_packed() {
    SOURIS_RETURN_IF_ERROR(check_input_size(bytes_.size(), options_.limits));
    const auto header = body_.read_byte();
    if (!header) return failure(error_at(header.error(), 0));
    SOURIS_RETURN_IF_ERROR(open_block(*header));
    return read_text_table((*header & v2_text_table_flag) != 0);
}

Result<UnpackedBlock> StoreReader::read_body_block(std::uint8_t id, Budget& memory) {
    assert(body_.offset() != 0);
    auto block = read_block(body_, id, layout(), options_.limits, memory, non_canonical_);
    if (block) return std::move(*block);
    const BlockError why = block.error();
    const bool is_id = why.code == ErrorCode::unknown_compression ||
                       why.code == ErrorCode::unsupported_compression;
    Error error = error_at(why.code, is_id ? body_.offset() - 1 : body_.offset());
    error.detail = why.detail();
    if (salvage_ == nullptr || is_id || why.code == ErrorCode::limit_exceeded)
        return failure(std::move(error));
    block_damage_ = std::move(error);
    return UnpackedBlock(salvage_(body_, static_cast<Compression>(id), options_.limits, memory));
}

Result<void> StoreReader::open_block(std::uint8_t header) {
    assert(body_.offset() != 0);
    const std::uint8_t id = header & static_cast<std::uint8_t>(~v2_text_table_flag);
    Budget memory(options_.limits.max_memory);
    const std::size_t header_offset = body_.offset() - 1;
    const auto compression = static_cast<Compression>(id);
    if (is_known(compression, layout())) parts_.compression = compression;
    SOURIS_ASSIGN_OR_RETURN(UnpackedBlock block, read_body_block(id, memory));
    block_end_ = body_.offset();
    assert(block_end_ > header_offset);
    is_unpacked_ = compression != Compression::stored || block_damage_;
    parts_.packed_size = block_end_ - header_offset - 1;
    parts_.unpacked_size = block.bytes().size();
    block_ = std::move(block);
    body_ = Cursor(block_->bytes());
    Limits& limits = root_options_.limits;
    limits.max_memory = memory.left();
    // The unpacked size was checked against max_output, the input's size earlier.
    limits.max_input = std::max<std::uint64_t>(limits.max_input, body_.remaining());
    return {};
}

Result<void> StoreReader::read_text_table(bool has_table) {
    if (!has_table) return {};
    Budget memory(root_options_.limits.max_memory);
    auto table = TextDecoder::read(body_, memory, non_canonical_);
    if (!table) {
        Error error = error_at(table.error(), body_.offset());
        if (error.code == ErrorCode::limit_exceeded) error.detail = name_of(Limit::memory);
        return failure(locate(std::move(error)));
    }
    text_ = std::move(*table);
    root_options_.limits.max_memory = memory.left();
    return {};
}

Result<void> StoreReader::check_root_type() const {
    const auto byte = body_.peek_byte();
    // Without a tag, or with an invalid one, the reader of the root reports the error.
    if (!byte) return {};
    const Tag tag{*byte};
    if (tag.type() == Type::map || (options_.strict && has_reserved_bits(tag))) return {};
    Error error = error_at(ErrorCode::expected_map, body_.offset());
    error.detail = "found " + std::string(name_of(tag.type()));
    return failure(locate(std::move(error)));
}

Result<void> StoreReader::close() {
    assert(end() <= bytes_.size());
    SOURIS_RETURN_IF_ERROR(check_end_of_body());
    const Ending ending = check_ending(bytes_, end(), layout());
    if (ending == Ending::mismatch && options_.verify_checksum) {
        assert(bytes_.size() >= trailer_size);
        return failure(error_at(ErrorCode::checksum_mismatch, bytes_.size() - trailer_size));
    }
    if (ending == Ending::foreign && options_.strict) {
        return failure(error_at(ErrorCode::trailing_bytes, end()));
    }
    return {};
}

Result<void> StoreReader::close_packed() const {
    assert(block_.has_value());
    SOURIS_RETURN_IF_ERROR(check_end_of_body());
    if (!options_.strict || block_end_ == bytes_.size()) return {};
    return failure(error_at(ErrorCode::trailing_bytes, block_end_));
}

Result<void> StoreReader::check_end_of_body() const {
    if (!block_ || !options_.strict || body_.at_end()) return {};
    return failure(locate(error_at(ErrorCode::trailing_bytes, body_.offset())));
}

Error StoreReader::locate(Error error) const {
    if (is_unpacked_) {
        error.offset_base = OffsetBase::unpacked;
    } else if (block_ && error.offset) {
        assert(block_->is_view());
        *error.offset += static_cast<std::size_t>(block_->bytes().data() - bytes_.data());
    }
    return error;
}

}}}  // namespace souris::v0::detail
