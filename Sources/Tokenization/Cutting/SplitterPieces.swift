/// Cuts texts with a splitter and changes nothing.
final class SplitterCutter: PieceCutter {
  private let splitter: any Splitter
  private let ends = UnsafeMutableBufferPointer<Int>.allocate(capacity: 256)
  private var text = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  private var at = 0

  init(_ splitter: any Splitter) { self.splitter = splitter }

  deinit { ends.deallocate() }

  func begin(_ text: UnsafeBufferPointer<UInt8>) -> PieceText? {
    self.text = text
    at = 0
    return text.baseAddress.map { PieceText(bytes: $0, readable: text.count) }
  }

  func next(_ pieces: UnsafeMutableBufferPointer<PieceRange>) -> Int {
    let room = UnsafeMutableBufferPointer(rebasing: ends[..<min(ends.count, pieces.count)])
    var written = 0
    while at < text.count, written < pieces.count {
      let places = UnsafeMutableBufferPointer(
        rebasing: room[..<min(room.count, pieces.count - written)])
      let count = splitter.nextEnds(places, from: at, in: text)
      if count == 0 { break }
      for index in 0..<count {
        let end = places[index]
        pieces[written] = PieceRange(start: at, end: end)
        at = end
        written += 1
      }
    }
    return written
  }
}

extension PieceCutting {
  /// The cutting of a splitter alone.
  ///
  /// A splitter's name says what it does: a scanner's, or the pattern for ICU's engine.
  init(splitter: any Splitter) {
    let name = "\(String(reflecting: type(of: splitter))) \(splitter.name)"
    self.init(Identity(name), spaces: splitter.cutsBeforeSingleSpaces ? .kept : .unknown) {
      SplitterCutter(splitter)
    }
  }
}

/// Encodes pieces by a byte-level model.
final class ByteLevelPieceEncoder: PieceEncoder {
  let stops: [Bool]
  private let model: any ByteLevelModel
  private let finders: [AddedTokenFinder]
  private let merger = ShortMerge()
  private let output = UnsafeMutablePointer<UInt32>.allocate(capacity: ShortMerge.limit)
  private var parts: [AddedTokenFinder.Part] = []

  /// Creates an encoder; texts that hold one of the finders' tokens are encoded whole.
  init(_ model: any ByteLevelModel, finders: [AddedTokenFinder] = []) {
    self.model = model
    self.finders = finders
    stops =
      finders.isEmpty ? [] : (0..<256).map { byte in finders.contains { $0.mayBegin(UInt8(byte)) } }
    output.initialize(repeating: 0, count: ShortMerge.limit)
  }

  deinit {
    merger.deallocate()
    output.deallocate()
  }

  func needsWhole(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    finders.contains { $0.finds(in: text, &parts) }
  }

  func encode(_ piece: UnsafePointer<UInt8>, count: Int, into ids: inout [UInt32]) -> PieceProof {
    if count <= ShortMerge.limit {
      let written = model.encode(piece, count, merger, into: output)
      ids.append(contentsOf: UnsafeBufferPointer(start: output, count: written))
    } else {
      model.encodeLong(piece, count, into: &ids)
    }
    return PieceProof()
  }
}

extension AddedTokenFinder {
  /// Whether a token is found in a text; `parts` is room.
  func finds(in text: UnsafeBufferPointer<UInt8>, _ parts: inout [Part]) -> Bool {
    parts.removeAll(keepingCapacity: true)
    find(text, into: &parts)
    return parts.contains { $0.id >= 0 }
  }
}

extension RankTokenizer {
  /// The pieces of the split pattern.
  public var pieceCutting: PieceCutting? { PieceCutting(splitter: splitter) }

  /// Makes an encoder of the split pattern's pieces.
  public func makePieceEncoder() -> (any PieceEncoder)? { ByteLevelPieceEncoder(model) }
}
