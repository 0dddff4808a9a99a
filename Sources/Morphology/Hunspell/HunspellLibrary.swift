import CHunspell
import Groundwork
import Synchronization

/// Hunspell's own library with a dictionary: whether a form is a word.
final class HunspellLibrary: Sendable {
  /// The library's object, which changes while it looks up.
  private struct Handle: @unchecked Sendable {
    var pointer: OpaquePointer
  }

  private let handle: Mutex<Handle>
  private let encoding: AffixEncoding

  /// The name of the file that the library was loaded from; nil where it is part of the program.
  static var file: String? { derlius_hunspell_file().map { String(cString: $0) } }

  /// Loads a dictionary, whose files have been read and found sound.
  init(affixes: String, words: String, encoding: AffixEncoding) throws(Failure) {
    guard let made = derlius_hunspell_new(affixes, words) else {
      throw Failure("hunspell cannot load the dictionary", at: .file(words))
    }
    handle = Mutex(Handle(pointer: made))
    self.encoding = encoding
  }

  deinit { handle.withLock { derlius_hunspell_free($0.pointer) } }

  /// Whether the dictionary accepts a word, as it is spelt, in UTF-8.
  ///
  /// False where its encoding lacks a letter. Expected O(length); one thread at a time.
  func knows(_ word: [UInt8]) -> Bool {
    guard let encoded = encoding.encode(word), !encoded.contains(0) else { return false }
    let text = encoded.map { CChar(bitPattern: $0) } + [0]
    return handle.withLock { derlius_hunspell_knows($0.pointer, text) != 0 }
  }
}
