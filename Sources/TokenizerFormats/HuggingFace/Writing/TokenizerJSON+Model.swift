import Groundwork
import Tokenization

extension TokenizerJSON {
  /// Writes the members of `model`.
  func writeModel(to output: inout TokenizerJSONText) throws(Failure) {
    switch model {
    case .bpe(let parts):
      if parts.takesLinesWhole {
        throw Failure(
          "tokenizer.json has no BPE that takes lines whole, as llama.cpp's gemma4 does")
      }
      writeBPE(parts, to: &output)
    case .unigramRow:
      throw Failure("tokenizer.json has no Unigram model that cuts text as llama.cpp's does")
    case .unigram(let scores, let unknown, let byteFallback):
      output.line("    \"type\": \"Unigram\",")
      output.line("    \"unk_id\": \(unknown),")
      try writeScored(scores, to: &output)
      output.line("    \"byte_fallback\": \(byteFallback)")
    case .wordPiece(let prefix, let unknown, let longestWord):
      output.line("    \"type\": \"WordPiece\",")
      text("unk_token", Array(tokens[unknown]), to: &output)
      text("continuing_subword_prefix", prefix, to: &output)
      output.line("    \"max_input_chars_per_word\": \(longestWord),")
      writeTokens(to: &output, isLast: true)
    case .wordLevel(let unknown):
      output.line("    \"type\": \"WordLevel\",")
      writeTokens(to: &output, isLast: false)
      output.add("    \"unk_token\": ")
      output.string(Array(tokens[unknown]))
      output.line("")
    }
  }

  private func writeBPE(_ parts: BPEParts, to output: inout TokenizerJSONText) {
    output.line("    \"type\": \"BPE\",")
    output.line("    \"dropout\": null,")
    text("unk_token", parts.unknown.map { Array(tokens[$0]) }, to: &output)
    func fix(_ key: String, _ value: [UInt8]) {
      text(key, value.isEmpty ? nil : value, to: &output)
    }
    fix("continuing_subword_prefix", parts.continuingPrefix)
    fix("end_of_word_suffix", parts.endOfWordSuffix)
    output.line("    \"fuse_unk\": \(parts.fusesUnknown),")
    output.line("    \"byte_fallback\": \(parts.byteFallback),")
    output.line("    \"ignore_merges\": \(parts.ignoresMerges),")
    writeTokens(to: &output, isLast: false)
    if parts.merges.isEmpty { return output.line("    \"merges\": []") }
    output.line("    \"merges\": [")
    for (index, merge) in parts.merges.enumerated() {
      output.add("      [")
      output.string(tokens[merge.left])
      output.add(", ")
      output.string(tokens[merge.right])
      output.line(index + 1 < parts.merges.count ? "]," : "]")
    }
    output.line("    ]")
  }

  private func text(_ key: String, _ value: [UInt8]?, to output: inout TokenizerJSONText) {
    output.add("    \"\(key)\": ")
    if let value { output.string(value) } else { output.add("null") }
    output.line(",")
  }

  private func writeTokens(to output: inout TokenizerJSONText, isLast: Bool) {
    output.line("    \"vocab\": {")
    var isFirst = true
    for id in 0..<UInt32(tokens.count) where !isHole(id) {
      if !isFirst { output.line(",") }
      isFirst = false
      output.add("      ")
      output.string(tokens[id])
      output.add(": \(id)")
    }
    if !isFirst { output.line("") }
    output.line(isLast ? "    }" : "    },")
  }

  private func writeScored(
    _ scores: [Double], to output: inout TokenizerJSONText
  ) throws(Failure) {
    output.line("    \"vocab\": [")
    for id in 0..<UInt32(tokens.count) {
      guard !isHole(id), Int(id) < scores.count else {
        throw Failure(
          "the id \(id) has no token, and the ids of a Unigram have no holes",
          remedy: "give it a token that no text gives")
      }
      guard let score = ReferenceNumber.spelling(of: scores[Int(id)]) else {
        throw Failure(
          "the score of token \(id) is \(scores[Int(id)]), which tokenizers cannot read",
          remedy: "give it a finite score")
      }
      output.add("      [")
      output.string(tokens[id])
      output.line(Int(id) + 1 < tokens.count ? ", \(score)]," : ", \(score)]")
    }
    output.line("    ],")
  }
}

extension TokenizerJSON {
  /// A finite score as `tokenizers` reads it; see `ReferenceNumber`.
  package static func spelling(ofScore score: Double) -> String {
    ReferenceNumber.spelling(of: score) ?? "\(score)"
  }
}

extension ReferenceNumber {
  /// A spelling that the reference reads as this number; nil for what is not finite.
  ///
  /// Its parser rounds twice, so that it misreads one of seven shortest spellings by a unit in the last
  /// place: then one with other digits is looked for. For some numbers there is none; they get the
  /// shortest. Multiples of small powers of 1/2, such as scores that were trained as whole numbers, are
  /// always exact.
  static func spelling(of value: Double) -> String? {
    guard value.isFinite else { return nil }
    func reads(_ text: String) -> Bool {
      Array(text.utf8).withUnsafeBufferPointer { parse($0) } == value
    }
    let shortest = "\(value)"
    if reads(shortest) { return shortest }
    // DIGITS × 10^exponent with 16 to 19 digits, and its neighbours.
    var exponent = 0
    var scaled = abs(value)
    guard scaled > 1e-200, scaled < 1e200 else { return shortest }
    while scaled >= 1 {
      scaled /= 10
      exponent += 1
    }
    while scaled < 0.1 {
      scaled *= 10
      exponent -= 1
    }
    var power = 1e16
    for places in 16...18 {
      let digits = Int64(scaled * power)
      for step in 0...80 {
        let near = digits + Int64(step.isMultiple(of: 2) ? step / 2 : -(step + 1) / 2)
        let text = "\(value < 0 ? "-" : "")\(near)e\(exponent - places)"
        if reads(text) { return text }
      }
      power *= 10
    }
    return shortest
  }
}
