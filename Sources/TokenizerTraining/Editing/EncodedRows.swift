import Counting
import Groundwork
import Tokenization

/// The pieces of a text as a tokenizer encodes them, ready for more merges.
struct EncodedRows {
  /// The rows: a symbol for each token that occurs and each new letter.
  private(set) var rows = MergeRows()
  /// The bytes of each symbol.
  private(set) var letters = TokenList()
  /// The id of each symbol; of new letters the one that they will have.
  private(set) var ids: [UInt32] = []

  /// Encodes all pieces.
  ///
  /// Only ordinary tokens can be merged: what is unknown, bytes that stand for unknown characters and
  /// user-defined tokens part their neighbours.
  ///
  /// - Parameters:
  ///   - pieces: the text, cut by the tokenizer's own stages.
  ///   - tokenizer: has an encoder of pieces.
  ///   - new: new letters, which get the ids after all others in their order.
  init(_ pieces: PieceTable, _ tokenizer: any Tokenizer, new: [UInt32]) {
    let vocabulary = tokenizer.vocabulary
    let first = UInt32(vocabulary.count)
    var numbers: [UInt32: UInt32] = [:]
    for (place, scalar) in new.enumerated() { numbers[scalar] = first + UInt32(place) }
    guard let encoder = tokenizer.makePieceEncoder() else { return }
    // Ids first, in one row; they become symbols when it is known which ones occur.
    var found: [UInt32] = []
    var occurs = [Bool](repeating: false, count: vocabulary.count + new.count)
    var scratch: [UInt8] = []
    func encode(_ run: ArraySlice<UInt8>) {
      if run.isEmpty { return }
      scratch.removeAll(keepingCapacity: true)
      scratch.append(contentsOf: run)
      scratch.append(contentsOf: repeatElement(0, count: 16))
      let start = found.count
      scratch.withUnsafeBufferPointer { bytes in
        guard let base = bytes.baseAddress else { return }
        _ = encoder.encode(base, count: run.count, into: &found)
      }
      for place in start..<found.count {
        if vocabulary.kind(of: found[place]) == .normal {
          occurs[Int(found[place])] = true
        } else {
          found[place] = noSymbol
        }
      }
    }
    for index in pieces.canonicalOrder() {
      let piece = pieces[index]
      var start = piece.startIndex
      if !numbers.isEmpty {
        var at = piece.startIndex
        while at < piece.endIndex {
          let length = min(characterLength(piece[at]), piece.endIndex - at)
          if let id = numbers[Self.scalar(piece[at..<at + length])] {
            encode(piece[start..<at])
            found.append(id)
            occurs[Int(id)] = true
            start = at + length
          }
          at += length
        }
      }
      encode(piece[start...])
      rows.symbols.append(contentsOf: found)
      found.removeAll(keepingCapacity: true)
      rows.endRow(weight: pieces.counts[index])
    }
    var symbols = [UInt32](repeating: noSymbol, count: occurs.count)
    for id in occurs.indices where occurs[id] {
      symbols[id] = UInt32(ids.count)
      ids.append(UInt32(id))
      if id < vocabulary.count {
        letters.append(vocabulary[UInt32(id)])
      } else {
        letters.append(String(scalar: new[id - vocabulary.count]).utf8)
      }
    }
    rows.letters = ids.count
    for place in rows.symbols.indices where rows.symbols[place] != noSymbol {
      rows.symbols[place] = symbols[Int(rows.symbols[place])]
    }
  }

  private static func scalar(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    String(decoding: bytes, as: UTF8.self).unicodeScalars.first?.value ?? 0
  }
}

extension String {
  /// The text of one scalar; U+FFFD for a number that is none.
  init(scalar: UInt32) { self = String(Character(Unicode.Scalar(scalar) ?? "\u{FFFD}")) }
}
