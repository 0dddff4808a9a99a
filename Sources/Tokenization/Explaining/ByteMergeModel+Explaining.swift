extension ByteMergeModel {
  /// How a piece that is not empty becomes tokens: whole, or by merging its bytes.
  func explain(_ piece: UnsafePointer<UInt8>, count: Int) -> PieceCut {
    if let id = find(piece, count) { return PieceCut(whole: id, count: count) }
    let ids = (0..<count).map { singles.base[Int(piece[$0])] }
    return PieceCut(merging: Array(1...count), ids: ids, by: rules)
  }
}
