#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <string.h>

#include "reader.h"

// libxml2 looks through the open elements at each end tag: pages that are deep may have few of them.
static const int64_t depth_limit = 20000;
static const int64_t shallow = 1000;
static const int64_t search_limit = 1000000000;

static void on_start(void *context, const xmlChar *name, const xmlChar **attributes) {
  (void)attributes;
  derlius_xml_on_start(context, name);
}

static void on_end(void *context, const xmlChar *name) { derlius_xml_on_end(context, name); }

xmlParserCtxtPtr derlius_html_new_parser(derlius_xml *reader) {
  xmlSAXHandler handler;
  memset(&handler, 0, sizeof handler);
  handler.startElement = on_start;
  handler.endElement = on_end;
  handler.characters = derlius_xml_on_text;
  handler.ignorableWhitespace = derlius_xml_on_text;
  handler.cdataBlock = derlius_xml_on_text;
  reader->depth_limit = depth_limit;
  xmlParserCtxtPtr parser =
      htmlCreatePushParserCtxt(&handler, reader, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
  if (!parser) return NULL;
  htmlCtxtUseOptions(
      parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                  HTML_PARSE_IGNORE_ENC);
  xmlSwitchEncoding(parser, XML_CHAR_ENCODING_UTF8);
  return parser;
}

/// Reckons what the end tags of a part may cost; false where that is too much.
static bool is_cheap(derlius_xml *reader, const uint8_t *bytes, size_t count) {
  if (reader->depth <= shallow) return true;
  for (const uint8_t *end = bytes + count; bytes < end; bytes++) {
    bytes = memchr(bytes, '<', (size_t)(end - bytes));
    if (!bytes) break;
    if (bytes + 1 < end && bytes[1] == '/') reader->searched += reader->depth;
  }
  if (reader->searched <= search_limit) return true;
  derlius_xml_fail_here(
      reader, DERLIUS_XML_TOO_LARGE, "elements are nested %lld deep and end too often",
      (long long)reader->depth);
  return false;
}

// Whatever stands in a page is HTML: only our own bounds end reading.
int derlius_html_parse(derlius_xml *reader, const uint8_t *bytes, size_t count, int is_last) {
  // At a zero byte libxml2 would take the page to be at its end.
  while (count > 0 && !reader->error) {
    const uint8_t *zero = memchr(bytes, 0, count);
    size_t part = zero ? (size_t)(zero - bytes) : count;
    if (part && is_cheap(reader, bytes, part))
      htmlParseChunk(reader->parser, (const char *)bytes, (int)part, 0);
    if (zero) part++;
    bytes += part;
    count -= part;
  }
  if (is_last && !reader->error) htmlParseChunk(reader->parser, NULL, 0, 1);
  return reader->error ? -1 : 0;
}

uint32_t derlius_html_entity(const char *name) {
  const htmlEntityDesc *found = htmlEntityLookup((const xmlChar *)name);
  return found ? found->value : 0;
}
