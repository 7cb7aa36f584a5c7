// SPDX-License-Identifier: MIT
#include <cstdint>

#include <msgpack.hpp>

#include "row.hpp"

namespace souris::bench { namespace {

void pack_tree(msgpack::packer<msgpack::sbuffer>& packer, const Value& value) {
    const auto size = [](std::size_t count) { return static_cast<std::uint32_t>(count); };
    switch (value.type()) {
        case Type::boolean:
            packer.pack(*value.get<bool>());
            break;
        case Type::integer:
            if (const auto number = value.get<std::int64_t>()) {
                packer.pack(*number);
            } else {
                packer.pack(value.get<std::uint64_t>().value());
            }
            break;
        case Type::float64:
            packer.pack(*value.get<double>());
            break;
        case Type::string:
            packer.pack_str(size(value.text().size()));
            packer.pack_str_body(value.text().data(), size(value.text().size()));
            break;
        case Type::array:
            packer.pack_array(size(value.elements().size()));
            for (const Value& element : value.elements())
                pack_tree(packer, element);
            break;
        case Type::map:
            packer.pack_map(size(value.entries().size()));
            for (const auto& [key, entry] : value.entries()) {
                packer.pack_str(size(key.size()));
                packer.pack_str_body(key.data(), size(key.size()));
                pack_tree(packer, entry);
            }
            break;
        default:  // No other types come from JSON.
            packer.pack_nil();
    }
}

msgpack::sbuffer packed(const Sample& sample) {
    msgpack::sbuffer buffer;
    msgpack::packer<msgpack::sbuffer> packer(buffer);
    pack_tree(packer, sample.value);
    return buffer;
}

/// The zone owns the tree. With `reference`, text refers to the input.
void unpack(benchmark::State& state, const Sample& sample, bool reference) {
    const msgpack::sbuffer bytes = packed(sample);
    const auto choose = reference
                            ? [](msgpack::type::object_type, std::size_t, void*) { return true; }
                            : [](msgpack::type::object_type, std::size_t, void*) { return false; };
    for (auto _ : state) {
        msgpack::zone zone;
        benchmark::DoNotOptimize(msgpack::unpack(zone, bytes.data(), bytes.size(), choose));
    }
    report_size(state, sample, bytes.size());
}

void unpack_references(benchmark::State& state, const Sample& sample) {
    unpack(state, sample, true);
}

void unpack_copies(benchmark::State& state, const Sample& sample) {
    unpack(state, sample, false);
}

void pack(benchmark::State& state, const Sample& sample) {
    const msgpack::sbuffer bytes = packed(sample);
    const msgpack::object_handle tree = msgpack::unpack(bytes.data(), bytes.size());
    msgpack::sbuffer buffer;
    for (auto _ : state) {
        buffer.clear();
        msgpack::pack(buffer, tree.get());
        benchmark::DoNotOptimize(buffer.data());
    }
    report_size(state, sample, buffer.size());
}

const Rows rows{
    {"decode", "msgpack zone, references", unpack_references},
    {"decode", "msgpack zone, copies", unpack_copies},
    {"encode", "msgpack pack", pack},
};

}}  // namespace souris::bench
