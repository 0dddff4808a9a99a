import CMicroHTTPD

/// The head of a request, as Swift values.
struct RequestHead: Sendable {
  var method: String
  /// As it stands in the first line, nothing decoded.
  var target: [UInt8]
  var host: String?
  var origin: String?
  var contentType: String?
  /// Sec-Fetch-Site.
  var fetchSite: String?
  /// Nil where the head states none.
  var contentLength: Int?
  var isChunked: Bool
  /// The bytes of all bodies that are held at this moment.
  var heldBytes: Int

  init(_ head: derlius_http_head) {
    func text(_ pointer: UnsafePointer<CChar>?) -> String? { pointer.map { String(cString: $0) } }
    method = text(head.method) ?? ""
    target = head.target.map { Array(String(cString: $0).utf8) } ?? []
    host = text(head.host)
    origin = text(head.origin)
    contentType = text(head.content_type)
    fetchSite = text(head.fetch_site)
    contentLength = head.content_length < 0 ? nil : Int(head.content_length)
    isChunked = head.is_chunked != 0
    heldBytes = Int(head.held_bytes)
  }

  init(
    method: String, target: String, host: String? = nil, origin: String? = nil,
    contentType: String? = nil, fetchSite: String? = nil, contentLength: Int? = nil,
    isChunked: Bool = false
  ) {
    self.method = method
    self.target = Array(target.utf8)
    self.host = host
    self.origin = origin
    self.contentType = contentType
    self.fetchSite = fetchSite
    self.contentLength = contentLength
    self.isChunked = isChunked
    heldBytes = 0
  }
}
