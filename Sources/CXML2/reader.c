#include "reader.h"

#include <libxml/HTMLparser.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const ptrdiff_t tag_limit = 1 << 20;

static void fail(
    derlius_xml *reader, int error, int64_t line, int64_t column, const char *format,
    va_list arguments) {
  if (reader->error) return;
  reader->error = error;
  vsnprintf(reader->message, sizeof reader->message, format, arguments);
  size_t length = strlen(reader->message);
  while (length > 0 && strchr("\n\r .", reader->message[length - 1])) reader->message[--length] = 0;
  for (size_t index = 0; index < length; index++)
    if ((unsigned char)reader->message[index] < 0x20) reader->message[index] = ' ';
  reader->error_line = line;
  reader->error_column = column;
  if (reader->parser) xmlStopParser(reader->parser);
}

void derlius_xml_fail(
    derlius_xml *reader, int error, int64_t line, int64_t column, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fail(reader, error, line, column, format, arguments);
  va_end(arguments);
}

void derlius_xml_fail_here(derlius_xml *reader, int error, const char *format, ...) {
  xmlParserInputPtr input = reader->parser ? reader->parser->input : NULL;
  va_list arguments;
  va_start(arguments, format);
  fail(reader, error, input ? input->line : 0, input ? input->col : 0, format, arguments);
  va_end(arguments);
}

static bool out_of_memory(derlius_xml *reader) {
  derlius_xml_fail_here(reader, DERLIUS_XML_OUT_OF_MEMORY, "the memory is out");
  return false;
}

bool derlius_xml_add(
    derlius_xml *reader, int kind, int name, const void *bytes, size_t count, size_t size) {
  if (reader->error) return false;
  if (reader->count + count > reader->capacity) {
    size_t capacity = (reader->count + count) * 2 + 4096;
    uint8_t *grown = realloc(reader->bytes, capacity);
    if (!grown) return out_of_memory(reader);
    reader->bytes = grown;
    reader->capacity = capacity;
  }
  if (reader->event_count == reader->event_capacity) {
    size_t capacity = reader->event_capacity * 2 + 256;
    derlius_xml_event *grown = realloc(reader->events, capacity * sizeof *grown);
    if (!grown) return out_of_memory(reader);
    reader->events = grown;
    reader->event_capacity = capacity;
  }
  if (count) memcpy(reader->bytes + reader->count, bytes, count);
  reader->count += count;
  derlius_xml_event *event = &reader->events[reader->event_count++];
  event->size = size > UINT32_MAX ? UINT32_MAX : (uint32_t)size;
  event->name = (int16_t)name;
  event->kind = (uint16_t)kind;
  return true;
}

static size_t slot(const xmlChar *key) {
  return (size_t)(((uintptr_t)key * UINT64_C(0x9E3779B97F4A7C15)) >> 54);
}

const struct name_slot *derlius_xml_name(const derlius_xml *reader, const xmlChar *name) {
  static const struct name_slot none = {NULL, -1, -1};
  for (size_t index = slot(name);; index = (index + 1) % NAME_SLOTS) {
    if (reader->names[index].key == name) return &reader->names[index];
    if (!reader->names[index].key) return &none;
  }
}

static bool add_name(derlius_xml *reader, const char *name, int element, int attribute) {
  const xmlChar *key = xmlDictLookup(reader->parser->dict, (const xmlChar *)name, -1);
  if (!key) return false;
  for (size_t index = slot(key);; index = (index + 1) % NAME_SLOTS) {
    struct name_slot *found = &reader->names[index];
    if (!found->key) *found = (struct name_slot){key, -1, -1};
    if (found->key != key) continue;
    if (element >= 0) found->element = (int16_t)element;
    if (attribute >= 0) found->attribute = (int16_t)attribute;
    return true;
  }
}

/// The index of an element's name, or -1.
static int element_of(const derlius_xml *reader, const xmlChar *name) {
  int found = derlius_xml_name(reader, name)->element;
  if (found >= 0 || !reader->is_html || xmlDictOwns(reader->parser->dict, name) == 1) return found;
  // Elements that HTML implies have names that are not in the dictionary.
  name = xmlDictLookup(reader->parser->dict, name, -1);
  return name ? derlius_xml_name(reader, name)->element : -1;
}

void derlius_xml_on_start(derlius_xml *reader, const xmlChar *name) {
  if (++reader->depth > reader->depth_limit) {
    derlius_xml_fail_here(
        reader, DERLIUS_XML_TOO_LARGE, "elements are nested more than %lld deep",
        (long long)reader->depth_limit);
    return;
  }
  size_t line = reader->parser->input ? (size_t)reader->parser->input->line : 0;
  derlius_xml_add(reader, DERLIUS_XML_START, element_of(reader, name), NULL, 0, line);
}

void derlius_xml_on_end(derlius_xml *reader, const xmlChar *name) {
  reader->depth--;
  derlius_xml_add(reader, DERLIUS_XML_END, element_of(reader, name), NULL, 0, 0);
}

void derlius_xml_on_text(void *context, const xmlChar *characters, int count) {
  derlius_xml *reader = context;
  if (count <= 0) return;
  size_t size = (size_t)count;
  derlius_xml_event *last =
      reader->event_count ? &reader->events[reader->event_count - 1] : NULL;
  // The parser gives a text in many pieces.
  if (last && last->kind == DERLIUS_XML_TEXT && reader->count + size <= reader->capacity &&
      last->size <= UINT32_MAX - size && !reader->error) {
    memcpy(reader->bytes + reader->count, characters, size);
    reader->count += size;
    last->size += (uint32_t)size;
    return;
  }
  derlius_xml_add(reader, DERLIUS_XML_TEXT, -1, characters, size, size);
}

derlius_xml *derlius_xml_new(
    int is_html, const char *const *elements, int element_count, const char *const *attributes,
    int attribute_count) {
  // More names than half the slots would make looking up slow, or endless.
  if (element_count + attribute_count > NAME_SLOTS / 2) return NULL;
  derlius_xml *reader = calloc(1, sizeof *reader);
  if (!reader) return NULL;
  reader->is_html = is_html;
  reader->parser = is_html ? derlius_html_new_parser(reader) : derlius_xml_new_parser(reader);
  bool is_complete = reader->parser != NULL;
  for (int index = 0; is_complete && index < element_count; index++)
    is_complete = add_name(reader, elements[index], index, -1);
  for (int index = 0; is_complete && index < attribute_count; index++)
    is_complete = add_name(reader, attributes[index], -1, index);
  if (is_complete) return reader;
  derlius_xml_free(reader);
  return NULL;
}

void derlius_xml_free(derlius_xml *reader) {
  if (!reader) return;
  if (reader->parser) {
    // libxml2 keeps what a DTD declares in a document of its own, and leaves it.
    xmlFreeDoc(reader->parser->myDoc);
    reader->parser->myDoc = NULL;
    if (reader->is_html) {
      htmlFreeParserCtxt(reader->parser);
    } else {
      xmlFreeParserCtxt(reader->parser);
    }
  }
  xmlFreeDoc(reader->entities);
  xmlFree(reader->root);
  xmlFree(reader->space);
  free(reader->bytes);
  free(reader->events);
  free(reader);
}

int derlius_xml_parse(derlius_xml *reader, const uint8_t *bytes, size_t count, int is_last) {
  reader->count = 0;
  reader->event_count = 0;
  if (reader->error) return -1;
  if (count > (1 << 24)) {
    derlius_xml_fail_here(reader, DERLIUS_XML_TOO_LARGE, "a chunk has more than 16 MiB");
    return -1;
  }
  if (reader->is_html) return derlius_html_parse(reader, bytes, count, is_last);
  int code = xmlParseChunk(reader->parser, (const char *)bytes, (int)count, is_last);
  // libxml2 compares the attributes of a tag with each other.
  const xmlParserInput *input = reader->parser->input;
  if (!reader->error && input && input->end - input->cur > tag_limit && input->cur[0] == '<' &&
      input->cur[1] != '!' && input->cur[1] != '?')
    derlius_xml_fail_here(reader, DERLIUS_XML_TOO_LARGE, "a tag is longer than 1 MiB");
  if (!reader->error && code && !reader->parser->wellFormed)
    derlius_xml_fail_here(
        reader, DERLIUS_XML_BROKEN, "the XML is not well-formed (libxml2's error %d)", code);
  return reader->error ? -1 : 0;
}

size_t derlius_xml_events(
    const derlius_xml *reader, const derlius_xml_event **events, const uint8_t **bytes) {
  *events = reader->events;
  *bytes = reader->bytes;
  return reader->event_count;
}

const char *derlius_xml_root(const derlius_xml *reader) { return reader->root; }
const char *derlius_xml_namespace(const derlius_xml *reader) { return reader->space; }
int derlius_xml_error(const derlius_xml *reader) { return reader->error; }
const char *derlius_xml_message(const derlius_xml *reader) { return reader->message; }
int64_t derlius_xml_error_line(const derlius_xml *reader) { return reader->error_line; }
int64_t derlius_xml_error_column(const derlius_xml *reader) { return reader->error_column; }
