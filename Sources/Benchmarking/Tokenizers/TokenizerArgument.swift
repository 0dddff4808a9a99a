import Catalogue
import Groundwork

/// A tokenizer as users name it: a path, a catalogue name, `hf:owner/name…`, or `NAME=T`.
public struct TokenizerArgument: Sendable, Hashable {
  /// The name in tables, where the user gave one.
  public var name: String?
  /// The path, catalogue name or hub name.
  public var target: String

  /// Reads an argument; a path that exists is never taken apart at `=`, nor is `hf:…`.
  public init(_ text: String) {
    guard !exists(text), !text.hasPrefix(HubName.prefix),
      let equals = text.utf8.firstIndex(of: UInt8(ascii: "=")),
      equals != text.startIndex
    else {
      name = nil
      target = text
      return
    }
    name = String(text[..<equals])
    target = String(text[text.utf8.index(after: equals)...])
  }
}
