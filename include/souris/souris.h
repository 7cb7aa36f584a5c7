/* SPDX-License-Identifier: MIT */
#ifndef SOURIS_SOURIS_H
#define SOURIS_SOURIS_H

#include <stddef.h>
#include <stdint.h>

/**
 * @file
 * The interface for C, and for languages that call C: reading, building and writing values, files
 * and messages. docs/c.md introduces it.
 *
 * Handles, such as `souris_document*`, are opaque. Each is freed by the function of its name that
 * ends in `_free`, which accepts null.
 *
 * Functions that can fail return a code, `SOURIS_OK` or an error, and fill the `souris_error` that
 * `error` points to, if that is not null. On failure, results keep their values.
 *
 * A null pointer or a handle of another kind is `SOURIS_INVALID_ARGUMENT`, never a crash. Pointers
 * to freed memory are not recognised.
 *
 * Text is UTF-8 with its length in bytes, and need not end in a zero byte.
 *
 * Any number of threads may read a document at once. Another handle belongs to one thread at a
 * time.
 */

/** Marks the functions of the interface. */
#if defined(_WIN32)
#define SOURIS_API
#else
#define SOURIS_API __attribute__((visibility("default")))
#endif

#ifdef __cplusplus
extern "C" {
#endif

/** A length: the text ends before its first zero byte. */
#define SOURIS_ZERO_TERMINATED ((size_t)-1)

/** The version of the library that runs, such as "0.1.0". */
SOURIS_API const char* souris_version(void);

/* ---- Errors ---------------------------------------------------------------------------------- */

/** The codes of <souris/error.hpp>. The hundreds digit tells who has to act: 1 the input is bad,
 *  2 a limit, 3 misuse, 4 the system, 5 a defect of the library. */
typedef enum souris_code {
    SOURIS_OK = 0,

    SOURIS_TRUNCATED = 100,
    SOURIS_LENGTH_EXCEEDS_INPUT = 101,
    SOURIS_TRAILING_BYTES = 102,
    SOURIS_INVALID_SIGN_STATE = 103,
    SOURIS_INVALID_NEGATIVE = 104,
    SOURIS_NON_MINIMAL_INTEGER = 105,
    SOURIS_INTEGER_OUT_OF_RANGE = 106,
    SOURIS_INVALID_CHARACTER = 107,
    SOURIS_INVALID_UTF8 = 108,
    SOURIS_MISSING_TEXT_TABLE = 109,
    SOURIS_INVALID_TEXT_TABLE = 110,
    SOURIS_LOST_TEXT = 111,
    SOURIS_INCOMPLETE_CODE = 112,
    SOURIS_NONZERO_PADDING = 113,
    SOURIS_RESERVED_BITS = 114,
    SOURIS_UNKNOWN_COMPRESSION = 115,
    SOURIS_UNSUPPORTED_COMPRESSION = 116,
    SOURIS_BAD_BLOCK = 117,
    SOURIS_SIZE_MISMATCH = 118,
    SOURIS_INVALID_COMPLEX_FORM = 119,
    SOURIS_INVALID_TIMESTAMP = 120,
    SOURIS_INVALID_TIMEZONE = 121,
    SOURIS_INVALID_JSON = 122,
    SOURIS_INVALID_TAGGED_JSON = 123,
    SOURIS_EXPECTED_STRING = 124,
    SOURIS_EXPECTED_MAP = 125,
    SOURIS_DUPLICATE_KEY = 126,
    SOURIS_BAD_MAGIC = 127,
    SOURIS_CHECKSUM_MISMATCH = 128,
    SOURIS_MALFORMED_ITEM = 129,
    SOURIS_NO_EQUIVALENT = 130,
    SOURIS_NUMBER_OUT_OF_RANGE = 131,
    SOURIS_NOT_CANONICAL = 132,

    SOURIS_LIMIT_EXCEEDED = 200,

    SOURIS_WRONG_TYPE = 300,
    SOURIS_KEY_NOT_FOUND = 301,
    SOURIS_INDEX_OUT_OF_RANGE = 302,
    SOURIS_INVALID_POINTER = 303,
    SOURIS_INVALID_NUMBER = 304,
    SOURIS_DIVISION_BY_ZERO = 305,
    SOURIS_INEXACT_NUMBER = 306,
    SOURIS_UNREPRESENTABLE = 307,
    SOURIS_UNKNOWN_FIELD = 308,
    SOURIS_MISSING_FIELD = 309,
    SOURIS_CONTRADICTORY_OPTIONS = 310,
    SOURIS_INVALID_ARGUMENT = 311,

    SOURIS_IO_ERROR = 400,
    SOURIS_NOT_REGULAR_FILE = 401,
    SOURIS_OUT_OF_MEMORY = 402,
    SOURIS_DURABILITY_UNKNOWN = 403,
    SOURIS_FILE_LOCKED = 404,
    SOURIS_FILE_CHANGED = 405,

    SOURIS_INTERNAL_ERROR = 500
} souris_code;

/** The code's name, such as "ok" or "truncated"; "unknown" for others. */
SOURIS_API const char* souris_code_name(int code);

/** One failure. Owns no memory. Text that does not fit is cut. */
typedef struct souris_error {
    souris_code code;
    /** Whether `offset` is known. */
    int has_offset;
    /** Whether `offset` counts from the beginning of the unpacked body, not of the input. */
    int is_unpacked_offset;
    /** Byte offset of what cannot be read. */
    uint64_t offset;
    /** JSON Pointer (RFC 6901) of the value; "" for the root. */
    char path[256];
    /** One line for people: `truncated at byte 812, in /users/3/name`. */
    char message[512];
    /** For later versions. */
    uint64_t reserved[8];
} souris_error;

/* ---- Options --------------------------------------------------------------------------------- */

/** Memory for handles, for the values of a builder, and for results. All other memory is the
 *  library's own: what a call needs while it runs, the parsed form of a document, and the bytes
 * that a scanner holds. Copied: only `context` must outlive the handles. */
typedef struct souris_allocator {
    /** Memory aligned to `alignment`, a power of two, or null if there is none. */
    void* (*allocate)(void* context, size_t size, size_t alignment);
    /** Frees what `allocate` gave for the same size and alignment. */
    void (*deallocate)(void* context, void* memory, size_t size, size_t alignment);
    void* context;
} souris_allocator;

/** Limits on what a reader spends, as `Limits` of <souris/limits.hpp>. */
typedef struct souris_limits {
    /** sizeof(souris_limits), by which later versions of the library know this one. */
    size_t size;
    uint64_t max_depth;
    uint64_t max_input;
    uint64_t max_output;
    uint64_t max_memory;
    uint64_t max_nodes;
    uint64_t max_string;
    uint64_t max_key;
} souris_limits;

/** Those for any reasonable file. `size` is sizeof(souris_limits). */
SOURIS_API void souris_limits_default(souris_limits* limits, size_t size);
/** Those for input from strangers. */
SOURIS_API void souris_limits_hostile(souris_limits* limits, size_t size);

/** How to read. Null stands for the defaults. Begin with `SOURIS_READ_OPTIONS_INIT`. */
typedef struct souris_read_options {
    /** sizeof(souris_read_options), by which later versions of the library know this one. */
    size_t size;
    /** Null stands for the default limits. */
    const souris_limits* limits;
    /** Null stands for malloc. */
    const souris_allocator* allocator;
    /** Refuse input of clear meaning that a careful writer never produces. */
    int strict;
    /** Do not compare the checksum of a store that has one. */
    int ignore_checksum;
} souris_read_options;

/** The defaults. */
#define SOURIS_READ_OPTIONS_INIT \
    { sizeof(souris_read_options), NULL, NULL, 0, 0 }

/** Effort spent on size. */
typedef enum souris_profile {
    SOURIS_STORED = 0,
    SOURIS_FAST = 1,
    SOURIS_BALANCED = 2,
    SOURIS_SMALLEST = 3
} souris_profile;

/** How to write. Null stands for the defaults. Begin with `SOURIS_WRITE_OPTIONS_INIT`. */
typedef struct souris_write_options {
    /** sizeof(souris_write_options). */
    size_t size;
    /** Refuse what a reader with these limits would; null stands for the default limits. */
    const souris_limits* limits;
    /** For the result; null stands for malloc. */
    const souris_allocator* allocator;
    /** A `souris_profile`. */
    int profile;
    /** Also pack with Brotli, zstd or columns where that is shorter; sourisdb reads none. */
    int extended;
    /** Write canonical form, for hashing and signing. */
    int canonical;
    /** Of a store: 1 with a checksum, 0 without, -1 as the profile says. */
    int checksum;
    /** Of a file: do not wait until it is on the disk. */
    int not_durable;
} souris_write_options;

/** The defaults. */
#define SOURIS_WRITE_OPTIONS_INIT \
    { sizeof(souris_write_options), NULL, NULL, SOURIS_BALANCED, 0, 0, -1, 0 }

/* ---- Bytes ----------------------------------------------------------------------------------- */

/** Bytes that a function made. */
typedef struct souris_bytes souris_bytes;

/** Valid until the handle is freed. Null if `bytes` is null or another handle. */
SOURIS_API const unsigned char* souris_bytes_data(const souris_bytes* bytes);
/** 0 if `bytes` is null or another handle. */
SOURIS_API size_t souris_bytes_size(const souris_bytes* bytes);
/** Frees the bytes. */
SOURIS_API void souris_bytes_free(souris_bytes* bytes);

/* ---- Documents ------------------------------------------------------------------------------- */

/** A parsed file, message or value, read-only. */
typedef struct souris_document souris_document;

/** Reads a file, a store. */
SOURIS_API souris_code souris_document_open(const char* path, const souris_read_options* options,
                                            souris_document** document, souris_error* error);
/** Reads a store or a packed value, which their first byte tells apart. Keeps a copy of the bytes.
 */
SOURIS_API souris_code souris_document_parse(const void* bytes, size_t size,
                                             const souris_read_options* options,
                                             souris_document** document, souris_error* error);
/** The same without a copy: the bytes must stay as long as the document. */
SOURIS_API souris_code souris_document_borrow(const void* bytes, size_t size,
                                              const souris_read_options* options,
                                              souris_document** document, souris_error* error);
/** Reads one encoded value, which has no store around it. Keeps a copy of the bytes. */
SOURIS_API souris_code souris_document_decode(const void* bytes, size_t size,
                                              const souris_read_options* options,
                                              souris_document** document, souris_error* error);
/** Frees the document; its views end with it. */
SOURIS_API void souris_document_free(souris_document* document);

/* ---- Values of a document -------------------------------------------------------------------- */

/** The types of values, numbered as in the format. */
typedef enum souris_type {
    SOURIS_NO_VALUE = -1, /**< Of an empty view. */
    SOURIS_CHARACTER = 0,
    SOURIS_STRING = 1,
    SOURIS_BINARY = 2,
    SOURIS_BOOLEAN = 3,
    SOURIS_INTEGER = 4,
    SOURIS_COMPLEX = 5,
    SOURIS_TIMESTAMP = 6,
    SOURIS_JSON = 7,
    SOURIS_MAP = 8,
    SOURIS_NULL = 9,
    SOURIS_FLOAT64 = 10,
    SOURIS_ARRAY = 11,
    SOURIS_TIMEZONE = 12,
    SOURIS_IPV4 = 13,
    SOURIS_IPV6 = 14,
    SOURIS_FLOAT32 = 15
} souris_type;

/** The type's name, such as "map"; "unknown" for others. */
SOURIS_API const char* souris_type_name(int type);

/** A value of a document, valid as long as that. To be passed by value; nothing is to be freed. */
typedef struct souris_view {
    const void* internal[2];
} souris_view;

/** A number of up to 128 bits: two's complement if `sign` is negative. */
typedef struct souris_integer {
    uint64_t low;
    uint64_t high;
    /** -1 below zero: the top bit is set; 0 of an unsigned type; 1 of a signed type, but not below
     *  zero. */
    int sign;
} souris_integer;

/** A wall-clock time of no zone, as `Timestamp` of <souris/timestamp.hpp>. */
typedef struct souris_timestamp {
    int32_t year;
    uint8_t month;
    uint8_t day;
    uint8_t hour;
    uint8_t minute;
    uint8_t second;
    uint32_t nanosecond;
} souris_timestamp;

/** real + imaginary * i, or modulus * e^(argument * i). */
typedef struct souris_complex {
    int is_polar;
    double modulus;
    double argument;
    souris_integer real;
    souris_integer imaginary;
} souris_complex;

/** The root of a document; an empty view if `document` is null or another handle. */
SOURIS_API souris_view souris_document_root(const souris_document* document);

/** The type, or `SOURIS_NO_VALUE`. */
SOURIS_API souris_type souris_view_type(souris_view view);
/** The number of elements or entries, or of bytes of text or binary; 0 for other types. */
SOURIS_API size_t souris_view_size(souris_view view);

/** The value at a JSON Pointer (RFC 6901), such as "/users/3/name". */
SOURIS_API souris_code souris_view_at(souris_view view, const char* pointer, size_t length,
                                      souris_view* found, souris_error* error);
/** The value of a key of a map. */
SOURIS_API souris_code souris_view_member(souris_view map, const char* key, size_t length,
                                          souris_view* found, souris_error* error);
/** An element of an array. Iterate rather than call this for each: it may take time linear in the
 *  index. */
SOURIS_API souris_code souris_view_element(souris_view array, size_t index, souris_view* found,
                                           souris_error* error);

/* The content, if it has the type or fits it: no conversion loses anything. `SOURIS_WRONG_TYPE`,
 * `SOURIS_INTEGER_OUT_OF_RANGE`, `SOURIS_INEXACT_NUMBER`. Text and binary are valid as long as the
 * document and, of `souris_document_borrow`, its bytes. */

/** 1 for true, 0 for false. */
SOURIS_API souris_code souris_view_boolean(souris_view view, int* value, souris_error* error);
/** An integer, if it fits. */
SOURIS_API souris_code souris_view_int64(souris_view view, int64_t* value, souris_error* error);
/** An integer, if it fits. */
SOURIS_API souris_code souris_view_uint64(souris_view view, uint64_t* value, souris_error* error);
/** An integer of any size. */
SOURIS_API souris_code souris_view_integer(souris_view view, souris_integer* value,
                                           souris_error* error);
/** A floating point number, or an integer that a double represents exactly. */
SOURIS_API souris_code souris_view_double(souris_view view, double* value, souris_error* error);
/** A string, the text of JSON, or the name of a time zone. */
SOURIS_API souris_code souris_view_text(souris_view view, const char** text, size_t* length,
                                        souris_error* error);
/** The bytes of a binary value. */
SOURIS_API souris_code souris_view_binary(souris_view view, const unsigned char** bytes,
                                          size_t* size, souris_error* error);
/** A Unicode scalar value. */
SOURIS_API souris_code souris_view_character(souris_view view, uint32_t* code_point,
                                             souris_error* error);
/** A date and time. */
SOURIS_API souris_code souris_view_timestamp(souris_view view, souris_timestamp* value,
                                             souris_error* error);
/** A complex number in either form. */
SOURIS_API souris_code souris_view_complex(souris_view view, souris_complex* value,
                                           souris_error* error);
/** The 4 or 16 bytes of an address, in network order, and how many they are. */
SOURIS_API souris_code souris_view_address(souris_view view, unsigned char octets[16],
                                           size_t* count, souris_error* error);

/** Writes an integer's decimal digits and a zero byte to `text`. Returns the number of digits, with
 *  the sign; 0 if its `sign` does not fit its bits. */
SOURIS_API size_t souris_integer_to_text(souris_integer integer, char text[41]);
/** The number that `text` has in decimal digits. `SOURIS_INVALID_NUMBER`,
 *  `SOURIS_INTEGER_OUT_OF_RANGE`. */
SOURIS_API souris_code souris_integer_from_text(const char* text, size_t length,
                                                souris_integer* integer, souris_error* error);

/** A position among the elements of an array or the entries of a map. */
typedef struct souris_iterator {
    const void* internal[2];
    size_t left;
    int is_map;
} souris_iterator;

/** Before the first element or entry; of other types, at the end. */
SOURIS_API souris_iterator souris_view_begin(souris_view container);
/** Moves on: 1 with the next element or entry in `value`, 0 at the end. In a map, `key` and
 *  `key_length` become its key; in an array they become null and 0. Each of the three may be null.
 */
SOURIS_API int souris_iterator_next(souris_iterator* iterator, const char** key, size_t* key_length,
                                    souris_view* value);

/** Writes the value as JSON: plain, or `tagged`, which keeps every type; with `indent` spaces per
 *  level, or on one line if that is 0. `limits` are those of the text and its tree, as for a reader
 * of it; null stands for the default limits. `allocator` is for the result; null stands for malloc.
 */
SOURIS_API souris_code souris_view_to_json(souris_view view, int tagged, unsigned indent,
                                           const souris_limits* limits,
                                           const souris_allocator* allocator, souris_bytes** json,
                                           souris_error* error);

/* ---- Building and writing -------------------------------------------------------------------- */

/** A tree that is built value by value, in order: a root, or arrays and maps that are begun, filled
 *  and ended. A call that does not fit, such as a value in a map without a key before it, is
 *  `SOURIS_INVALID_ARGUMENT`; a call that fails changes nothing. */
typedef struct souris_builder souris_builder;

/** `allocator` may be null. */
SOURIS_API souris_code souris_builder_create(const souris_allocator* allocator,
                                             souris_builder** builder, souris_error* error);
/** Frees the builder and its tree. */
SOURIS_API void souris_builder_free(souris_builder* builder);
/** Begins anew. */
SOURIS_API souris_code souris_builder_clear(souris_builder* builder, souris_error* error);

/** An array, whose elements come next, until it is ended. */
SOURIS_API souris_code souris_builder_begin_array(souris_builder* builder, souris_error* error);
/** A map, whose keys and values come next, until it is ended. */
SOURIS_API souris_code souris_builder_begin_map(souris_builder* builder, souris_error* error);
/** Ends the array or map that was begun last. */
SOURIS_API souris_code souris_builder_end(souris_builder* builder, souris_error* error);
/** The key of the next value of a map. The value of a key that is there already is replaced. */
SOURIS_API souris_code souris_builder_key(souris_builder* builder, const char* key, size_t length,
                                          souris_error* error);

/** null. */
SOURIS_API souris_code souris_builder_null(souris_builder* builder, souris_error* error);
/** True for any number but 0. */
SOURIS_API souris_code souris_builder_boolean(souris_builder* builder, int value,
                                              souris_error* error);
/** An integer of a signed type. */
SOURIS_API souris_code souris_builder_int64(souris_builder* builder, int64_t value,
                                            souris_error* error);
/** An integer of an unsigned type. */
SOURIS_API souris_code souris_builder_uint64(souris_builder* builder, uint64_t value,
                                             souris_error* error);
/** An integer of any size. */
SOURIS_API souris_code souris_builder_integer(souris_builder* builder, souris_integer value,
                                              souris_error* error);
/** An f64. */
SOURIS_API souris_code souris_builder_double(souris_builder* builder, double value,
                                             souris_error* error);
/** An f32. */
SOURIS_API souris_code souris_builder_float(souris_builder* builder, float value,
                                            souris_error* error);
/** A string. `SOURIS_INVALID_UTF8`. */
SOURIS_API souris_code souris_builder_string(souris_builder* builder, const char* text,
                                             size_t length, souris_error* error);
/** A binary value; `bytes` may be null if `size` is 0. */
SOURIS_API souris_code souris_builder_binary(souris_builder* builder, const void* bytes,
                                             size_t size, souris_error* error);
/** A character. `SOURIS_INVALID_CHARACTER`. */
SOURIS_API souris_code souris_builder_character(souris_builder* builder, uint32_t code_point,
                                                souris_error* error);
/** A value of type JSON, which keeps the text. `SOURIS_INVALID_JSON`. */
SOURIS_API souris_code souris_builder_json(souris_builder* builder, const char* text, size_t length,
                                           souris_error* error);
/** The name of a time zone. `SOURIS_INVALID_TIMEZONE`. */
SOURIS_API souris_code souris_builder_timezone(souris_builder* builder, const char* name,
                                               size_t length, souris_error* error);
/** A date and time. `SOURIS_INVALID_TIMESTAMP`. */
SOURIS_API souris_code souris_builder_timestamp(souris_builder* builder, souris_timestamp value,
                                                souris_error* error);
/** A complex number in either form. */
SOURIS_API souris_code souris_builder_complex(souris_builder* builder, souris_complex value,
                                              souris_error* error);
/** An address of `count` bytes, 4 or 16, in network order. */
SOURIS_API souris_code souris_builder_address(souris_builder* builder, const unsigned char* octets,
                                              size_t count, souris_error* error);
/** A copy of a value of a document. */
SOURIS_API souris_code souris_builder_copy(souris_builder* builder, souris_view value,
                                           souris_error* error);
/** The tree of values that a JSON text describes, tagged or plain. Null stands for the default
 *  limits. */
SOURIS_API souris_code souris_builder_parse_json(souris_builder* builder, const char* text,
                                                 size_t length, const souris_limits* limits,
                                                 souris_error* error);

/** The bytes of the tree: one encoded value. The builder keeps its tree. */
SOURIS_API souris_code souris_builder_encode(const souris_builder* builder,
                                             const souris_write_options* options,
                                             souris_bytes** bytes, souris_error* error);
/** The bytes of the tree as a packed value, for messages. */
SOURIS_API souris_code souris_builder_pack(const souris_builder* builder,
                                           const souris_write_options* options,
                                           souris_bytes** bytes, souris_error* error);
/** The bytes of the tree, whose root must be a map, as a store. */
SOURIS_API souris_code souris_builder_encode_store(const souris_builder* builder,
                                                   const souris_write_options* options,
                                                   souris_bytes** bytes, souris_error* error);
/** Saves the tree, whose root must be a map, as a file: all of it, or the old file stays. */
SOURIS_API souris_code souris_builder_save(const souris_builder* builder, const char* path,
                                           const souris_write_options* options,
                                           souris_error* error);

/* ---- Items in pieces ------------------------------------------------------------------------- */

/** Finds items one after another in bytes that come in pieces, as from a network or a pipe. */
typedef struct souris_scanner souris_scanner;

/** What items are. */
typedef enum souris_items {
    /** Messages, which are packed values or stores behind their lengths; also stores as they are.
     */
    SOURIS_MESSAGES = 0,
    /** Encoded values. */
    SOURIS_VALUES = 1
} souris_items;

/** `items` is of `souris_items`. */
SOURIS_API souris_code souris_scanner_create(int items, const souris_read_options* options,
                                             souris_scanner** scanner, souris_error* error);
/** Frees the scanner; what it gave ends with it. */
SOURIS_API void souris_scanner_free(souris_scanner* scanner);
/** Gives it the next bytes. */
SOURIS_API souris_code souris_scanner_append(souris_scanner* scanner, const void* bytes,
                                             size_t size, souris_error* error);
/** The next item, for `souris_document_borrow` or, of values, `souris_document_decode`. Valid until
 *  the next bytes are given. If more bytes are needed, `item` becomes null. */
SOURIS_API souris_code souris_scanner_next(souris_scanner* scanner, const unsigned char** item,
                                           size_t* size, souris_error* error);
/** There are no more bytes. Then `souris_scanner_next` may give a last item. */
SOURIS_API souris_code souris_scanner_finish(souris_scanner* scanner, souris_error* error);
/** Where the item that was given or refused last begins, in all bytes that were given. */
SOURIS_API uint64_t souris_scanner_offset(const souris_scanner* scanner);

/** Writes what stands before a message of `size` bytes. Returns how many bytes that is, at most 9.
 */
SOURIS_API size_t souris_message_head(uint64_t size, unsigned char head[9]);

#ifdef __cplusplus
}
#endif

#endif
