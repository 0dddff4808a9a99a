// What the XML and the HTML reader share.
#pragma once
#include <libxml/parser.h>
#include <stdbool.h>

#include "CXML2.h"

/// A name that was asked for, found by the address that the parser's dictionary gives it.
struct name_slot {
  const xmlChar *key;
  int16_t element, attribute;
};

enum { NAME_SLOTS = 1024 };

struct derlius_xml {
  xmlParserCtxtPtr parser;
  bool is_html;
  struct name_slot names[NAME_SLOTS];
  derlius_xml_event *events;
  size_t event_count, event_capacity;
  uint8_t *bytes;
  size_t count, capacity;
  int64_t depth, depth_limit;
  // Open elements that libxml2 may have looked through for the ends of HTML elements.
  int64_t searched;
  // The entities that the document declares.
  xmlDocPtr entities;
  // How many bytes entities may still give, and the place up to which that was reckoned.
  int64_t entity_budget, entity_place;
  char *root, *space;
  int error;
  char message[512];
  int64_t error_line, error_column;
};

/// Ends parsing; the first error counts. The message is one clause.
void derlius_xml_fail(
    derlius_xml *reader, int error, int64_t line, int64_t column, const char *format, ...);
/// The same, at the place where the parser stands.
void derlius_xml_fail_here(derlius_xml *reader, int error, const char *format, ...);

bool derlius_xml_add(
    derlius_xml *reader, int kind, int name, const void *bytes, size_t count, size_t size);
const struct name_slot *derlius_xml_name(const derlius_xml *reader, const xmlChar *name);

/// What both parsers report.
void derlius_xml_on_start(derlius_xml *reader, const xmlChar *name);
void derlius_xml_on_end(derlius_xml *reader, const xmlChar *name);
void derlius_xml_on_text(void *context, const xmlChar *characters, int count);

xmlParserCtxtPtr derlius_xml_new_parser(derlius_xml *reader);
xmlParserCtxtPtr derlius_html_new_parser(derlius_xml *reader);
int derlius_html_parse(derlius_xml *reader, const uint8_t *bytes, size_t count, int is_last);
