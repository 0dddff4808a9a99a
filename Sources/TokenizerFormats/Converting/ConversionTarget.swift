import Tokenization

/// A format that a tokenizer can be written in.
public enum ConversionTarget: String, Sendable, Hashable, CaseIterable {
  /// A rank file `x.tiktoken`, and a side file `x.json` with pattern and special tokens.
  case tiktoken
  /// A SentencePiece model `x.model`.
  case sentencepiece
  /// A `tokenizer.json`.
  case huggingface

  /// The format as messages name it.
  public var name: String {
    switch self {
    case .tiktoken: "a tiktoken rank file"
    case .sentencepiece: "a SentencePiece model"
    case .huggingface: "a tokenizer.json"
    }
  }
}

/// What the written tokenizer is to do beside giving the same ids.
public struct ConversionOptions: Sendable, Hashable {
  /// The name that a side file gives.
  public var name: String?
  /// Whether a Unigram is written whose scores do not sum alike in single and double precision, so that
  /// near ties in long texts may come out otherwise.
  public var allowsRounding = false
  /// What a tokenizer.json of a SentencePiece model adds to each text: `bos`, `eos`, `bos:eos` or nothing.
  public var extraOptions = ""

  /// Creates options.
  public init() {}
}

/// A reason why ids would not be kept.
struct ConversionObstacle {
  /// What stands in the way, as a clause.
  var reason: String
  /// Texts that are likely to differ.
  var examples: [[UInt8]]

  init(_ reason: String, examples: [String] = []) {
    self.reason = reason
    self.examples = examples.map { Array($0.utf8) }
  }

  init(_ reason: String, example: some Sequence<UInt8>) {
    self.reason = reason
    examples = [Array(example)]
  }
}

/// A tokenizer in another format, before it is proven.
struct ConversionDraft {
  /// The file.
  var bytes: [UInt8]
  /// The file beside it; nil for none.
  var sideFile: [UInt8]?
  /// What a reader makes of the file.
  var tokenizer: any Tokenizer
  /// What is to be said about the result.
  var notes: [String] = []
  /// Why ids would not be kept; empty where they are.
  var obstacles: [ConversionObstacle] = []
}

extension String {
  /// The text between quotation marks, otherwise as it is: messages escape control characters themselves.
  var inQuotes: String { "\"\(self)\"" }
}
