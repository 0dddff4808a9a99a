#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <string.h>

#include "reader.h"

// Entities may give this much at once, and this many times the bytes of the document in the long run.
static const int64_t entity_burst = 16 << 20;
static const int64_t entity_factor = 10;
// libxml2 keeps some bytes for each open element.
static const int64_t depth_limit = 100000;

static void on_start(
    void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespaces,
    const xmlChar **namespace_list, int attributes, int defaulted, const xmlChar **values) {
  (void)prefix, (void)namespaces, (void)namespace_list, (void)defaulted;
  derlius_xml *reader = context;
  if (!reader->root) {
    reader->root = (char *)xmlStrdup(name);
    if (uri) reader->space = (char *)xmlStrdup(uri);
  }
  for (int index = 0; index < attributes; index++) {
    // Name, prefix, namespace, start and end of the value.
    const xmlChar **value = values + index * 5;
    int found = derlius_xml_name(reader, value[0])->attribute;
    size_t size = (size_t)(value[4] - value[3]);
    if (found >= 0)
      derlius_xml_add(reader, DERLIUS_XML_ATTRIBUTE, found, value[3], size, size);
  }
  derlius_xml_on_start(reader, name);
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {
  (void)prefix, (void)uri;
  derlius_xml_on_end(context, name);
}

static void on_entity(
    void *context, const xmlChar *name, int type, const xmlChar *public_id,
    const xmlChar *system_id, xmlChar *content) {
  derlius_xml *reader = context;
  // Parameter entities are refused where they are used.
  if (type == XML_INTERNAL_PARAMETER_ENTITY || type == XML_EXTERNAL_PARAMETER_ENTITY) return;
  if (!reader->entities) {
    reader->entities = xmlNewDoc((const xmlChar *)"1.0");
    if (!reader->entities) return;
    xmlCreateIntSubset(reader->entities, (const xmlChar *)"entities", NULL, NULL);
  }
  // The first declaration of a name counts (XML 1.0 §4.2); libxml2 keeps to it.
  xmlAddDocEntity(reader->entities, name, type, public_id, system_id, content);
}

/// Takes the entity's bytes from what entities may still give.
static bool pay(derlius_xml *reader, int64_t count) {
  xmlParserInputPtr input = reader->parser->inputNr ? reader->parser->inputTab[0] : NULL;
  int64_t place = input ? (int64_t)input->consumed + (input->cur - input->base) : 0;
  if (place > reader->entity_place) {
    reader->entity_budget += (place - reader->entity_place) * entity_factor;
    if (reader->entity_budget > entity_burst) reader->entity_budget = entity_burst;
    reader->entity_place = place;
  }
  reader->entity_budget -= count;
  return reader->entity_budget >= 0;
}

/// A character that HTML 4 names, as an entity: DTDs that are not read define the same names.
static xmlEntityPtr character_entity(derlius_xml *reader, const xmlChar *name) {
  const htmlEntityDesc *found = htmlEntityLookup(name);
  if (!found) return NULL;
  xmlChar content[8] = {0};
  xmlCopyCharMultiByte(content, (int)found->value);
  on_entity(reader, name, XML_INTERNAL_GENERAL_ENTITY, NULL, NULL, content);
  return reader->entities ? xmlGetDocEntity(reader->entities, name) : NULL;
}

static xmlEntityPtr on_get_entity(void *context, const xmlChar *name) {
  derlius_xml *reader = context;
  xmlEntityPtr entity = xmlGetPredefinedEntity(name);
  if (entity) return entity;
  if (reader->error) return NULL;
  entity = reader->entities ? xmlGetDocEntity(reader->entities, name) : NULL;
  if (!entity && (reader->parser->hasExternalSubset || reader->parser->hasPErefs))
    entity = character_entity(reader, name);
  if (!entity) return NULL;
  if (entity->etype != XML_INTERNAL_GENERAL_ENTITY) {
    size_t size = strlen((const char *)name);
    derlius_xml_add(reader, DERLIUS_XML_ENTITY, -1, name, size, size);
    // Nothing stands in its place: libxml2 must never see that it is external.
    static const xmlChar nothing[] = "derlius-nothing";
    on_entity(reader, nothing, XML_INTERNAL_GENERAL_ENTITY, NULL, NULL, (xmlChar *)"");
    return xmlGetDocEntity(reader->entities, nothing);
  }
  // A reference is work even where it gives nothing.
  if (!pay(reader, (int64_t)entity->length + 16)) {
    derlius_xml_fail_here(
        reader, DERLIUS_XML_ENTITY_BOMB, "the entity &%.60s; expands too far", (const char *)name);
    return NULL;
  }
  return entity;
}

static xmlEntityPtr on_get_parameter_entity(void *context, const xmlChar *name) {
  derlius_xml_fail_here(
      context, DERLIUS_XML_PARAMETER_ENTITY, "the document uses the parameter entity %%%.60s;",
      (const char *)name);
  return NULL;
}

static void on_reference(void *context, const xmlChar *name) {
  derlius_xml_fail_here(
      context, DERLIUS_XML_UNDEFINED_ENTITY, "the entity &%.60s; is not defined",
      (const char *)name);
}

static void on_error(void *context, xmlErrorPtr error) {
  derlius_xml *reader = context;
  if (error->level < XML_ERR_ERROR) return;
  // A namespace that is wrong does not change the text.
  if (error->domain == XML_FROM_NAMESPACE) return;
  int64_t line = error->line, column = error->int2;
  // Inside an entity the place is one in the entity.
  xmlParserInputPtr input = reader->parser->input;
  if (error->ctxt != reader->parser && input) {
    line = input->line;
    column = input->col;
  }
  switch (error->code) {
    case XML_ERR_UNDECLARED_ENTITY:
    case XML_WAR_UNDECLARED_ENTITY:
      derlius_xml_fail(
          reader, DERLIUS_XML_UNDEFINED_ENTITY, line, column, "the entity &%.60s; is not defined",
          error->str1 ? error->str1 : "");
      break;
    case XML_ERR_ENTITY_LOOP:
      derlius_xml_fail(
          reader, DERLIUS_XML_ENTITY_BOMB, line, column, "entities expand too far or without end");
      break;
    case XML_ERR_DOCUMENT_END:
      // libxml2 calls this, too, extra content.
      if (reader->depth > 0 && reader->parser->name) {
        derlius_xml_fail(
            reader, DERLIUS_XML_BROKEN, line, column, "the file ends while <%.60s> is open",
            (const char *)reader->parser->name);
        break;
      }
      derlius_xml_fail(
          reader, DERLIUS_XML_BROKEN, line, column, "%s",
          error->message ? error->message : "the document does not end");
      break;
    case XML_ERR_INTERNAL_ERROR:
      if (error->message && strstr(error->message, "Huge input lookup")) {
        derlius_xml_fail(
            reader, DERLIUS_XML_TOO_LARGE, line, column,
            "a comment, a CDATA section or an instruction is longer than 10 MB");
        break;
      }
      // fall through
    default:
      derlius_xml_fail(
          reader, DERLIUS_XML_BROKEN, line, column, "%s",
          error->message ? error->message : "the XML is not well-formed");
  }
}

xmlParserCtxtPtr derlius_xml_new_parser(derlius_xml *reader) {
  xmlSAXHandler handler;
  memset(&handler, 0, sizeof handler);
  handler.initialized = XML_SAX2_MAGIC;
  handler.startElementNs = on_start;
  handler.endElementNs = on_end;
  handler.characters = derlius_xml_on_text;
  handler.ignorableWhitespace = derlius_xml_on_text;
  handler.cdataBlock = derlius_xml_on_text;
  handler.entityDecl = on_entity;
  handler.getEntity = on_get_entity;
  handler.getParameterEntity = on_get_parameter_entity;
  handler.reference = on_reference;
  handler.serror = on_error;
  reader->depth_limit = depth_limit;
  reader->entity_budget = entity_burst;
  xmlParserCtxtPtr parser = xmlCreatePushParserCtxt(&handler, reader, NULL, 0, NULL);
  if (!parser) return NULL;
  // Without XML_PARSE_HUGE libxml2 takes no comment, tag or attribute over 10 MB. Without
  // XML_PARSE_NOENT it never loads an external entity, and `replaceEntities` alone expands internal ones.
  xmlCtxtUseOptions(parser, XML_PARSE_NONET | XML_PARSE_IGNORE_ENC);
  parser->replaceEntities = 1;
  return parser;
}
