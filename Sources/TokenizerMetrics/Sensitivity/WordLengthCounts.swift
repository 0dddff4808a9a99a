/// Counts words of letters by the tokens that they take, from the distinct words of a study.
///
/// Counts are integers over the whole studied text, so neither threads nor parts change them.
enum WordLengthCounts {
  /// The words by tokens, in the tokenizers' order.
  static func records(
    _ study: CorpusStudy, _ tokenizers: [StudyTokenizer], corpus: String, language: String
  ) -> [WordLengths] {
    let occurrences = study.facts[0].occurrences
    return tokenizers.indices.map { tokenizer in
      WordLengths(
        tokenizer: tokenizers[tokenizer].named.name, corpus: corpus, language: language,
        words: counts(occurrences, study.types.prefixed[tokenizer]))
    }
  }

  private static func counts(_ occurrences: [Int64], _ tokens: [UInt32]) -> [Int] {
    var counts: [Int] = []
    for (type, times) in occurrences.enumerated() where times > 0 {
      let length = min(Int(tokens[type]), WordLengths.most)
      while counts.count <= length { counts.append(0) }
      // A count that does not fit is the most that fits.
      let (sum, overflow) = counts[length].addingReportingOverflow(Int(times))
      counts[length] = overflow ? .max : sum
    }
    return counts
  }
}
