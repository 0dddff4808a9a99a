// Compressed files and archives: gzip by zlib, which checks sums, the rest by libarchive. Plain C types only.
#pragma once
#include <stddef.h>
#include <stdint.h>

/// A stream of gzip members (RFC 1952), decompressed as it comes.
typedef struct derlius_gzip derlius_gzip;

typedef enum {
  /// Needs more input, or more room.
  DERLIUS_GZIP_OPEN = 0,
  /// A member ended, its length and sum being right.
  DERLIUS_GZIP_MEMBER = 1,
  /// The data is no gzip; the message says what is wrong.
  DERLIUS_GZIP_BROKEN = 2,
} derlius_gzip_state;

/// A stream before its first member, or NULL where memory is short.
derlius_gzip *derlius_gzip_new(void);
void derlius_gzip_free(derlius_gzip *gzip);

/// Takes from `input` and fills `output`; `used` and `written` get what was taken and filled. After a
/// member has ended the next call begins another.
derlius_gzip_state derlius_gzip_inflate(
    derlius_gzip *gzip, const uint8_t *input, size_t input_length, size_t *used, uint8_t *output,
    size_t room, size_t *written);

/// zlib's words for what is wrong, such as "incorrect data check".
const char *derlius_gzip_message(const derlius_gzip *gzip);

/// A compressed stream, or an archive, read front to back.
typedef struct derlius_archive derlius_archive;

typedef enum {
  /// bzip2, xz or zstd around one stream of bytes.
  DERLIUS_ARCHIVE_STREAM = 0,
  /// tar or zip, not compressed as a whole.
  DERLIUS_ARCHIVE_MEMBERS = 1,
} derlius_archive_kind;

/// Gives the next bytes: sets `bytes` and returns their number, 0 at the end, below 0 where reading fails.
/// They must stay until the next call.
typedef ptrdiff_t (*derlius_archive_reader)(void *context, const uint8_t **bytes);

/// An archive before its first member, or NULL where memory is short. Nothing is read yet.
derlius_archive *derlius_archive_new(
    derlius_archive_kind kind, derlius_archive_reader reader, void *context);
void derlius_archive_free(derlius_archive *archive);

/// Goes to the next member: 1 there is one, 0 the end, -1 broken. A stream has one.
int derlius_archive_next(derlius_archive *archive);

/// The member's name as UTF-8 or as the bytes that the archive has, terminated; "" where it has none.
const char *derlius_archive_name(derlius_archive *archive);

/// Whether the member is a file with content of its own: no folder, link or device.
int derlius_archive_is_file(derlius_archive *archive);

/// Whether the member's content is encrypted.
int derlius_archive_is_encrypted(derlius_archive *archive);

/// Fills `output` with the member's next bytes: their number, 0 at its end, -1 broken.
ptrdiff_t derlius_archive_read(derlius_archive *archive, uint8_t *output, size_t room);

/// How many bytes of the file have been used.
int64_t derlius_archive_offset(derlius_archive *archive);

/// libarchive's words for what is wrong.
const char *derlius_archive_message(derlius_archive *archive);
