import Groundwork
import Tokenization

extension PublishedFolder {
  /// What belongs to the rank file of a class whose pattern and special tokens stand in its code; nil for
  /// other classes.
  ///
  /// Known is Qwen's first class: its pattern, and 208 special tokens behind the ranks.
  public func rankSpecification(
    ranks: [UInt8], file: String
  ) throws(Failure) -> TiktokenSpecification? {
    guard className == "QWenTokenizer" else { return nil }
    let first = try RankFile.parse(ranks, file: file).ranks.count
    let texts =
      ["<|endoftext|>", "<|im_start|>", "<|im_end|>"] + (0..<205).map { "<|extra_\($0)|>" }
    return TiktokenSpecification(
      name: "qwen", pattern: SplitPattern.named("qwen2")?.text ?? "qwen2",
      specials: texts.enumerated().map { .init(text: $1, id: UInt32(first + $0)) })
  }
}
