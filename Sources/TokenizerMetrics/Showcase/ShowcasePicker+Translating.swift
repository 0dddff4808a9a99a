import Groundwork

extension MetricCounts {
  /// Adds what the sentences that are shown say in the reference language, where a corpus is parallel.
  ///
  /// The reference's text is read once more, up to the sentence's line; of a long line only the start is kept, as of
  /// the sentence. An empty line is no translation.
  ///
  /// - Parameters:
  ///   - sources: those that were counted, such that they can be read again.
  ///   - settings: those that were counted with.
  /// - Throws: what reading throws.
  public mutating func translate(
    by sources: [LanguageSource], settings: MetricSettings
  ) throws(Failure) {
    for index in corpora.indices {
      let name = corpora[index].languages.first?.counts.corpus
      let members = sources.filter { $0.corpus == name }
      guard
        let focus = members.first(where: { settings.sameLanguage($0.language, settings.focus) }),
        let reference = members.reference(for: focus, settings)
      else { continue }
      try corpora[index].showcase.translate(by: reference)
    }
  }
}

extension ShowcasePicker {
  /// Reads the pick's line of another language.
  mutating func translate(by source: LanguageSource) throws(Failure) {
    guard let pick = best?.pick else { return }
    let line = try FocusTexts(source, bytes: .max, documents: pick.line - 1..<pick.line).texts
    guard !line.bytes.isEmpty else { return }
    let end = line.bytes.withUnsafeBufferPointer { Self.start(of: $0) }
    best?.pick.translation = ShowcaseTranslation(
      language: source.language, text: String(decoding: line.bytes[..<end], as: UTF8.self),
      isPart: end < line.bytes.count)
  }
}
