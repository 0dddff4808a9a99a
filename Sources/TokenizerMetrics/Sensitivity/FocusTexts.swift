import Groundwork

/// A part of a source, held in memory: whole documents, from the first on where nothing else is said, until there are so
/// many bytes.
struct FocusTexts: Sendable {
  /// The documents.
  private(set) var texts = TextBatch()
  /// Whether these are all of the source's documents.
  private(set) var isWhole = true

  /// Reads a source until `bytes` bytes or the last of `documents`, counted from 0, are there; passes over those before
  /// the first; throws what reading throws.
  init(
    _ source: LanguageSource, bytes: Int, documents: Range<Int> = 0..<Int.max
  ) throws(Failure) {
    var texts = TextBatch()
    var number = 0
    var hasEnough = false
    do throws(Failure) {
      try source.read { (batch) throws(Failure) in
        for index in 0..<batch.count {
          if texts.bytes.count >= bytes || number >= documents.upperBound {
            hasEnough = true
            throw Failure("enough was read")
          }
          if number >= documents.lowerBound { Self.copy(batch, index, to: &texts) }
          number += 1
        }
      }
    } catch {
      // There is no other way to stop a reader.
      if !hasEnough { throw error }
    }
    isWhole = !hasEnough
    self.texts = texts
  }

  /// Some of the documents.
  func part(_ documents: Range<Int>) -> TextBatch {
    var part = TextBatch()
    for index in documents { Self.copy(texts, index, to: &part) }
    return part
  }

  private static func copy(_ batch: TextBatch, _ index: Int, to texts: inout TextBatch) {
    texts.append(batch.bytes[batch.range(index)], weight: batch.weight(index))
    guard let given = batch.givenWords else { return }
    var words = texts.givenWords ?? GivenWords()
    texts.givenWords = nil
    for word in given.wordRange(ofText: index) {
      words.append(given.bytes[given.range(word)], isPunctuation: given.isPunctuation[word])
    }
    words.endText()
    texts.givenWords = words
  }
}
