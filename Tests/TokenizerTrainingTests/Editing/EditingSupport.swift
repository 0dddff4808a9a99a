import Counting
import Groundwork
import Tokenization
import TokenizerFormats

@testable import TokenizerTraining

/// A rank tokenizer of 256 bytes and merges, with special tokens.
func rankTokenizer(
  _ merges: [String], specials: [String: UInt32] = [:]
) throws(Failure) -> RankTokenizer {
  let tokens = (0...255).map { [UInt8($0)] } + merges.map { Array($0.utf8) }
  return try TiktokenReader.load(
    bytes: TiktokenWriter.rankFile(RankedTokens(inRankOrder: tokens)), file: "t.tiktoken",
    specification: .init(
      pattern: "gpt2",
      specials: specials.map { .init(text: $0.key, id: $0.value) }.sorted { $0.id < $1.id }))
}

/// An editor of a tokenizer whose file is not needed again.
func editor(_ tokenizer: any Tokenizer) throws(Failure) -> TokenizerEditor {
  try TokenizerEditor(tokenizer, path: "t.tiktoken", name: "t")
}

/// An editor of a SentencePiece model, which is written to a folder that is gone afterwards.
func editor(_ model: SentencePieceModel) throws -> TokenizerEditor {
  let folder = try TemporaryFolder()
  let path = joinPath(folder.path, "t.model")
  try AtomicFile.write(model.serialized(), to: path)
  return try TokenizerEditor(try SentencePieceReader.load(path), path: path, name: "t")
}

/// The pieces of texts as a tokenizer cuts them.
func pieces(_ texts: [String], of tokenizer: any Tokenizer) -> PieceTable {
  var pieces = CutPieces(tokenizer)
  pieces?.add(TextBatch(texts))
  return pieces?.table ?? PieceTable()
}

/// Random texts of a few letters.
func randomTexts(seed: UInt64, letters: [String], count: Int = 40) -> [String] {
  let random = KeyedRandom(seed: seed, stream: 77)
  var draw: UInt64 = 0
  func below(_ bound: Int) -> Int {
    draw += 1
    return random.below(bound, draw)
  }
  return (0..<count).map { _ in
    (0..<1 + below(5)).map { _ in
      (0..<1 + below(8)).map { _ in letters[below(letters.count)] }.joined()
    }.joined(separator: " ")
  }
}

/// The ids of a row after more merges, each made everywhere before the next: the definition of an extension.
func merged(_ ids: [UInt32], _ merges: [(left: UInt32, right: UInt32, new: UInt32)]) -> [UInt32] {
  var row = ids
  for merge in merges {
    var next: [UInt32] = []
    var at = 0
    while at < row.count {
      if at + 1 < row.count, row[at] == merge.left, row[at + 1] == merge.right {
        next.append(merge.new)
        at += 2
      } else {
        next.append(row[at])
        at += 1
      }
    }
    row = next
  }
  return row
}
