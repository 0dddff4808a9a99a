import Groundwork

/// A file as texts: one, or its lines without the empty ones.
struct Texts {
  let bytes: [UInt8]
  let ranges: [Range<Int>]

  init(path: String, mode: String) throws(Failure) {
    bytes = try readFile(path)
    switch mode {
    case "whole": ranges = [0..<bytes.count]
    case "lines": ranges = bytes.split(separator: 0x0A).map(\.indices)
    default:
      throw .usage("the mode \(mode) is not known", remedy: "use whole or lines")
    }
  }

  /// Texts in parts of about 64 KB, as the commands share them out to threads.
  func parts() -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = 0
    for index in ranges.indices {
      if ranges[index].upperBound - ranges[start].lowerBound >= 1 << 16 {
        parts.append(start..<index + 1)
        start = index + 1
      }
    }
    if start < ranges.count { parts.append(start..<ranges.count) }
    return parts
  }
}
