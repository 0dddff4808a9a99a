#include <libxml/parser.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "CXML2.h"

struct derlius_tei {
  xmlParserCtxtPtr parser;
  // Texts finished (up to the last end) and the one that is open.
  uint8_t *bytes;
  size_t count, capacity;
  size_t *ends;
  size_t end_count, end_capacity;
  // Elements open around the current place: all, since the header began, since the text began.
  int depth, header_depth, text_depth;
  char error[512];
  int64_t error_line;
};

/// The one clause that the user reads: the first error counts.
static void fail(derlius_tei *reader, int64_t line, const char *format, ...) {
  if (reader->error[0]) return;
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(reader->error, sizeof reader->error, format, arguments);
  va_end(arguments);
  size_t length = strlen(reader->error);
  while (length > 0 && strchr("\n\r .", reader->error[length - 1])) reader->error[--length] = 0;
  for (size_t index = 0; index < length; index++)
    if ((unsigned char)reader->error[index] < 0x20) reader->error[index] = ' ';
  reader->error_line = line;
  xmlStopParser(reader->parser);
}

static int64_t line_of(derlius_tei *reader) {
  return reader->parser->input ? reader->parser->input->line : 0;
}

static bool add_bytes(derlius_tei *reader, const void *bytes, size_t count) {
  if (reader->count + count > reader->capacity) {
    size_t capacity = (reader->count + count) * 2 + 4096;
    uint8_t *grown = realloc(reader->bytes, capacity);
    if (!grown) {
      fail(reader, line_of(reader), "the memory is out");
      return false;
    }
    reader->bytes = grown;
    reader->capacity = capacity;
  }
  memcpy(reader->bytes + reader->count, bytes, count);
  reader->count += count;
  return true;
}

static void add_end(derlius_tei *reader) {
  if (reader->end_count == reader->end_capacity) {
    size_t capacity = reader->end_capacity * 2 + 256;
    size_t *grown = realloc(reader->ends, capacity * sizeof *grown);
    if (!grown) {
      fail(reader, line_of(reader), "the memory is out");
      return;
    }
    reader->ends = grown;
    reader->end_capacity = capacity;
  }
  reader->ends[reader->end_count++] = reader->count;
}

static bool is_any(const xmlChar *name, const char *const *names) {
  for (; *names; names++)
    if (strcmp((const char *)name, *names) == 0) return true;
  return false;
}

static const char *const roots[] = {"TEI", "TEI.2", "teiCorpus", "teiCorpus.2", NULL};
static const char *const headers[] = {"teiHeader", NULL};
static const char *const texts[] = {"p", "head", "l", NULL};
// Elements that part words without white space of their own.
static const char *const breaks[] = {"p", "head", "l", "lb", "pb", "cb", "item", "cell", NULL};

static void on_start(
    void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespaces,
    const xmlChar **namespace_list, int attributes, int defaulted, const xmlChar **values) {
  (void)prefix, (void)uri, (void)namespaces, (void)namespace_list, (void)defaulted;
  derlius_tei *reader = context;
  reader->depth++;
  if (reader->depth == 1 && !is_any(name, roots)) {
    fail(reader, line_of(reader), "the root element is <%.60s>, not <TEI>", (const char *)name);
    return;
  }
  if (reader->header_depth) return;
  if (reader->text_depth) {
    if (!is_any(name, breaks)) return;
    // <lb break="no"/> stands inside a word.
    for (int index = 0; index < attributes; index++) {
      const xmlChar **value = values + index * 5;
      if (strcmp((const char *)value[0], "break") == 0 && value[4] - value[3] == 2 &&
          memcmp(value[3], "no", 2) == 0)
        return;
    }
    add_bytes(reader, " ", 1);
  } else if (is_any(name, headers)) {
    reader->header_depth = reader->depth;
  } else if (is_any(name, texts)) {
    reader->text_depth = reader->depth;
  }
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {
  (void)prefix, (void)uri;
  derlius_tei *reader = context;
  if (reader->header_depth == reader->depth) reader->header_depth = 0;
  if (reader->text_depth == reader->depth) {
    reader->text_depth = 0;
    add_end(reader);
  } else if (reader->text_depth && is_any(name, texts)) {
    add_bytes(reader, " ", 1);
  }
  reader->depth--;
}

// libxml2 2.9 refuses all bytes that are not UTF-8 but scalars written with more bytes than they need.
static bool is_overlong(const xmlChar *bytes, int count) {
  for (int index = 0; index < count; index++) {
    xmlChar byte = bytes[index];
    if (byte < 0xC0) continue;
    xmlChar next = index + 1 < count ? bytes[index + 1] : 0xBF;
    if (byte < 0xC2 || (byte == 0xE0 && next < 0xA0) || (byte == 0xF0 && next < 0x90)) return true;
  }
  return false;
}

static void on_characters(void *context, const xmlChar *characters, int count) {
  derlius_tei *reader = context;
  if (!reader->text_depth || reader->header_depth) return;
  if (is_overlong(characters, count)) {
    fail(reader, line_of(reader), "the text is not UTF-8");
    return;
  }
  add_bytes(reader, characters, (size_t)count);
}

// Entities are refused when they are declared, so that none can grow, and none is ever fetched.
static void on_entity(
    void *context, const xmlChar *name, int type, const xmlChar *public_id,
    const xmlChar *system_id, xmlChar *content) {
  (void)type, (void)public_id, (void)system_id, (void)content;
  derlius_tei *reader = context;
  fail(reader, line_of(reader), "the document declares the entity %.60s", (const char *)name);
}

static xmlEntityPtr on_get_entity(void *context, const xmlChar *name) {
  (void)context;
  return xmlGetPredefinedEntity(name);
}

static xmlEntityPtr on_get_parameter_entity(void *context, const xmlChar *name) {
  derlius_tei *reader = context;
  fail(reader, line_of(reader), "the document uses the entity %%%.60s;", (const char *)name);
  return NULL;
}

static void on_reference(void *context, const xmlChar *name) {
  derlius_tei *reader = context;
  fail(reader, line_of(reader), "the entity &%.60s; is not defined", (const char *)name);
}

static void on_error(void *context, xmlErrorPtr error) {
  derlius_tei *reader = context;
  if (error->level < XML_ERR_ERROR) return;
  // A namespace that is wrong does not change the text.
  if (error->domain == XML_FROM_NAMESPACE) return;
  if (error->code == XML_ERR_UNDECLARED_ENTITY || error->code == XML_WAR_UNDECLARED_ENTITY) {
    fail(reader, error->line, "the entity &%.60s; is not defined", error->str1 ? error->str1 : "");
    return;
  }
  fail(reader, error->line, "%s", error->message ? error->message : "the XML is not well-formed");
}

derlius_tei *derlius_tei_new(void) {
  derlius_tei *reader = calloc(1, sizeof *reader);
  if (!reader) return NULL;
  xmlSAXHandler handler;
  memset(&handler, 0, sizeof handler);
  handler.initialized = XML_SAX2_MAGIC;
  handler.startElementNs = on_start;
  handler.endElementNs = on_end;
  handler.characters = on_characters;
  handler.ignorableWhitespace = on_characters;
  handler.cdataBlock = on_characters;
  handler.entityDecl = on_entity;
  handler.getEntity = on_get_entity;
  handler.getParameterEntity = on_get_parameter_entity;
  handler.reference = on_reference;
  handler.serror = on_error;
  reader->parser = xmlCreatePushParserCtxt(&handler, reader, NULL, 0, NULL);
  if (!reader->parser) {
    free(reader);
    return NULL;
  }
  xmlCtxtUseOptions(reader->parser, XML_PARSE_NONET);
  return reader;
}

void derlius_tei_free(derlius_tei *reader) {
  if (!reader) return;
  xmlFreeParserCtxt(reader->parser);
  free(reader->bytes);
  free(reader->ends);
  free(reader);
}

int derlius_tei_parse(derlius_tei *reader, const uint8_t *bytes, size_t count, int is_last) {
  const size_t step = 1 << 20;
  while (count > step) {
    int part = derlius_tei_parse(reader, bytes, step, 0);
    if (part) return part;
    bytes += step;
    count -= step;
  }
  if (reader->error[0]) return -1;
  int code = xmlParseChunk(reader->parser, (const char *)bytes, (int)count, is_last);
  if (reader->error[0]) return -1;
  if (code && !reader->parser->wellFormed) {
    fail(reader, line_of(reader), "the XML is not well-formed (libxml2's error %d)", code);
    return -1;
  }
  return 0;
}

size_t derlius_tei_texts(
    const derlius_tei *reader, const uint8_t **bytes, const size_t **ends) {
  *bytes = reader->bytes;
  *ends = reader->ends;
  return reader->end_count;
}

void derlius_tei_clear(derlius_tei *reader) {
  if (reader->end_count == 0) return;
  // The open text moves to the front.
  size_t finished = reader->ends[reader->end_count - 1];
  reader->count -= finished;
  memmove(reader->bytes, reader->bytes + finished, reader->count);
  reader->end_count = 0;
}

size_t derlius_tei_open_bytes(const derlius_tei *reader) {
  return reader->count - (reader->end_count ? reader->ends[reader->end_count - 1] : 0);
}

const char *derlius_tei_error(const derlius_tei *reader) { return reader->error; }

int64_t derlius_tei_error_line(const derlius_tei *reader) { return reader->error_line; }
