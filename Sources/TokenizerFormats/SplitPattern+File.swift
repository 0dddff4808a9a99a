import Groundwork
import Tokenization

extension SplitPattern {
  /// The splitter for the pattern that a file holds: what is wrong with it is the file's fault.
  static func splitter(for nameOrText: String, of file: String) throws(Failure) -> any Splitter {
    do throws(Failure) { return try splitter(for: nameOrText) } catch {
      throw Failure(error.problem, at: error.place ?? .file(file), remedy: error.remedy)
    }
  }
}
