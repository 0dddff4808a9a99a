import Groundwork

/// What the start of a file shows of a table.
enum TableShape {
  /// The records that are whole within a sample, as fields; nil where it is no table of one width.
  ///
  /// All whole records must have as many fields as the first, at least two.
  static func records(_ sample: FormatSample, delimiter: UInt8, hasQuotes: Bool = true)
    -> [[[UInt8]]]?
  {
    var parser = TableParser(delimiter: delimiter, hasQuotes: hasQuotes, file: "")
    var records: [[[UInt8]]] = []
    func take() -> Bool {
      let fields = parser.ends.indices.map { Array(parser.field($0)) }
      records.append(fields)
      return fields.count == records[0].count && fields.count > 1
    }
    do throws(Failure) {
      var position = 0
      let isEven = try sample.bytes.withUnsafeBufferPointer { bytes throws(Failure) in
        while try parser.nextRecord(in: bytes, from: &position) {
          if !take() { return false }
        }
        return true
      }
      guard isEven else { return nil }
      if sample.isWhole, try parser.finish(), !take() { return nil }
    } catch {
      return nil
    }
    return records.isEmpty ? nil : records
  }

  /// Whether the sample is a table whose first row names the column, with at least one row below; a sample
  /// that ends within that row will do.
  ///
  /// The names of the first row must be distinct, and none empty.
  static func isTable(_ sample: FormatSample, delimiter: UInt8, column: String) -> Bool {
    guard let records = records(sample, delimiter: delimiter), let header = records.first,
      records.count > 1 || !sample.isWhole, Set(header).count == header.count
    else { return false }
    return header.allSatisfy { !$0.isEmpty } && header.contains(Array(column.utf8))
  }

  /// Whether a tab stands on the sample's first line.
  static func firstLineHasTab(_ sample: FormatSample) -> Bool {
    sample.bytes.first { $0 == 0x09 || $0 == 0x0A } == 0x09
  }

  /// What parts the fields of a CSV file: a comma, or a semicolon where the first line, outside quotes, has
  /// those and no comma.
  static func csvDelimiter(_ bytes: some Sequence<UInt8>) -> UInt8 {
    var isQuoted = false
    var hasSemicolon = false
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: ",") where !isQuoted: return UInt8(ascii: ",")
      case UInt8(ascii: ";") where !isQuoted: hasSemicolon = true
      case 0x0A where !isQuoted: return UInt8(ascii: hasSemicolon ? ";" : ",")
      default: break
      }
    }
    return UInt8(ascii: hasSemicolon ? ";" : ",")
  }
}
