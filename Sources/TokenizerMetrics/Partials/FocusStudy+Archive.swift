import Groundwork

extension FocusStudy.Outcome: Archivable {
  /// Writes all records.
  public func write(to archive: inout ArchiveWriter) {
    archive.put(sensitivity)
    archive.put(wordCosts)
    archive.put(wordLengths)
    archive.put(texts)
  }

  /// Reads them.
  public init(from archive: inout ArchiveReader) throws(Failure) {
    sensitivity = try archive.values()
    wordCosts = try archive.values()
    wordLengths = try archive.values()
    texts = try archive.values()
  }
}

extension SensitivityRecord: Archivable {
  /// Writes the record.
  public func write(to archive: inout ArchiveWriter) {
    for text in [corpus, language, metric] { archive.put(text) }
    archive.put(isDefault)
    policy.write(to: &archive)
    archive.put(UInt64(values.count))
    for value in values { archive.put(value) }
    archive.put(tau)
    archive.put(why)
    archive.put(best)
  }

  /// Reads it.
  public init(from archive: inout ArchiveReader) throws(Failure) {
    let names = [try archive.text(), try archive.text(), try archive.text()]
    let isDefault = try archive.bool()
    let policy = try Policy(from: &archive)
    var values: [Double?] = []
    for _ in 0..<(try archive.count(each: 1)) { values.append(try archive.optionalDouble()) }
    self.init(
      corpus: names[0], language: names[1], metric: names[2], isDefault: isDefault, policy: policy,
      values: values, tau: try archive.optionalDouble(), why: try archive.optionalText(),
      best: try archive.texts())
  }
}

extension Policy: Archivable {
  /// Writes the keys and values in their order.
  public func write(to archive: inout ArchiveWriter) {
    for text in [words, leadingSpace, punctuation, specials, form, average, join, unit] {
      archive.put(text)
    }
    archive.put(further.flatMap { [$0.name, $0.value] })
  }

  /// Reads them.
  public init(from archive: inout ArchiveReader) throws(Failure) {
    self.init()
    words = try archive.text()
    leadingSpace = try archive.text()
    punctuation = try archive.text()
    specials = try archive.text()
    form = try archive.text()
    average = try archive.text()
    join = try archive.text()
    unit = try archive.text()
    let texts = try archive.texts()
    guard texts.count % 2 == 0 else { throw archive.failure() }
    for index in stride(from: 0, to: texts.count, by: 2) {
      further.append(NamedText(texts[index], texts[index + 1]))
    }
  }
}

extension WordCostRecord: Archivable {
  /// Writes the record.
  public func write(to archive: inout ArchiveWriter) {
    for text in [tokenizer, corpus, language, order.rawValue] { archive.put(text) }
    archive.put(words)
  }

  /// Reads it.
  public init(from archive: inout ArchiveReader) throws(Failure) {
    let names = [try archive.text(), try archive.text(), try archive.text()]
    guard let order = Order(rawValue: try archive.text()) else { throw archive.failure() }
    self.init(
      tokenizer: names[0], corpus: names[1], language: names[2], order: order,
      words: try archive.values())
  }
}

extension WordCost: Archivable {
  /// Writes the word.
  public func write(to archive: inout ArchiveWriter) {
    archive.put(word)
    archive.put(occurrences)
    archive.put(tokens)
    archive.put(pieces)
  }

  /// Reads it.
  public init(from archive: inout ArchiveReader) throws(Failure) {
    self.init(
      word: try archive.text(), occurrences: try archive.int(), tokens: try archive.int(),
      pieces: try archive.texts())
  }
}

extension WordLengths: Archivable {
  /// Writes the record.
  public func write(to archive: inout ArchiveWriter) {
    for text in [tokenizer, corpus, language] { archive.put(text) }
    archive.put(UInt64(words.count))
    for count in words { archive.put(count) }
  }

  /// Reads it.
  public init(from archive: inout ArchiveReader) throws(Failure) {
    let names = [try archive.text(), try archive.text(), try archive.text()]
    var words: [Int] = []
    for _ in 0..<(try archive.count(each: 1)) { words.append(try archive.int()) }
    self.init(tokenizer: names[0], corpus: names[1], language: names[2], words: words)
  }
}

extension StudiedText: Archivable {
  /// Writes the record.
  public func write(to archive: inout ArchiveWriter) {
    archive.put(corpus)
    archive.put(language)
    archive.put(documents)
    archive.put(bytes)
    archive.put(isWhole)
    archive.put(formsWithoutEffect)
  }

  /// Reads it.
  public init(from archive: inout ArchiveReader) throws(Failure) {
    self.init(
      corpus: try archive.text(), language: try archive.text(), documents: try archive.int(),
      bytes: try archive.int(), isWhole: try archive.bool(),
      formsWithoutEffect: try archive.texts())
  }
}
