#define _GNU_SOURCE  // locales of a thread
#include "CArchive.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <locale.h>
#include <stdlib.h>

struct derlius_archive {
  struct archive *archive;
  struct archive_entry *entry;
  derlius_archive_reader reader;
  void *context;
  const char *name;
  int is_open;
};

static la_ssize_t give(struct archive *archive, void *context, const void **bytes) {
  derlius_archive *self = context;
  const uint8_t *found = NULL;
  ptrdiff_t count = self->reader(self->context, &found);
  *bytes = found;
  if (count < 0) {
    archive_set_error(archive, EIO, "the file cannot be read");
    return ARCHIVE_FATAL;
  }
  return count;
}

derlius_archive *derlius_archive_new(
    derlius_archive_kind kind, derlius_archive_reader reader, void *context) {
  derlius_archive *self = calloc(1, sizeof *self);
  if (!self) return NULL;
  self->reader = reader;
  self->context = context;
  self->archive = archive_read_new();
  if (!self->archive) {
    free(self);
    return NULL;
  }
  // Only what is asked for: other formats (mtree, WARC …) would take text for theirs.
  if (kind == DERLIUS_ARCHIVE_STREAM) {
    archive_read_support_filter_bzip2(self->archive);
    archive_read_support_filter_xz(self->archive);
    archive_read_support_filter_zstd(self->archive);
    archive_read_support_format_raw(self->archive);
  } else {
    archive_read_support_format_tar(self->archive);
    archive_read_support_format_zip_streamable(self->archive);
  }
  return self;
}

void derlius_archive_free(derlius_archive *self) {
  if (!self) return;
  archive_read_free(self->archive);
  free(self);
}

// libarchive keeps names in the thread's encoding, and loses those that it cannot write: UTF-8 for the
// time of a call, whatever the user's locale is.
static locale_t use_utf8(locale_t *before) {
  locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
  if (!utf8) utf8 = newlocale(LC_CTYPE_MASK, "UTF-8", (locale_t)0);
  if (utf8) *before = uselocale(utf8);
  return utf8;
}

static int next_member(derlius_archive *self) {
  if (!self->is_open) {
    if (archive_read_open(self->archive, self, NULL, give, NULL) != ARCHIVE_OK) return -1;
    self->is_open = 1;
  }
  self->entry = NULL;
  int result = archive_read_next_header(self->archive, &self->entry);
  if (result == ARCHIVE_EOF) return 0;
  // A warning is about names and times, such as a name that the locale cannot write.
  return result == ARCHIVE_OK || result == ARCHIVE_WARN ? 1 : -1;
}

int derlius_archive_next(derlius_archive *self) {
  locale_t before;
  locale_t utf8 = use_utf8(&before);
  int result = next_member(self);
  self->name = "";
  if (self->entry) {
    const char *name = archive_entry_pathname_utf8(self->entry);
    if (!name) name = archive_entry_pathname(self->entry);
    if (name) self->name = name;
  }
  if (utf8) {
    uselocale(before);
    freelocale(utf8);
  }
  return result;
}

const char *derlius_archive_name(derlius_archive *self) { return self->name ? self->name : ""; }

int derlius_archive_is_file(derlius_archive *self) {
  return self->entry && archive_entry_filetype(self->entry) == AE_IFREG &&
         !archive_entry_hardlink(self->entry);
}

int derlius_archive_is_encrypted(derlius_archive *self) {
  return self->entry && archive_entry_is_data_encrypted(self->entry);
}

ptrdiff_t derlius_archive_read(derlius_archive *self, uint8_t *output, size_t room) {
  // Holes of sparse files are given as zeros.
  la_ssize_t count = archive_read_data(self->archive, output, room);
  return count < 0 ? -1 : count;
}

int64_t derlius_archive_offset(derlius_archive *self) {
  return archive_filter_bytes(self->archive, -1);
}

const char *derlius_archive_message(derlius_archive *self) {
  const char *message = archive_error_string(self->archive);
  return message ? message : "broken archive";
}
