import Groundwork
import Segmentation
import Synchronization
import Tokenization

/// The tokenizers that can be asked for: those of the command line, and uploaded ones behind them.
final class TokenizerShelf: Sendable {
  private let tokenizers: Mutex<[ShelvedTokenizer]>
  private let limits: WorkbenchLimits
  private let read: WorkbenchService.ReadTokenizer

  init(
    _ tokenizers: [ShelvedTokenizer], limits: WorkbenchLimits,
    read: @escaping WorkbenchService.ReadTokenizer
  ) {
    self.tokenizers = Mutex(tokenizers)
    self.limits = limits
    self.read = read
  }

  /// All tokenizers in order.
  var all: [ShelvedTokenizer] { tokenizers.withLock { $0 } }

  /// The tokenizers of some names, in that order.
  func named(_ names: [String]) throws(Refusal) -> [ShelvedTokenizer] {
    let all = self.all
    var found: [ShelvedTokenizer] = []
    for name in names {
      guard let one = all.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) else {
        throw Refusal(
          404, "there is no tokenizer \"\(name.prefix(100))\"",
          remedy: "GET api/tokenizers lists them")
      }
      found.append(one)
    }
    return found
  }

  /// The tokenizer of a name.
  func named(_ name: String) throws(Refusal) -> ShelvedTokenizer { try named([name])[0] }

  /// Reads a tokenizer's file and adds it.
  ///
  /// - Parameters:
  ///   - bytes: the file.
  ///   - file: its name, of which the tokenizer's is made.
  ///   - pattern: the split pattern of a rank file that says none.
  func add(
    _ bytes: [UInt8], file: String, pattern: String?, _ deadline: Deadline
  ) throws(Refusal) -> ShelvedTokenizer {
    let name = try Self.name(of: file)
    try checkRoom(for: name, bytes.count)
    let tokenizer: any Tokenizer
    do throws(Failure) {
      tokenizer = try MatchingBudget.limit(check: deadline.check) { () throws(Failure) in
        try read(bytes, file, pattern)
      }
    } catch {
      throw Refusal(work: error)
    }
    let shelved = ShelvedTokenizer(tokenizer, name: name, uploadedBytes: bytes.count)
    let late = tokenizers.withLock { all -> Refusal? in
      // Another upload may have come meanwhile.
      if let problem = refusal(of: name, bytes.count, all) { return problem }
      all.append(shelved)
      return nil
    }
    if let late { throw late }
    return shelved
  }

  /// Removes an uploaded tokenizer.
  func remove(_ name: String) throws(Refusal) {
    let one = try named(name)
    guard one.uploadedBytes != nil else {
      throw Refusal(
        403, "\(name) was named when derlius serve started", remedy: "only uploads can be removed")
    }
    tokenizers.withLock { $0.removeAll { $0 === one } }
  }

  private func checkRoom(for name: String, _ bytes: Int) throws(Refusal) {
    if let problem = tokenizers.withLock({ refusal(of: name, bytes, $0) }) { throw problem }
  }

  private func refusal(of name: String, _ bytes: Int, _ all: [ShelvedTokenizer]) -> Refusal? {
    if all.contains(where: { $0.name.utf8.elementsEqual(name.utf8) }) {
      return Refusal(
        409, "there is a tokenizer \"\(name)\" already",
        remedy: "remove it, or give the file another name")
    }
    if all.count >= limits.tokenizers {
      return Refusal(
        413, "there are \(all.count) tokenizers already", remedy: "remove one that was uploaded")
    }
    let held = all.reduce(0) { $0 + ($1.uploadedBytes ?? 0) }
    if held + bytes > limits.uploadedBytes {
      return Refusal(
        413, "uploaded files would take \(held + bytes) bytes",
        remedy: "at most \(limits.uploadedBytes) are kept: remove one that was uploaded")
    }
    return nil
  }

  /// The name of a file's tokenizer: the file's without folders and ending.
  private static func name(of file: String) throws(Refusal) -> String {
    let name = pathStem(lastPathComponent(file))
    let isPlain = name.unicodeScalars.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: false
      default: true
      }
    }
    guard !name.isEmpty, name.utf8.count <= 200, isPlain else {
      throw Refusal(
        400, "the file's name cannot be a tokenizer's",
        remedy: "use a name of at most 200 bytes, without controls")
    }
    return name
  }
}
