// Streaming XML and HTML by libxml2's SAX push parsers. Plain C types only.
#pragma once
#include <stddef.h>
#include <stdint.h>

typedef struct derlius_xml derlius_xml;

/// What happened in a document, in the order of the document.
enum {
  /// An attribute of the element whose start comes next; its value is `size` bytes of the text.
  DERLIUS_XML_ATTRIBUTE = 0,
  /// An element starts, in the line `size`.
  DERLIUS_XML_START = 1,
  /// An element ends.
  DERLIUS_XML_END = 2,
  /// `size` bytes of text.
  DERLIUS_XML_TEXT = 3,
  /// An external entity stands here, which is not read; its name is `size` bytes of the text.
  DERLIUS_XML_ENTITY = 4,
};

/// One thing that happened; bytes of text follow each other in the buffer that `events` gives.
typedef struct {
  uint32_t size;
  /// The index of the element's or attribute's local name among those that were given, or -1.
  int16_t name;
  uint16_t kind;
} derlius_xml_event;

/// A reader of one document in UTF-8, whatever it declares; NULL where memory is out. Used by one thread.
///
/// The names are local names of elements and attributes that shall be told apart, terminated strings that
/// are copied, 512 at most; attributes that are not among them are not reported.
derlius_xml *derlius_xml_new(
    int is_html, const char *const *elements, int element_count, const char *const *attributes,
    int attribute_count);
void derlius_xml_free(derlius_xml *reader);

/// Parses the next bytes, whole scalars only; `is_last` with the last ones (which may be none).
/// 0, or -1 with the error below set. Nothing may be parsed after an error.
int derlius_xml_parse(derlius_xml *reader, const uint8_t *bytes, size_t count, int is_last);

/// The events since the last call of `parse` began, also after an error, and the bytes of their texts.
size_t derlius_xml_events(
    const derlius_xml *reader, const derlius_xml_event **events, const uint8_t **bytes);

/// The local name and the namespace of the root element; NULL where there is none, or none yet.
const char *derlius_xml_root(const derlius_xml *reader);
const char *derlius_xml_namespace(const derlius_xml *reader);

/// Why parsing stopped.
enum {
  DERLIUS_XML_SOUND = 0,
  /// The document is not well-formed.
  DERLIUS_XML_BROKEN = 1,
  /// It uses an entity that it does not define.
  DERLIUS_XML_UNDEFINED_ENTITY = 2,
  /// Its entities expand too far.
  DERLIUS_XML_ENTITY_BOMB = 3,
  /// It uses a parameter entity.
  DERLIUS_XML_PARAMETER_ENTITY = 4,
  /// It is too deep, or a part is too long.
  DERLIUS_XML_TOO_LARGE = 5,
  DERLIUS_XML_OUT_OF_MEMORY = 6,
};

/// The reason, the message of the error, its line and column from 1 (0 where it has none).
int derlius_xml_error(const derlius_xml *reader);
const char *derlius_xml_message(const derlius_xml *reader);
int64_t derlius_xml_error_line(const derlius_xml *reader);
int64_t derlius_xml_error_column(const derlius_xml *reader);

/// The character that HTML 4 names so (without `&` and `;`), or 0.
uint32_t derlius_html_entity(const char *name);
