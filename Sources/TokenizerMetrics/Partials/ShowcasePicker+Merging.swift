import Groundwork

extension ShowcasePicker {
  /// Takes the better of two picks: the one of the better kind, of equal ones that which stands first.
  mutating func merge(_ other: ShowcasePicker) {
    guard let theirs = other.best else { return }
    if let best, (best.rank, best.pick.line) <= (theirs.rank, theirs.pick.line) { return }
    best = theirs
  }
}

extension ShowcasePicker: Archivable {
  /// Writes the pick, if there is one.
  public func write(to archive: inout ArchiveWriter) {
    archive.put(best != nil)
    guard let best else { return }
    archive.put(best.rank)
    archive.put(best.pick.line)
    archive.put(best.pick.text)
    archive.put(best.pick.words)
    archive.put(best.pick.isPart)
    archive.put(best.pick.translation != nil)
    guard let translation = best.pick.translation else { return }
    archive.put(translation.language)
    archive.put(translation.text)
    archive.put(translation.isPart)
  }

  /// Reads the pick.
  public init(from archive: inout ArchiveReader) throws(Failure) {
    guard try archive.bool() else { return }
    let rank = try archive.int()
    var pick = Pick(
      line: try archive.int(), text: try archive.byteString(), words: try archive.int(),
      isPart: try archive.bool())
    if try archive.bool() {
      pick.translation = ShowcaseTranslation(
        language: try archive.text(), text: try archive.text(), isPart: try archive.bool())
    }
    best = (rank, pick)
  }
}
