import Groundwork
import Tokenization

/// Finds the words of letters that cost most, tokenizer by tokenizer.
struct ExpensiveWords {
  /// Longer runs of letters are no words.
  private static let mostScalars = 100

  private let study: CorpusStudy
  private let tokenizers: [StudyTokenizer]
  private let pool: WorkerPool

  init(_ study: CorpusStudy, _ tokenizers: [StudyTokenizer], _ pool: WorkerPool) {
    self.study = study
    self.tokenizers = tokenizers
    self.pool = pool
  }

  /// The lists of all tokenizers, in their order.
  func records(corpus: String, language: String) throws(Failure) -> [WordCostRecord] {
    let occurrences = study.facts[0].occurrences
    let scalars = occurrences.indices.map { type in
      occurrences[type] == 0 ? 0 : length(type)
    }
    let types = occurrences.indices.filter { (1...Self.mostScalars).contains(scalars[$0]) }
    let byLength = first(types) { Int64(scalars[$0]) }
    let study = study
    let lists = try pool.map(tokenizers.count) { (tokenizer) throws(Failure) in
      let tokens = study.types.prefixed[tokenizer]
      return WordCostRecord.Order.allCases.map { order in
        switch order {
        case .tokens: first(types) { Int64(tokens[$0]) }
        case .total:
          first(types) { type in
            // A count that does not fit is the most that fits.
            let (total, overflow) = Int64(tokens[type])
              .multipliedReportingOverflow(by: occurrences[type])
            return overflow ? .max : total
          }
        case .length: byLength
        }
      }
    }
    var records: [WordCostRecord] = []
    for (index, tokenizer) in tokenizers.enumerated() {
      for (order, types) in zip(WordCostRecord.Order.allCases, lists[index]) {
        var words: [WordCost] = []
        for type in types {
          words.append(try word(type, tokenizer, Int(occurrences[type])))
        }
        records.append(
          WordCostRecord(
            tokenizer: tokenizer.named.name, corpus: corpus, language: language, order: order,
            words: words))
      }
    }
    return records
  }

  private func bytes(_ type: Int) -> ArraySlice<UInt8> {
    study.types.table.bytes[study.types.table.range(type)]
  }

  private func length(_ type: Int) -> Int {
    bytes(type).withUnsafeBufferPointer { scalarCount($0) }
  }

  /// The types with the greatest keys; of equals the longer in bytes, then the less by bytes.
  private func first(_ types: [Int], by key: (Int) -> Int64) -> [Int] {
    func precedes(_ one: Int, _ two: Int) -> Bool {
      let (a, b) = (key(one), key(two))
      if a != b { return a > b }
      let (left, right) = (bytes(one), bytes(two))
      if left.count != right.count { return left.count > right.count }
      return left.lexicographicallyPrecedes(right)
    }
    var best: [Int] = []
    for type in types {
      if best.count == WordCostRecord.limit, let last = best.last, !precedes(type, last) {
        continue
      }
      let place = best.firstIndex { precedes(type, $0) } ?? best.count
      best.insert(type, at: place)
      if best.count > WordCostRecord.limit { best.removeLast() }
    }
    return best
  }

  private func word(
    _ type: Int, _ tokenizer: StudyTokenizer, _ occurrences: Int
  ) throws(Failure) -> WordCost {
    let prefix: [UInt8] = tokenizer.named.tokenizer.summary.addsLeadingSpace ? [] : [0x20]
    let ids = try tokenizer.ids(of: prefix + bytes(type))
    let vocabulary = tokenizer.named.tokenizer.vocabulary
    return WordCost(
      word: String(decoding: bytes(type), as: UTF8.self), occurrences: occurrences,
      tokens: ids.count, pieces: ids.map { Self.text(of: $0, vocabulary) })
  }

  /// A token as text: its bytes, each on its own where they are none.
  static func text(of id: UInt32, _ vocabulary: Vocabulary) -> String {
    let bytes = vocabulary[id]
    let isText = bytes.withUnsafeBufferPointer { firstInvalidUTF8($0) == nil }
    if isText, vocabulary.kind(of: id) != .byte { return String(decoding: bytes, as: UTF8.self) }
    return bytes.map { "<0x\(hexadecimal($0))>" }.joined()
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return byte < 16 ? "0" + digits : digits
  }
}
