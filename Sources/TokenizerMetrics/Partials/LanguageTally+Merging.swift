import Groundwork

extension LanguageTally {
  /// Adds what other shards counted of the same texts.
  mutating func merge(_ other: LanguageTally) throws(Failure) {
    guard corpusAndLanguage == other.corpusAndLanguage, tokenizers == other.tokenizers,
      documents == other.documents, groups.isGrouped == other.groups.isGrouped
    else { throw MetricCounts.foreign("texts") }
    add(&text, other.text)
    add(&lengthRatioCounts, other.lengthRatioCounts)
    for subject in tokens.indices {
      tokens[subject].add(other.tokens[subject])
      add(&lengthRatios[subject], other.lengthRatios[subject])
      add(&documentTokens[subject], other.documentTokens[subject])
    }
    if other.hasWords.count > hasWords.count {
      hasWords += [Bool](repeating: false, count: other.hasWords.count - hasWords.count)
    }
    for (document, hasWord) in other.hasWords.enumerated() where hasWord {
      hasWords[document] = true
    }
    for tokenizer in tokenCounts.indices {
      add(&tokenCounts[tokenizer], other.tokenCounts[tokenizer])
      windows[tokenizer].add(other.windows[tokenizer])
    }
    add(&diagnostics.occurrences, other.diagnostics.occurrences)
    diagnostics.documents += other.diagnostics.documents
    diagnostics.isPart = diagnostics.isPart || other.diagnostics.isPart
    for tokenizer in diagnostics.tokens.indices {
      add(&diagnostics.tokens[tokenizer], other.diagnostics.tokens[tokenizer])
    }
    forms.merge(other.forms)
    filledTexts += other.filledTexts
    joined = joined ?? other.joined
    add(&scalarCounts, other.scalarCounts)
    hasWeights = hasWeights || other.hasWeights
    mergeTypes(other)
    counts.add(other.counts)
    counts.units = units
  }

  private var corpusAndLanguage: [String] { [counts.corpus, language] }

  /// Adds the other's distinct words to these.
  private mutating func mergeTypes(_ other: LanguageTally) {
    other.types.bytes.withUnsafeBufferPointer { bytes in
      for number in 0..<other.types.count {
        let word = UnsafeBufferPointer(rebasing: bytes[other.types.range(number)])
        guard types.insert(word).isNew else { continue }
        for tokenizer in isolated.indices {
          isolated[tokenizer].append(other.isolated[tokenizer][number])
        }
      }
    }
  }

  private func add<Number: FixedWidthInteger>(_ sums: inout [Number], _ other: [Number]) {
    if other.count > sums.count {
      sums += [Number](repeating: 0, count: other.count - sums.count)
    }
    for index in other.indices { sums[index] &+= other[index] }
  }
}

extension LanguageCounts {
  /// Adds the counts of other documents; units are those of the sums.
  mutating func add(_ other: LanguageCounts) {
    documents += other.documents
    emptyDocuments += other.emptyDocuments
    words += other.words
    wordsWithoutLetter += other.wordsWithoutLetter
    scalars += other.scalars
    bytes += other.bytes
    letterWords += other.letterWords
    analyzedWords += other.analyzedWords
  }
}
