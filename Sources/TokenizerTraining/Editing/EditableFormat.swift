import Groundwork
import Tokenization

/// A tokenizer that is about to be edited, in the terms of its file format.
protocol EditableFormat: Sendable {
  /// The tokenizer as it is.
  var tokenizer: any Tokenizer { get }
  /// How new tokens are found; throws where the model cannot be extended.
  func growth() throws(Failure) -> VocabularyGrowth
  /// The tokens that no text gives by merging, but that could come out once one of their parts is a token.
  ///
  /// Where any two neighbours join whose text is a token, new tokens must not wake them.
  func dormant() throws(Failure) -> [UInt32]
  /// What pruning must keep together; throws where the model cannot be pruned.
  func links() throws(Failure) -> TokenLinks
  /// The file without some tokens.
  ///
  /// - Parameter kept: the ids that stay, rising; the place of each is its new id.
  func pruned(_ kept: [UInt32]) throws(Failure) -> EditDraft
  /// The file with new tokens, whose ids follow those that there are.
  func extended(_ new: [NewToken]) throws(Failure) -> EditDraft
  /// The file with special tokens, whose ids follow those that there are.
  func adding(_ specials: [String], as type: SpecialType) throws(Failure) -> EditDraft
}

/// What a special token is for.
public enum SpecialType: String, Sendable, Hashable, CaseIterable {
  /// A mark that text never gives in the format's own library, but where special tokens are looked for.
  case control
  /// A text that is always one token.
  case userDefined = "user-defined"
}

/// A token that an extension adds.
struct NewToken: Sendable, Hashable {
  /// Its bytes, as `Vocabulary` has them.
  var text: [UInt8]
  /// The ids of the tokens that it is merged from; nil for a letter, and in a Unigram.
  var parts: Parts?
  /// Its score in a Unigram.
  var score: Float = 0

  struct Parts: Sendable, Hashable {
    var left: UInt32
    var right: UInt32
  }
}

/// How a model finds new tokens.
enum VocabularyGrowth {
  /// By merges of bytes.
  case bytes
  /// By merges of characters, some of which may be new.
  ///
  /// - Parameters:
  ///   - known: the characters that are tokens, or parts of some.
  ///   - shapes: which strings may be pieces.
  case characters(known: Set<UInt32>, shapes: PieceShapeRules)
  /// By the pieces of another Unigram model, with its scores.
  ///
  /// - Parameters:
  ///   - shapes: which strings may be pieces.
  ///   - lowest: the lowest score that there is, below which an unknown character would change its own.
  case unigram(shapes: PieceShapeRules, lowest: Float)
}

/// An edited file before it is checked.
struct EditDraft: Sendable {
  /// The file.
  var bytes: [UInt8]
  /// The file beside it; nil for none.
  var sideFile: [UInt8]?
  /// What a reader makes of the file.
  var tokenizer: any Tokenizer
  /// What is to be said, a clause each.
  var notes: [String] = []
}

extension EditableFormat {
  /// The tokens of more than a letter for which the links know no parts.
  func unlinked() throws(Failure) -> [UInt32] {
    let links = try links()
    return links.parts.indices.filter {
      links.parts[$0] == nil && !links.stays[$0] && !links.isHole[$0]
    }.map { UInt32($0) }
  }
}
