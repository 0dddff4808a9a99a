import Tokenization

/// The texts of tokens that no merge makes, found by the first byte first: few merges are looked up.
struct ReservedTexts {
  private var ids: [[UInt8]: UInt32] = [:]
  private var starts = [Bool](repeating: false, count: 256)
  /// Whether texts are in the letters that `ByteLevel` writes for bytes.
  private let isByteLevel: Bool

  init(_ options: BPETrainingOptions) {
    isByteLevel = options.startsFromBytes && options.likeness == .huggingFace
    switch options.likeness {
    case .native: for text in options.reservedTexts { ids[text] = 0 }
    case .sentencePiece: break
    case .huggingFace: ids = options.specialIDs
    }
    for text in ids.keys { starts[Int(text[0])] = true }
  }

  /// Texts as symbols have their bytes; none is empty.
  init(_ texts: Set<[UInt8]>) {
    isByteLevel = false
    for text in texts {
      ids[text] = 0
      starts[Int(text[0])] = true
    }
  }

  /// The number of the text that a pair would make; nil where it is not reserved.
  func id(ofJoined left: UInt32, _ right: UInt32, _ tokens: borrowing TokenList) -> UInt32? {
    if ids.isEmpty { return nil }
    if isByteLevel {
      guard starts[Int(ByteLevelAlphabet.letters[Int(tokens.firstByte(left))][0])] else {
        return nil
      }
      return ids[(tokens[left] + tokens[right]).flatMap { ByteLevelAlphabet.letters[Int($0)] }]
    }
    guard starts[Int(tokens.firstByte(left))] else { return nil }
    return ids[Array(tokens[left] + tokens[right])]
  }
}
