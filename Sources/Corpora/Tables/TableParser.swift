import Groundwork

/// Cuts a table into records and fields as RFC 4180 says, however its bytes come in chunks.
///
/// A field in quotes may hold delimiters, line ends and quotes, which stand doubled. A quote within a
/// field that does not begin with one is an ordinary character. A record ends at `\n` or `\r\n`; wholly
/// blank lines are no records. Memory is the longest record. Owned by one thread.
struct TableParser {
  /// The most bytes that a record may have.
  static let recordLimit = 1 << 30

  /// The fields of the record read last, one after the other, without quotes.
  private(set) var bytes: [UInt8] = []
  /// The end of each field in `bytes`.
  private(set) var ends: [Int] = []
  /// The line on which the record begins, counted from 1.
  private(set) var recordLine = 1

  private let delimiter: UInt8
  private let hasQuotes: Bool
  private let file: String
  private var state = State.fieldStart
  private var line = 1
  /// The line on which the field's quote opened.
  private var quoteLine = 1
  /// Whether the record has a field in quotes, which makes even an empty one a record.
  private var isQuoted = false
  /// Whether a record was handed out, so that the next byte begins another.
  private var isHandedOut = false

  private enum State {
    case fieldStart, plain, plainCR, quoted, closed, closedCR
  }

  /// - Parameters:
  ///   - delimiter: what parts fields.
  ///   - hasQuotes: whether quotes are more than ordinary characters.
  ///   - file: the name for error messages.
  init(delimiter: UInt8, hasQuotes: Bool = true, file: String) {
    self.delimiter = delimiter
    self.hasQuotes = hasQuotes
    self.file = file
  }

  /// The bytes of a field of the record: an index in 0 ..< ends.count.
  func field(_ index: Int) -> ArraySlice<UInt8> {
    bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
  }

  /// Takes bytes from `position` on until a record ends or they do; true where a record has ended.
  ///
  /// Its fields stand until the next call. Throws where text stands behind a closing quote.
  mutating func nextRecord(
    in input: UnsafeBufferPointer<UInt8>, from position: inout Int
  ) throws(Failure) -> Bool {
    if isHandedOut { startRecord() }
    while position < input.count {
      let byte = input[position]
      position += 1
      switch state {
      case .quoted:
        if byte == UInt8(ascii: "\"") {
          state = .closed
        } else {
          bytes.append(byte)
          if byte == 0x0A { line += 1 }
        }
      case .fieldStart where byte == UInt8(ascii: "\"") && hasQuotes:
        state = .quoted
        isQuoted = true
        quoteLine = line
      case .closed where byte == UInt8(ascii: "\""):
        bytes.append(byte)
        state = .quoted
      case _ where byte == 0x0A:
        state = .fieldStart
        if endRecord() { return true }
      case .closedCR: throw behindQuote()
      case .plainCR:
        // The carriage return was no part of a line end.
        bytes.append(0x0D)
        takePlain(byte)
      case .closed:
        if byte == delimiter {
          endField()
        } else if byte == 0x0D {
          state = .closedCR
        } else {
          throw behindQuote()
        }
      case .fieldStart, .plain: takePlain(byte)
      }
    }
    if bytes.count > Self.recordLimit { throw BatchWriter.tooLong(file) }
    return false
  }

  /// Ends the last record where the file ends; true where there is one.
  ///
  /// Throws where a quote is still open.
  mutating func finish() throws(Failure) -> Bool {
    if isHandedOut { startRecord() }
    switch state {
    case .quoted:
      throw Failure(
        "a quote opens and does not close", at: .line(quoteLine, of: file),
        remedy: "close it, or read the quotes as characters with --no-quotes")
    case .plainCR: bytes.append(0x0D)
    case .fieldStart where ends.isEmpty && bytes.isEmpty: return false
    case .fieldStart, .plain, .closed, .closedCR: break
    }
    return endRecord()
  }

  @inline(__always)
  private mutating func takePlain(_ byte: UInt8) {
    if byte == delimiter {
      endField()
    } else if byte == 0x0D {
      state = .plainCR
    } else {
      bytes.append(byte)
      state = .plain
    }
  }

  private mutating func endField() {
    ends.append(bytes.count)
    state = .fieldStart
  }

  /// Whether the record that ends here is one.
  private mutating func endRecord() -> Bool {
    line += 1
    if ends.isEmpty, bytes.isEmpty, !isQuoted {
      recordLine = line
      return false
    }
    ends.append(bytes.count)
    isHandedOut = true
    return true
  }

  private mutating func startRecord() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    state = .fieldStart
    isQuoted = false
    isHandedOut = false
    recordLine = line
  }

  private func behindQuote() -> Failure {
    Failure(
      "text stands behind a closing quote", at: .line(line, of: file),
      remedy: "double the quotes inside a field, or read them as characters with --no-quotes")
  }
}
