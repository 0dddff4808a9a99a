import CXML2
import Groundwork

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A document that libxml2's push parser reads: XML 1.0, or HTML as it comes.
///
/// Nothing but the bytes that are given is read: no DTD, no external entity, no network. Owned by one
/// thread.
final class MarkupStream {
  /// How many bytes the parser gets at once; small enough for their events to stay in the cache.
  static let chunk = 64 << 10

  private let parser: OpaquePointer
  private let isHTML: Bool
  private let name: String
  private var isRootChecked = false

  /// - Parameter name: the file's name in messages.
  init(isHTML: Bool = false, name: String) throws(Failure) {
    self.name = name
    self.isHTML = isHTML
    var elements: [UnsafePointer<CChar>?] = MarkupNames.elements.map { UnsafePointer(strdup($0)) }
    var attributes: [UnsafePointer<CChar>?] = MarkupNames.attributes.map {
      UnsafePointer(strdup($0))
    }
    defer {
      for name in elements + attributes { free(UnsafeMutableRawPointer(mutating: name)) }
    }
    let parser = derlius_xml_new(
      isHTML ? 1 : 0, &elements, Int32(elements.count), &attributes, Int32(attributes.count))
    guard let parser else {
      throw Failure("libxml2 gives no parser", remedy: "check the installation of libxml2")
    }
    self.parser = parser
  }

  deinit { derlius_xml_free(parser) }

  /// The root element's local name; nil before it was read, and in HTML.
  var root: String? { derlius_xml_root(parser).map { String(cString: $0) } }

  /// Reads UTF-8 to its end and gives every event to the consumer; `drain` runs after each chunk, and
  /// before a failure is thrown.
  ///
  /// The chunks depend on the bytes' offsets alone, not on how the source cuts them. Throws where the XML
  /// is not sound, with line and column, where the root is not among `roots`, and what the others throw.
  func read<Consumer: MarkupConsumer>(
    _ source: any ByteSource, roots: MarkupRoots?, chunk: Int = MarkupStream.chunk,
    into consumer: inout Consumer, drain: (inout Consumer) throws(Failure) -> Void
  ) throws(Failure) {
    let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(16, chunk))
    defer { buffer.deallocate() }
    // The start of a scalar that the last chunk cut stands at the buffer's front.
    var held = 0
    while true {
      var count = held
      var isLast = false
      while buffer.count - count >= 8 {
        let room = UnsafeMutableBufferPointer(rebasing: buffer[count...])
        let read = try source.read(into: room)
        if read == 0 {
          isLast = true
          break
        }
        count += read
      }
      let all = UnsafeBufferPointer(rebasing: buffer[..<count])
      let whole = isLast ? count : part(of: all)
      let status = derlius_xml_parse(parser, buffer.baseAddress, whole, isLast ? 1 : 0)
      try give(to: &consumer, roots)
      try drain(&consumer)
      if status != 0 { throw MarkupFailure.failure(of: parser, name) }
      if isLast { return }
      for index in whole..<count { buffer[index - whole] = buffer[index] }
      held = count - whole
    }
  }

  /// How much of a chunk that is not the last the parser gets: scalars are whole; so are the tags of HTML where that
  /// leaves something, since libxml2 takes a `</script` that is cut for a part of the script.
  private func part(of chunk: UnsafeBufferPointer<UInt8>) -> Int {
    let whole = CheckedUTF8.wholeScalars(chunk)
    guard isHTML else { return whole }
    var index = whole
    while index > 0, chunk[index - 1] != UInt8(ascii: ">") {
      index -= 1
      if chunk[index] == UInt8(ascii: "<") { return index > 0 ? index : whole }
    }
    return whole
  }

  /// Gives the last chunk's events to the consumer.
  private func give<Consumer: MarkupConsumer>(
    to consumer: inout Consumer, _ roots: MarkupRoots?
  ) throws(Failure) {
    var events: UnsafePointer<derlius_xml_event>?
    var bytes: UnsafePointer<UInt8>?
    let count = derlius_xml_events(parser, &events, &bytes)
    guard let events else { return }
    var start = 0
    for index in 0..<count {
      let event = events[index]
      let size = Int(event.size)
      switch Int(event.kind) {
      case Int(DERLIUS_XML_TEXT):
        try consumer.text(UnsafeBufferPointer(start: bytes.map { $0 + start }, count: size))
        start += size
      case Int(DERLIUS_XML_START):
        if !isRootChecked {
          isRootChecked = true
          if let roots, let root { try roots.check(root, at: size, of: name) }
        }
        try consumer.start(Int(event.name), line: size)
      case Int(DERLIUS_XML_END):
        try consumer.end(Int(event.name))
      case Int(DERLIUS_XML_ATTRIBUTE):
        let value = UnsafeBufferPointer(start: bytes.map { $0 + start }, count: size)
        consumer.attribute(Int(event.name), value)
        start += size
      default:
        let entity = UnsafeBufferPointer(start: bytes.map { $0 + start }, count: size)
        start += size
        if consumer.needsEntities {
          throw MarkupFailure.external(String(decoding: entity, as: UTF8.self), name)
        }
      }
    }
  }
}
