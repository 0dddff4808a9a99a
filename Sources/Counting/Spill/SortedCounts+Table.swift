import Groundwork

extension SortedCounts {
  /// The counts with those of another table, and those of count files that are sorted by bytes.
  ///
  /// - Parameters:
  ///   - table: other counts.
  ///   - files: paths of count files and their SHA-256, which is compared when they have been read.
  public func joined(
    with table: PieceTable, files: [(path: String, sha256: String)]
  ) -> SortedCounts {
    var all = sources
    if table.count > 0 { all.append(.table(table)) }
    all += files.map { .file(path: $0.path, sha256: $0.sha256) }
    return SortedCounts(all)
  }

  /// The pieces in one table, as long as they are not too many.
  ///
  /// To be called once, as `forEach`, whose errors it throws.
  ///
  /// - Parameters:
  ///   - least: rarer pieces are left out.
  ///   - fits: whether so many pieces may be held; a part of what fits must fit, too.
  /// - Returns: the table, nil where the pieces are too many; and how many pieces there are of which
  ///   frequency, with the rare ones.
  public func table(
    least: UInt64 = 1, fits: (PieceTotals) -> Bool = { _ in true }
  ) throws(Failure) -> (table: PieceTable?, spectrum: PieceSpectrum) {
    var table: PieceTable? = PieceTable()
    var held = PieceTotals()
    var checked = 0
    var spectrum = PieceSpectrum()
    try forEach { (piece, count) throws(Failure) in
      spectrum.add(bytes: piece.count, count: count)
      if table == nil || count < least { return }
      held += PieceTotals(pieces: 1, bytes: piece.count)
      // Looked at now and then: between two looks little is added.
      if held.pieces >> 12 != checked {
        checked = held.pieces >> 12
        if !fits(held) {
          table = nil
          return
        }
      }
      table?.add(piece, weight: count)
    }
    return (fits(held) ? table : nil, spectrum)
  }
}

extension PieceTable {
  /// The pieces that occur at least so often.
  ///
  /// O(bytes).
  public func keeping(least: UInt64) -> PieceTable {
    if least <= 1 { return self }
    var kept = PieceTable()
    for piece in 0..<count where counts[piece] >= least {
      kept.add(self[piece], weight: counts[piece])
    }
    return kept
  }
}
