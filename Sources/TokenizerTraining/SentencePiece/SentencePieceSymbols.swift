import Groundwork
import TokenizerFormats

/// The pieces of a SentencePiece model that no training makes: `<unk>`, `<s>`, `</s>`, `<pad>`, control and
/// user-defined symbols, byte pieces; with the ids that they have.
///
/// The same rules as `spm_train`'s flags of these names (sentencepiece 0.2.3, `InitMetaPieces`): pieces with
/// an id have that one; control symbols, then user-defined ones, then the bytes take the first ids that are
/// free; a symbol that is written as one of the four roles changes that piece's type.
public struct SentencePieceSymbols: Sendable, Hashable {
  /// A piece with a role of its own.
  public struct Role: Sendable, Hashable {
    /// How it is written.
    public var piece: String
    /// Its id; nil for none.
    public var id: Int?

    /// Creates a role's piece.
    public init(_ piece: String, id: Int?) {
      self.piece = piece
      self.id = id
    }
  }

  /// A piece and its id.
  public struct Placed: Sendable, Hashable {
    /// The piece's id.
    public var id: Int
    /// How it is written.
    public var piece: String
    /// What it is for.
    public var type: SentencePieceModel.PieceType
  }

  /// Stands for what no piece covers: `--unk-piece`, `--unk-id`.
  public var unknown = Role("<unk>", id: 0)
  /// The start of a text: `--bos-piece`, `--bos-id`.
  public var begin = Role("<s>", id: 1)
  /// The end of a text: `--eos-piece`, `--eos-id`.
  public var end = Role("</s>", id: 2)
  /// Padding: `--pad-piece`, `--pad-id`; not there by default.
  public var pad = Role("<pad>", id: nil)
  /// What the unknown piece is decoded to: `--unk-surface`.
  public var unknownSurface = " \u{2047} "
  /// Pieces that text never gives: `--control-symbols`.
  public var control: [String] = []
  /// Pieces that text gives whole wherever they stand: `--user-defined-symbols`.
  public var userDefined: [String] = []
  /// Whether there are the 256 pieces `<0x00>` … `<0xFF>`: `--byte-fallback`.
  public var hasBytes = false

  /// Creates the symbols that every model has by default.
  public init() {}

  /// The four roles with the field that each has in a model.
  var roles: [(SentencePieceModel.TrainerSpec.Special, Role)] {
    [(.unknown, unknown), (.begin, begin), (.end, end), (.pad, pad)]
  }
}

extension SentencePieceSymbols {
  /// All pieces in the order of their ids.
  ///
  /// Ids may have gaps, which pieces that training makes fill. Throws (usage) for symbols that
  /// contradict each other, naming both.
  public func placed() throws(Failure) -> [Placed] {
    var pieces: [Int: Placed] = [:]
    try place(roles: &pieces)
    var next = 0
    // Bytes, since strings are equal where texts are only canonically so.
    var seen: Set<[UInt8]> = []
    func add(_ piece: String, _ type: SentencePieceModel.PieceType) throws(Failure) {
      try requireNew(piece, seen.insert(Array(piece.utf8)).inserted, type)
      for (role, flag) in [(begin, "bos"), (end, "eos"), (pad, "pad")] {
        guard let id = role.id, piece.utf8.elementsEqual(role.piece.utf8) else { continue }
        if type == .byte { throw Self.twice(piece, "--\(flag)-piece", "a byte piece") }
        pieces[id]?.type = type
        return
      }
      while pieces[next] != nil { next += 1 }
      pieces[next] = Placed(id: next, piece: piece, type: type)
    }
    for piece in control { try add(piece, .control) }
    for piece in userDefined { try add(piece, .userDefined) }
    if hasBytes {
      for byte in 0..<256 {
        let piece = SentencePieceModel.Piece.byte(UInt8(byte))
        try add(String(decoding: piece.text, as: UTF8.self), .byte)
      }
    }
    return pieces.values.sorted { $0.id < $1.id }
  }

  private func place(roles pieces: inout [Int: Placed]) throws(Failure) {
    guard unknown.id != nil || hasBytes else {
      throw .usage("a model needs an unknown piece, and --unk-id is -1", remedy: "use --unk-id 0")
    }
    let named = [
      ("unk", unknown), ("bos", begin), ("eos", end), ("pad", pad),
    ]
    for (index, (name, role)) in named.enumerated() {
      if role.piece.isEmpty {
        throw .usage("--\(name)-piece is empty", remedy: "write it as <\(name)>")
      }
      guard let id = role.id else { continue }
      if id < 0 {
        throw .usage("--\(name)-id is \(id)", remedy: "use 0 or more, or -1 for none")
      }
      for (other, before) in named[..<index] where before.id != nil {
        if before.id == id {
          throw .usage("--\(other)-id and --\(name)-id are both \(id)", remedy: "give each its own")
        }
        if before.piece.utf8.elementsEqual(role.piece.utf8) {
          throw .usage(
            "--\(other)-piece and --\(name)-piece are both \(role.piece)",
            remedy: "write them differently")
        }
      }
      pieces[id] = Placed(id: id, piece: role.piece, type: index == 0 ? .unknown : .control)
    }
  }

  private func requireNew(
    _ piece: String, _ isNew: Bool, _ type: SentencePieceModel.PieceType
  ) throws(Failure) {
    let flag =
      switch type {
      case .control: "--control-symbols"
      case .userDefined: "--user-defined-symbols"
      default: "--byte-fallback"
      }
    if piece.isEmpty { throw .usage("\(flag) names an empty piece", remedy: "leave it out") }
    if piece.utf8.elementsEqual(unknown.piece.utf8) {
      throw Self.twice(piece, "--unk-piece", flag)
    }
    if isNew { return }
    let first = control.contains { $0.utf8.elementsEqual(piece.utf8) }
    throw Self.twice(piece, first ? "--control-symbols" : "--user-defined-symbols", flag)
  }

  private static func twice(_ piece: String, _ one: String, _ two: String) -> Failure {
    .usage(
      one == two ? "\(one) names \(piece) twice" : "\(one) and \(two) both give \(piece)",
      remedy: "name it once")
  }
}
