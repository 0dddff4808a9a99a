// Streaming TEI XML by libxml2's SAX2 push parser. Plain C types only.
#pragma once
#include <stddef.h>
#include <stdint.h>

typedef struct derlius_tei derlius_tei;

/// A reader of one document, or NULL where memory is out. Used by one thread.
derlius_tei *derlius_tei_new(void);
void derlius_tei_free(derlius_tei *reader);

/// Parses the next bytes of the file; `is_last` with the last ones (which may be none).
/// 0, or -1 with the error below set. Nothing may be parsed after an error.
int derlius_tei_parse(derlius_tei *reader, const uint8_t *bytes, size_t count, int is_last);

/// The number of texts finished since `clear`: UTF-8 one after the other, and the offset after each
/// in `ends`. They live until the next call of `parse` or `clear`.
size_t derlius_tei_texts(const derlius_tei *reader, const uint8_t **bytes, const size_t **ends);

/// Drops the finished texts.
void derlius_tei_clear(derlius_tei *reader);

/// The bytes of the text that is open.
size_t derlius_tei_open_bytes(const derlius_tei *reader);

/// The message of the error and its line from 1 (0 where it has none).
const char *derlius_tei_error(const derlius_tei *reader);
int64_t derlius_tei_error_line(const derlius_tei *reader);
