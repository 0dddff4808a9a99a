import Groundwork
import TestSupport
import Testing
import Tokenization

/// llama.cpp's own test vectors: texts parted by a marker line, and a line of ids for each.
enum LlamaCppVectors {
  static func expect(_ tokenizer: some Tokenizer, gives name: String) throws {
    let folder = SharedData.path("conformance/llama-cpp/ggml-vocab-\(name).gguf")
    let inputs = String(decoding: try readFile(folder + ".inp"), as: UTF8.self)
    let texts = split(Array(inputs.utf8), at: Array("\n__ggml_vocab_test__\n".utf8))
    let lines = String(decoding: try readFile(folder + ".out"), as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    try #require(texts.count > 40)
    // The last line ends with a line feed, and so may the last text.
    try #require(lines.count >= texts.count)
    let encoder = tokenizer.makeEncoder()
    for (index, text) in texts.enumerated() {
      let expected = lines[index].split(separator: " ").compactMap { UInt32($0) }
      let shown = String(decoding: text, as: UTF8.self)
      #expect(encoder.encode(text) == expected, "\(index): \(shown)")
      var ids: [UInt32] = []
      var spans: [TokenSpan] = []
      text.withUnsafeBufferPointer { encoder.encode($0, into: &ids, spans: &spans) }
      #expect(ids == expected && spans.count == ids.count, "\(index) with spans: \(shown)")
    }
  }

  private static func split(_ bytes: [UInt8], at marker: [UInt8]) -> [[UInt8]] {
    var parts: [[UInt8]] = []
    var start = 0
    var index = 0
    while index < bytes.count {
      if bytes[index] == marker[0], bytes[index...].starts(with: marker) {
        parts.append(Array(bytes[start..<index]))
        index += marker.count
        start = index
      } else {
        index += 1
      }
    }
    parts.append(Array(bytes[start...]))
    return parts
  }
}
