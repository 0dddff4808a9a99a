import Groundwork
import Tokenization
import TokenizerFormats

/// A compiled vocabulary with numbers changed: the first byte says whether checksums are made right again (even) or
/// not; each eight bytes then are a section (9: head and directory), a place in it, and four bytes to put there.
let compiledTargets = [
  Target("compiled", "changes of a compiled vocabulary") { (bytes) throws(Failure) in
    var file = sound
    for place in stride(from: 1, to: bytes.count - 7, by: 8) {
      let section = Int(bytes[place]) % 10
      let range = section == 9 ? 0..<384 : file.section(section)
      guard range.count >= 4 else { continue }
      let offset = Int(bytes[place + 1]) | Int(bytes[place + 2]) << 8 | Int(bytes[place + 3]) << 16
      let start = range.lowerBound + offset % (range.count - 3)
      file.bytes.replaceSubrange(start..<start + 4, with: bytes[place + 4..<place + 8])
    }
    let isSealed = bytes.first.map { $0 & 1 == 0 } ?? true
    if isSealed { file.seal() }
    let tokenizer = try CompiledReader.load(scratchFile(file.bytes))
    require(isSealed || file.bytes == sound.bytes, "a change without a checksum was not noticed")
    checkEncoding(tokenizer, sampleText + Array("hello world hell".utf8))
    _ = tokenizer.makeBytesEncoder()?.encode(sampleText + [0xFF, 0x20, 0xC3])
    _ = tokenizer.unreachableTokens()
  }
]

/// A file with what is needed to change it.
private struct File {
  var bytes: [UInt8]

  func number(_ place: Int) -> Int {
    (0..<8).reduce(0) { $0 | Int(bytes[place + $1] & ($1 == 7 ? 0x7F : 0xFF)) << ($1 * 8) }
  }

  /// Where a section of the sound file lies.
  func section(_ index: Int) -> Range<Int> {
    let start = sound.number(64 + index * 32 + 8)
    return start..<start + sound.number(64 + index * 32 + 16)
  }

  private mutating func put(_ number: UInt64, at place: Int) {
    for index in 0..<8 { bytes[place + index] = UInt8(truncatingIfNeeded: number >> (index * 8)) }
  }

  /// Makes all checksums right.
  mutating func seal() {
    for index in 0..<9 {
      let range = section(index)
      let filled = Array(bytes[range.lowerBound..<(range.upperBound + 63) & ~63])
      let sum = filled.withUnsafeBytes { blockChecksum($0, seed: UInt64(index) + 1) }
      put(sum, at: 64 + index * 32 + 24)
    }
    put(0, at: 24)
    put(Array(bytes[..<384]).withUnsafeBytes { blockChecksum($0) }, at: 24)
  }
}

private let sound: File = {
  let tokens =
    (0...255).map { [UInt8($0)] }
    + ["he", "ll", "hell", " w", "hello", " x"].map { Array($0.utf8) }
  let ranks = TiktokenWriter.rankFile(RankedTokens(inRankOrder: tokens))
  do throws(Failure) {
    let tokenizer = try TiktokenReader.load(
      bytes: ranks, file: "ranks",
      specification: TiktokenSpecification(
        pattern: "gpt2", specials: [.init(text: "<|end|>", id: 300)]))
    return File(bytes: try CompiledWriter.bytes(of: tokenizer, path: "ranks"))
  } catch {
    require(false, "the sound file: \(error)")
    return File(bytes: [])
  }
}()
