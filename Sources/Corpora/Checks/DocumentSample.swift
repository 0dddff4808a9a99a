import Groundwork

/// Some documents of a stream, each with the same chance, the same ones in every run (Vitter's algorithm R with
/// keyed draws).
struct DocumentSample {
  /// One document's start.
  struct Document {
    var file: String
    var number: Int
    var text: [UInt8]
  }

  private let most: Int
  private let random = KeyedRandom(seed: 1, stream: 0xC0C0)
  private var seen = 0
  private(set) var documents: [Document] = []

  init(most: Int) { self.most = most }

  /// Offers a document, of which the first 400 bytes are kept.
  mutating func offer(_ file: String, _ number: Int, _ text: UnsafeBufferPointer<UInt8>) {
    seen += 1
    if documents.count < most {
      documents.append(Document(file: file, number: number, text: Self.start(text)))
      return
    }
    let place = random.below(seen, UInt64(seen))
    if place < most {
      documents[place] = Document(file: file, number: number, text: Self.start(text))
    }
  }

  private static func start(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var length = min(text.count, 400)
    while length > 0, length < text.count, text[length] & 0xC0 == 0x80 { length -= 1 }
    return Array(text[..<length])
  }
}
