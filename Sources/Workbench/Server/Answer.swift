import CMicroHTTPD
import Groundwork

/// What a request gets: a status, a type and bytes.
struct Answer: Sendable {
  /// The types of content that the server sends.
  enum ContentType: Sendable {
    case json, html, css, script, svg

    /// The value of Content-Type.
    var value: StaticString {
      switch self {
      case .json: "application/json; charset=utf-8"
      case .html: "text/html; charset=utf-8"
      case .css: "text/css; charset=utf-8"
      case .script: "text/javascript; charset=utf-8"
      case .svg: "image/svg+xml"
      }
    }
  }

  var status = 200
  var type: ContentType
  var bytes: [UInt8]
  /// Where the client is to ask instead; nil for nowhere.
  var location: String?

  /// Sends the client to another address.
  static func moved(to place: String) -> Answer {
    Answer(status: 308, type: .html, bytes: [], location: place)
  }

  /// An answer in JSON: an object that begins with the API's version.
  static func json(
    status: Int = 200, _ members: (inout JSONOutput) -> Void
  ) -> Answer {
    var output = JSONOutput()
    output.beginObject()
    output.key("api")
    output.integer(WorkbenchAPI.version)
    members(&output)
    output.endObject()
    return Answer(status: status, type: .json, bytes: output.bytes)
  }

  /// The headers of every answer: nothing is kept, framed, guessed or loaded from elsewhere.
  private static let fixedFields: [(name: StaticString, value: StaticString)] = [
    (
      "Content-Security-Policy",
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cache-Control", "no-store"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("X-Frame-Options", "DENY"),
  ]

  /// Sends the answer; the request must not be used afterwards.
  func send(to request: OpaquePointer) {
    var fields = ([("Content-Type", type.value)] + Self.fixedFields).map { name, value in
      derlius_http_field(name: name.cString, value: value.cString)
    }
    (location ?? "").withCString { place in
      let name: StaticString = "Location"
      if location != nil { fields.append(derlius_http_field(name: name.cString, value: place)) }
      bytes.withUnsafeBytes { bytes in
        derlius_http_answer(
          request, UInt32(status), fields, fields.count, bytes.baseAddress, bytes.count)
      }
    }
  }
}

extension StaticString {
  /// The text, which ends with a zero and lives for ever; only for those of more than one letter.
  fileprivate var cString: UnsafePointer<CChar> {
    UnsafeRawPointer(utf8Start).assumingMemoryBound(to: CChar.self)
  }
}
