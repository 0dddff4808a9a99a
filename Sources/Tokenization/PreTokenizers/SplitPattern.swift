import Groundwork

/// A split pattern that has a hand-written scanner: its names and its spelling.
///
/// Two patterns count as one only where they give the same pieces for every text. Today's cl100k
/// pattern and its first spelling (which Llama 3 keeps) do not: on white space with a newline that ends
/// the text, `"\n  "`, today's gives one piece and the first one two.
public struct SplitPattern: Sendable, Hashable {
  /// The name to show: `gpt2`, `cl100k`, `o200k`, `llama3`, `qwen2`, `tekken`, `superbpe`.
  public let name: String
  /// Further names that are understood.
  public let aliases: [String]
  /// The pattern as a regular expression, as its owner writes it today.
  public let text: String
  /// Other spellings that give the same pieces for every text.
  public let equalTexts: [String]
  let scanner: Scanner

  enum Scanner: Sendable, Hashable {
    case gpt2, cl100k, o200k, llama3, qwen2, tekken, plainLlama3, plainQwen2
    case superBPEWords, superBPE
  }

  /// The pattern of that name; nil where there is none.
  public static func named(_ name: String) -> SplitPattern? {
    known.first { $0.name == name || $0.aliases.contains(name) }
  }

  /// The pattern with that spelling; nil for one that no scanner knows.
  public static func recognized(_ text: String) -> SplitPattern? {
    known.first { $0.text == text || $0.equalTexts.contains(text) }
  }

  /// The pattern with that spelling, where Oniguruma gives the same pieces for it as tiktoken's engine.
  ///
  /// `{1,3}+` is possessive for tiktoken, and repeats for Oniguruma; `\p{L}+` is the same for both.
  public static func recognizedForOniguruma(_ text: String) -> SplitPattern? {
    let bytes = Array(text.utf8)
    let repeats = bytes.indices.contains { at in
      at + 2 < bytes.count && (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[at])
        && bytes[at + 1] == UInt8(ascii: "}") && bytes[at + 2] == UInt8(ascii: "+")
    }
    return repeats ? nil : recognized(text)
  }

  /// The splitter for a pattern given by name or as a regular expression.
  ///
  /// A scanner where one is known for the name or the spelling, and ICU's engine for any other regular
  /// expression; see `RegexSplitter`.
  public static func splitter(for nameOrText: String) throws(Failure) -> any Splitter {
    if let known = named(nameOrText) ?? recognized(nameOrText) { return known.makeSplitter() }
    if nameOrText.isEmpty {
      throw .usage(
        "the split pattern is empty",
        remedy: "use \(all.map(\.name).joined(separator: ", ")), or a regular expression")
    }
    let isWord = nameOrText.unicodeScalars.allSatisfy {
      $0.isASCII
        && ($0.properties.isAlphabetic || ("0"..."9").contains($0)
          || "-_.".unicodeScalars.contains($0))
    }
    if isWord {
      throw .usage(
        "no split pattern is named \(nameOrText)",
        remedy: "known are \(all.map(\.name).joined(separator: ", ")), and any regular expression")
    }
    return try RegexSplitter(pattern: nameOrText)
  }
}
