import CXML2
import Groundwork

/// What is said where XML is not read.
enum MarkupFailure {
  /// The parser's error with its line and column.
  static func failure(of parser: OpaquePointer, _ name: String) -> Failure {
    let line = Int(derlius_xml_error_line(parser))
    let column = Int(derlius_xml_error_column(parser))
    var problem = String(cString: derlius_xml_message(parser))
    if column > 0 { problem += " (column \(column))" }
    return Failure(
      problem, at: line > 0 ? .line(line, of: name) : .file(name),
      remedy: remedy(Int(derlius_xml_error(parser))))
  }

  private static func remedy(_ error: Int) -> String {
    switch error {
    case Int(DERLIUS_XML_UNDEFINED_ENTITY):
      "write the character itself, or declare the entity in the file"
    case Int(DERLIUS_XML_ENTITY_BOMB):
      "write the text itself: entities may give 16 MiB at once and ten times the file's bytes"
    case Int(DERLIUS_XML_PARAMETER_ENTITY):
      "write the declarations themselves: parameter entities are not read"
    case Int(DERLIUS_XML_OUT_OF_MEMORY): "free memory"
    default: "correct the XML, or get the file again"
    }
  }

  /// An external entity stands in a text.
  static func external(_ entity: String, _ name: String) -> Failure {
    Failure(
      "the text uses the external entity &\(entity.prefix(60));", at: .file(name),
      remedy: "put its text into the file: nothing but the file is read")
  }
}
