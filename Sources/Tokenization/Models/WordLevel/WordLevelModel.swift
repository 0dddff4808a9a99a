/// One token for each piece, or the unknown one: `models/wordlevel` of `tokenizers` 0.23.3.
final class WordLevelModel: TokenModel {
  private let table: PieceTable
  let unknown: UInt32

  init(table: PieceTable, unknown: UInt32) {
    self.table = table
    self.unknown = unknown
  }

  func makeWorker() -> any TokenWorker { Worker(table: table, unknown: unknown) }

  private final class Worker: TokenWorker {
    private let table: PieceTable
    private let unknown: UInt32

    init(table: PieceTable, unknown: UInt32) {
      self.table = table
      self.unknown = unknown
    }

    func segment(_ piece: UnsafePointer<UInt8>, count: Int, into segments: inout [Segment]) {
      let id = table.find(piece, count: count)
      segments.append(Segment(id: id < 0 ? unknown : UInt32(id), length: Int32(count)))
    }
  }
}
