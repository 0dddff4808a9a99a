import Groundwork

#if canImport(Glibc)
  @_exported import Glibc
#elseif canImport(Darwin)
  @_exported import Darwin
#endif

/// One thing to fuzz.
///
/// A target ends normally for any bytes: a reader may throw `Failure`, and nothing else may happen. A law
/// that does not hold stops the run as a crash does.
struct Target: Sendable {
  /// The name that `scripts/fuzz` takes.
  var name: String
  /// What the bytes are given to, in a few words.
  var about: String
  /// Takes one input.
  var body: @Sendable ([UInt8]) throws(Failure) -> Void

  init(
    _ name: String, _ about: String, _ body: @escaping @Sendable ([UInt8]) throws(Failure) -> Void
  ) {
    self.name = name
    self.about = about
    self.body = body
  }

  /// Gives the bytes to the target; a failure must be one line that says something.
  func run(_ bytes: [UInt8]) {
    do throws(Failure) {
      try body(bytes)
    } catch {
      require(!error.problem.isEmpty, "a failure without words")
      require(!"\(error)".utf8.contains { $0 < 0x20 }, "a message of two lines: \(error)")
    }
  }
}

/// All targets.
let targets: [Target] =
  tokenizerTargets + compiledTargets + textTargets + markupTargets + encodingTargets
  + segmentationTargets + workbenchTargets

/// Stops the run, and leaves the input behind, where a law does not hold.
func require(_ condition: Bool, _ law: @autoclosure () -> String) {
  if condition { return }
  fatalError("fuzz: \(law())")
}

/// The value of an environment variable.
func environment(_ name: String) -> String? {
  getenv(name).map { String(cString: $0) }
}

/// Writes bytes to a file of this process, for readers that take a path, and gives the path.
func scratchFile(_ bytes: [UInt8], name: String = "input") -> String {
  let path = (environment("TMPDIR") ?? "/tmp") + "/fuzz-\(getpid())-\(name)"
  let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
  require(descriptor >= 0, "cannot write \(path)")
  require(
    bytes.isEmpty || write(descriptor, bytes, bytes.count) == bytes.count, "cannot write \(path)")
  close(descriptor)
  return path
}
