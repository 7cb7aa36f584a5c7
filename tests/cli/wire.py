# SPDX-License-Identifier: MIT
"""Encodes stores and values by hand (docs/format.md)."""

magic = b"SOURISDB"


def integer(number):
    content = number.to_bytes(max(1, (number.bit_length() + 7) // 8), "little")
    if len(content) == 1 and content[0] <= 239:
        return content
    return bytes([239 + len(content)]) + content


def string(text):
    utf8 = text.encode() if isinstance(text, str) else text
    return b"\x10" + integer(len(utf8)) + utf8


def array(*elements):
    return _container(0xB0, len(elements)) + b"".join(elements)


def map_of(*entries):
    return _container(0x80, len(entries)) + b"".join(string(key) + value for key, value in entries)


def _container(tag, count):
    return bytes([tag | count << 1]) if count < 7 else bytes([tag | 1]) + integer(count)


null = b"\x90"
empty_map = b"\x80"


def store_v1(body, header=0):
    return magic + bytes([header]) + body


def store_v2(body, has_text_table=False):
    """A store with an uncompressed body."""
    return magic + bytes([0x80 if has_text_table else 0]) + integer(len(body)) + body


def integer_value(number):
    return b"\x40" + integer(number)
