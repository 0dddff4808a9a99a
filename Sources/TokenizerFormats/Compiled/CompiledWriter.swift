import Groundwork
import Tokenization

/// Writes tokenizers in the form that is mapped into memory as it is: docs/compiled-vocabulary.md.
public enum CompiledWriter {
  /// The bytes of the compiled form: the same for the same tokenizer.
  ///
  /// - Parameters:
  ///   - tokenizer: a byte-level BPE by rank: tiktoken's, Tekken, a pickled encoding, or a compiled one.
  ///   - path: its file, for messages.
  /// - Throws: `Failure` for a tokenizer of a kind that has no compiled form.
  public static func bytes(of tokenizer: any Tokenizer, path: String) throws(Failure) -> [UInt8] {
    guard let ranks = tokenizer as? RankTokenizer else {
      throw Failure(
        "has the format \(tokenizer.summary.format), which has no compiled form", at: .file(path),
        remedy: "the formats that have one are tiktoken, tekken and pickle")
    }
    return try bytes(of: ranks, path: path, key: [UInt8](repeating: 0, count: 32))
  }

  static func bytes(
    of tokenizer: RankTokenizer, path: String, key: [UInt8]
  ) throws(Failure) -> [UInt8] {
    precondition(key.count == 32)
    let description = CompiledDescription(tokenizer)
    // What is written must be found again.
    guard try SplitPattern.splitter(for: description.pattern).name == description.pattern else {
      throw Failure(
        "has the split pattern \(description.pattern), which has no name to be found by",
        at: .file(path), remedy: "use it as it is")
    }
    let about = Array(description.json.serialized().utf8)
    return tokenizer.withTables { tables in
      var file = [UInt8](repeating: 0, count: CompiledLayout.firstSection)
      for section in CompiledLayout.Section.all {
        let start = file.count
        let length: Int
        switch section {
        case .about:
          file += about
          length = about.count
        case .table(let part):
          let memory = tables.memory(of: part)
          file += memory
          length = memory.count
        }
        let filled = CompiledLayout.aligned(file.count)
        file.append(contentsOf: repeatElement(0, count: filled - file.count))
        let sum = file.withUnsafeBytes {
          CompiledLayout.checksum(UnsafeRawBufferPointer(rebasing: $0[start...]), of: section)
        }
        let entry = CompiledLayout.headSize + section.number * CompiledLayout.entrySize
        file.put(UInt32(section.number), at: entry)
        file.put(UInt32(section.elementSize), at: entry + 4)
        file.put(UInt64(start), at: entry + 8)
        file.put(UInt64(length), at: entry + 16)
        file.put(sum, at: entry + 24)
      }
      file.replaceSubrange(..<CompiledLayout.magic.count, with: CompiledLayout.magic)
      file.put(CompiledLayout.version, at: 8)
      file.put(UInt32(CompiledLayout.Section.all.count), at: 12)
      file.put(UInt64(file.count), at: 16)
      file.replaceSubrange(
        CompiledLayout.keyPlace..<CompiledLayout.keyPlace + key.count, with: key)
      let sum = file.withUnsafeBytes {
        CompiledLayout.headChecksum(
          UnsafeRawBufferPointer(rebasing: $0[..<CompiledLayout.firstSection]))
      }
      file.put(sum, at: CompiledLayout.checksumPlace)
      return file
    }
  }
}

extension [UInt8] {
  /// Writes a little-endian number over the bytes at a place.
  fileprivate mutating func put<Number: FixedWidthInteger>(_ number: Number, at place: Int) {
    Swift.withUnsafeBytes(of: number.littleEndian) { bytes in
      for (index, byte) in bytes.enumerated() { self[place + index] = byte }
    }
  }
}
