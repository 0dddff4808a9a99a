#include "CArchive.h"

#include <limits.h>
#include <stdlib.h>
#include <zlib.h>

struct derlius_gzip {
  z_stream stream;
  int is_between;
};

derlius_gzip *derlius_gzip_new(void) {
  derlius_gzip *gzip = calloc(1, sizeof *gzip);
  if (!gzip) return NULL;
  // 16: the header and trailer of gzip, with their checks.
  if (inflateInit2(&gzip->stream, 16 + MAX_WBITS) != Z_OK) {
    free(gzip);
    return NULL;
  }
  return gzip;
}

void derlius_gzip_free(derlius_gzip *gzip) {
  if (!gzip) return;
  inflateEnd(&gzip->stream);
  free(gzip);
}

static uInt limited(size_t length) { return length > UINT_MAX ? UINT_MAX : (uInt)length; }

derlius_gzip_state derlius_gzip_inflate(
    derlius_gzip *gzip, const uint8_t *input, size_t input_length, size_t *used, uint8_t *output,
    size_t room, size_t *written) {
  z_stream *stream = &gzip->stream;
  if (gzip->is_between) {
    inflateReset(stream);
    gzip->is_between = 0;
  }
  stream->next_in = (Bytef *)(uintptr_t)input;
  stream->avail_in = limited(input_length);
  stream->next_out = output;
  stream->avail_out = limited(room);
  int result = inflate(stream, Z_NO_FLUSH);
  *used = (size_t)(stream->next_in - input);
  *written = (size_t)(stream->next_out - output);
  if (result == Z_STREAM_END) {
    gzip->is_between = 1;
    return DERLIUS_GZIP_MEMBER;
  }
  // Z_BUF_ERROR: no progress for want of input or room.
  return result == Z_OK || result == Z_BUF_ERROR ? DERLIUS_GZIP_OPEN : DERLIUS_GZIP_BROKEN;
}

const char *derlius_gzip_message(const derlius_gzip *gzip) {
  return gzip->stream.msg ? gzip->stream.msg : "not gzip";
}
