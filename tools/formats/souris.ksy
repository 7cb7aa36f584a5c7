# SPDX-License-Identifier: MIT
# For Kaitai Struct's compiler and Web IDE: a store's framing, and all values that are not packed.
# docs/format.md is the specification; the numbers in the docs below are its sections.
meta:
  id: souris
  title: Souris store
  application: Souris, sourisdb
  file-extension: sdb
  license: MIT
  ks-version: '0.9'
  encoding: UTF-8
  endian: le
doc: |
  A map of typed values. Kaitai Struct neither unpacks LZ4, Brotli, zstd and Huffman blocks nor decodes
  coded text: these stay bytes. It descends into arrays, maps and text tables by recursion, and
  checks no limit: not for files from strangers.
seq:
  - id: magic
    contents: SOURISDB
  - id: header
    type: u1
  - id: body
    type: body(header == 1)
    if: is_v1
  - id: block
    type: block(header & 0x7f)
    if: not is_v1
  - id: trailer
    type: trailer
    if: _io.size - _io.pos == 12
instances:
  is_v1:
    doc: 7.1. No field names the layout, but a body does not begin as a block does.
    value: 'header == 1 ? is_table : header == 0 ? is_map : false'
  first:
    pos: 9
    type: u1
  after_first:
    pos: 10
    type: u1
    if: _io.size > 10
  after_integer:
    doc: What stands behind the Integer that begins with `first`.
    pos: 'first < 240 ? 10 : first - 229'
    type: u1
  is_table:
    value: first == 0 or after_integer >> 4 == 8
  is_map:
    value: first >> 4 == 8 and not is_stored
  is_stored:
    doc: Whether a `first` that may be a map's tag is a stored length.
    value: _io.size > 10 and after_first >> 4 == 8 and (first % 2 == 0 or _io.size <= 394)
  stored_body:
    doc: The body of a layout v2 store whose block is stored as it is.
    pos: '9 + (first < 240 ? 1 : first - 238)'
    type: body(header & 0x80 != 0)
    if: not is_v1 and header & 0x7f == 0
types:
  body:
    params:
      - id: has_text_table
        type: bool
    seq:
      - id: text_table
        type: text_table
        if: has_text_table
      - id: root
        type: value
  trailer:
    doc: 7.2
    seq:
      - id: magic
        size: 4
      - id: checksum
        doc: XXH3 of all bytes before the trailer.
        type: u8
    instances:
      is_present:
        doc: If not, these are foreign bytes.
        value: magic == [0x53, 0x44, 0x42, 0x43]
  integer:
    doc: 2. The sign state stands elsewhere.
    seq:
      - id: first
        type: u1
      - id: content
        type: u1
        repeat: expr
        repeat-expr: first - 239
        if: first >= 240
    instances:
      unsigned:
        doc: What is beyond 56 bits is left out.
        value: >-
          first < 240 ? first :
          content[0]
          + (first > 240 ? content[1] << 8 : 0)
          + (first > 241 ? content[2] << 16 : 0)
          + (first > 242 ? content[3] * 0x1000000 : 0)
          + (first > 243 ? content[4] * 0x100000000 : 0)
          + (first > 244 ? content[5] * 0x10000000000 : 0)
          + (first > 245 ? content[6] * 0x1000000000000 : 0)
  bit_string:
    doc: 3
    seq:
      - id: count
        type: integer
      - id: bytes
        size: (count.unsigned + 7) / 8
  string:
    doc: 4. A string with its tag.
    seq:
      - id: tag
        type: u1
        valid:
          expr: _ >> 4 == 1
      - id: content
        type: string_content(tag & 1 != 0)
  string_content:
    params:
      - id: is_coded
        type: bool
    seq:
      - id: length
        type: integer
        if: not is_coded
      - id: text
        type: str
        size: length.unsigned
        if: not is_coded
      - id: code
        type: bit_string
        if: is_coded
  text_table:
    doc: 4.1. Depth first; 1 is left, 0 is right.
    seq:
      - id: node
        type: integer
      - id: left
        type: text_table
        if: is_branch
      - id: right
        type: text_table
        if: is_branch
    instances:
      is_branch:
        value: node.first == 0
      code_point:
        value: node.unsigned - 1
        if: not is_branch
  value:
    doc: 5
    seq:
      - id: tag
        type: u1
      - id: content
        type:
          switch-on: type
          cases:
            'type::character': integer
            'type::string': string_content(low & 1 != 0)
            'type::binary': block(low)
            'type::integer': integer
            'type::complex': complex(low)
            'type::timestamp': timestamp
            'type::json': string
            'type::map': map(low)
            'type::f64': f8
            'type::array': array(low)
            'type::timezone': string
            'type::ipv4': ipv4
            'type::ipv6': ipv6
            'type::f32': f4
    instances:
      type:
        value: tag >> 4
        enum: type
      low:
        value: tag & 0x0f
      boolean:
        value: low & 1 != 0
        if: type == type::boolean
      sign_state:
        value: low & 3
        enum: sign_state
        if: type == type::integer or type == type::timestamp
  complex:
    params:
      - id: form
        type: u1
    seq:
      - id: modulus
        type: f8
        if: form == 0
      - id: argument
        type: f8
        if: form == 0
      - id: real
        type: integer
        if: form != 0
      - id: imaginary
        type: integer
        if: form != 0
  timestamp:
    seq:
      - id: year
        type: integer
      - id: month
        type: integer
      - id: day
        type: integer
      - id: hour
        type: integer
      - id: minute
        type: integer
      - id: second
        type: integer
      - id: nanosecond
        type: integer
  count:
    doc: How many there are, from the tag or after it.
    params:
      - id: low
        type: u1
    seq:
      - id: counted
        type: integer
        if: low & 1 != 0
    instances:
      number:
        value: 'low & 1 != 0 ? counted.unsigned : low >> 1'
  map:
    params:
      - id: low
        type: u1
    seq:
      - id: count
        type: count(low)
      - id: entries
        type: entry
        repeat: expr
        repeat-expr: count.number
  entry:
    seq:
      - id: key
        type: string
      - id: value
        type: value
  array:
    params:
      - id: low
        type: u1
    seq:
      - id: count
        type: count(low)
      - id: elements
        type: value
        repeat: expr
        repeat-expr: count.number
  ipv4:
    seq:
      - id: octets
        type: u1
        repeat: expr
        repeat-expr: 4
  ipv6:
    doc: Eight groups, each little-endian.
    seq:
      - id: groups
        type: u2
        repeat: expr
        repeat-expr: 8
  block:
    doc: 6
    params:
      - id: compression_id
        type: u1
    seq:
      - id: content
        type:
          switch-on: compression
          cases:
            'compression::stored': stored
            'compression::run_length': run_length
            'compression::lz4': packed(true)
            'compression::huffman': huffman
            'compression::brotli': packed(false)
            'compression::zstd': packed(false)
            'compression::columns': packed(false)
    instances:
      compression:
        value: compression_id
        enum: compression
  stored:
    seq:
      - id: length
        type: integer
      - id: bytes
        size: length.unsigned
  run_length:
    doc: The length counts pairs in layout v1, bytes in v2.
    seq:
      - id: length
        type: integer
      - id: pairs
        type: pair
        repeat: expr
        repeat-expr: '_root.is_v1 ? length.unsigned : length.unsigned / 2'
  pair:
    seq:
      - id: count
        type: u1
      - id: byte
        type: u1
  packed:
    doc: LZ4, Brotli, zstd and columns. An LZ4 block of no bytes has no packed length.
    params:
      - id: is_lz4
        type: bool
    seq:
      - id: unpacked
        type: integer
      - id: length
        type: integer
        if: not (is_lz4 and unpacked.unsigned == 0)
      - id: bytes
        size: length.unsigned
        if: not (is_lz4 and unpacked.unsigned == 0)
  huffman:
    seq:
      - id: form
        type: u1
      - id: length
        type: integer
        if: form == 1
      - id: byte
        type: u1
        if: form == 1
      - id: byte_table
        type: byte_table
        if: form == 2
      - id: code
        type: bit_string
        if: form == 2
  byte_table:
    seq:
      - id: node
        type: u1
      - id: left
        type: byte_table
        if: node == 0
      - id: right
        type: byte_table
        if: node == 0
      - id: byte
        type: u1
        if: node == 1
enums:
  type:
    0: character
    1: string
    2: binary
    3: boolean
    4: integer
    5: complex
    6: timestamp
    7: json
    8: map
    9: 'null'
    10: f64
    11: array
    12: timezone
    13: ipv4
    14: ipv6
    15: f32
  sign_state:
    0: unsigned
    1: signed
    2: negative
  compression:
    0: stored
    1: run_length
    2: lz4
    3: huffman
    4: brotli
    5: zstd
    6: columns
