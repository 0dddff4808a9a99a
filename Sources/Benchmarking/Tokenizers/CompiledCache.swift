import Groundwork
import Synchronization
import Tokenization
import TokenizerFormats

/// Compiled forms of rank files, kept in Derlius's home folder and used on their own.
///
/// A form is found by a key of what it was made of, and by a file's hash, which is remembered. What is damaged or
/// stale is not used, and written anew after the ordinary load; what cannot be written is not kept, which is no error.
public struct CompiledCache: Sendable {
  /// The hashes of files.
  let memory: FileHashMemory
  private let folder: String

  /// The number of forms that are kept; the one that was written first goes first.
  static let limit = 32
  private static let ending = ".derlius"
  // Two threads of one process would share the name of the temporary file.
  private static let writing = Mutex(())

  /// Creates a cache in a home folder, which is made when there is something to keep.
  public init(home: String = HomeFolder.path) {
    folder = joinPath(home, "compiled")
    memory = FileHashMemory(folder: joinPath(home, "hashes"))
  }

  /// The form, where there is a sound one.
  func load(_ form: CompiledRanks) -> RankTokenizer? {
    let path = place(of: form)
    guard fileSize(path) != nil else { return nil }
    return try? form.load(path)
  }

  /// Keeps the form of a tokenizer.
  func store(_ tokenizer: RankTokenizer, as form: CompiledRanks) {
    guard let bytes = try? form.bytes(of: tokenizer) else { return }
    Self.writing.withLock { _ in
      guard (try? createDirectory(folder)) != nil,
        (try? AtomicFile.write(bytes, to: place(of: form))) != nil
      else { return }
      removeOldest(but: lastPathComponent(place(of: form)))
    }
  }

  private func place(of form: CompiledRanks) -> String {
    joinPath(folder, hexadecimal(form.key) + Self.ending)
  }

  private func removeOldest(but new: String) {
    guard let names = try? listDirectory(folder) else { return }
    let forms = names.filter { $0.hasSuffix(Self.ending) && !$0.hasPrefix(".") && $0 != new }
    guard forms.count >= Self.limit else { return }
    let dated = forms.map { (change: FileStamp(joinPath(folder, $0))?.lastChange ?? 0, name: $0) }
    for form in dated.sorted(by: { $0 < $1 }).prefix(forms.count - Self.limit + 1) {
      removeTree(joinPath(folder, form.name))
    }
  }
}
