import Groundwork
import Tokenization

/// A compiled vocabulary in memory: all checksums are right, and no section leads out of the file.
struct CompiledFile {
  /// 32 bytes that say what it was made of; zeros where it was made by hand.
  let key: [UInt8]
  private let mapping: MappedFile
  private let sections: [UnsafeRawBufferPointer]

  /// Takes a file's first bytes for those of a compiled vocabulary.
  static func recognizes(_ bytes: some Sequence<UInt8>) -> Bool {
    bytes.starts(with: CompiledLayout.magic)
  }

  /// Checks a file.
  ///
  /// - Throws: `Failure` with the byte where the file is cut, damaged, or of another version.
  /// - Complexity: O(bytes), at the speed of `blockChecksum`.
  init(_ mapping: MappedFile) throws(Failure) {
    #if _endian(big)
      throw Failure(
        "is little-endian, and this machine is not", at: .file(mapping.path),
        remedy: "use the source vocabulary")
    #endif
    let bytes = mapping.bytes
    func require(
      _ isRight: Bool, byte: Int, _ problem: @autoclosure () -> String
    ) throws(Failure) {
      if !isRight { throw CompiledFile.damage(mapping, byte: byte, problem()) }
    }
    try require(
      Self.recognizes(bytes.prefix(8)), byte: 0, "does not begin as a compiled vocabulary does")
    try require(
      bytes.count >= CompiledLayout.firstSection, byte: bytes.count, "the file ends inside its head"
    )
    let version = bytes.number(at: 8, as: UInt32.self)
    try require(
      version == CompiledLayout.version, byte: 8,
      "the format version is \(version), and this derlius reads \(CompiledLayout.version)")
    let size = bytes.number(at: 16, as: UInt64.self)
    try require(
      size == UInt64(bytes.count), byte: 16,
      "the file has \(bytes.count) bytes, and \(size) are stated")
    let head = UnsafeRawBufferPointer(rebasing: bytes[..<CompiledLayout.firstSection])
    try require(
      CompiledLayout.headChecksum(head)
        == bytes.number(at: CompiledLayout.checksumPlace, as: UInt64.self),
      byte: CompiledLayout.checksumPlace, "the checksum of the head is wrong")
    try require(
      bytes.number(at: 12, as: UInt32.self) == UInt32(CompiledLayout.Section.all.count), byte: 12,
      "there are not \(CompiledLayout.Section.all.count) sections")
    var sections: [UnsafeRawBufferPointer] = []
    var start = CompiledLayout.firstSection
    for section in CompiledLayout.Section.all {
      let entry = CompiledLayout.headSize + section.number * CompiledLayout.entrySize
      let length = bytes.number(at: entry + 16, as: UInt64.self)
      let isPlaced =
        bytes.number(at: entry, as: UInt32.self) == UInt32(section.number)
        && bytes.number(at: entry + 4, as: UInt32.self) == UInt32(section.elementSize)
        && bytes.number(at: entry + 8, as: UInt64.self) == UInt64(start)
        && length <= UInt64(bytes.count - start) && length % UInt64(section.elementSize) == 0
        && CompiledLayout.aligned(Int(length)) <= bytes.count - start
      try require(isPlaced, byte: entry, "the entry of \(section.name) is senseless")
      let end = start + CompiledLayout.aligned(Int(length))
      let filled = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
      try require(
        CompiledLayout.checksum(filled, of: section)
          == bytes.number(at: entry + 24, as: UInt64.self),
        byte: start, "the checksum of \(section.name) is wrong")
      sections.append(UnsafeRawBufferPointer(rebasing: filled[..<Int(length)]))
      start = end
    }
    try require(start == bytes.count, byte: start, "there is more behind the last section")
    self.mapping = mapping
    self.sections = sections
    key = Array(bytes[CompiledLayout.keyPlace..<CompiledLayout.keyPlace + 32])
  }

  /// The description, as JSON.
  func about() throws(Failure) -> CompiledDescription {
    do throws(Failure) {
      return try CompiledDescription(
        JSONValue(parsing: Array(sections[0]), file: mapping.path))
    } catch {
      throw Self.damage(mapping, byte: CompiledLayout.firstSection, error.problem)
    }
  }

  /// The tables.
  ///
  /// - Throws: `Failure` with the section in which a number leads outside the tables.
  func tables() throws(Failure) -> CheckedRankTables {
    do throws(CheckedRankTables.Fault) {
      return try CheckedRankTables(RankTables(Array(sections.dropFirst())), in: mapping)
    } catch {
      let base = sections[error.part.rawValue + 1].baseAddress.map { UInt(bitPattern: $0) } ?? 0
      let first = mapping.bytes.baseAddress.map { UInt(bitPattern: $0) } ?? 0
      throw Self.damage(mapping, byte: Int(base &- first), error.problem)
    }
  }

  private static func damage(_ mapping: MappedFile, byte: Int, _ problem: String) -> Failure {
    Failure(problem, at: .byte(byte, of: mapping.path), remedy: "compile it again")
  }
}

extension UnsafeRawBufferPointer {
  /// A little-endian number.
  fileprivate func number<Number: FixedWidthInteger & BitwiseCopyable>(
    at place: Int, as type: Number.Type
  ) -> Number {
    Number(littleEndian: loadUnaligned(fromByteOffset: place, as: type))
  }
}
