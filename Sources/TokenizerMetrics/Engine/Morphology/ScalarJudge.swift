import Groundwork
import Morphology

/// Counts the characters of texts that are words or morphemes: the tokens of the control that cuts into
/// characters; owned by one thread.
final class ScalarJudge {
  private let judge: TokenJudge
  /// The verdict of each scalar that came; empty verdicts are not yet made.
  private var verdicts = [TokenVerdict](repeating: [], count: 0x11_0000)
  private var counter = TokenCounter(vocabulary: 0x11_0000)
  private var scalars: [UInt32] = []

  init(_ provider: any MorphemeProvider) throws(Failure) { judge = try TokenJudge(provider) }

  /// Adds a text, which is valid UTF-8 and occurs `times` times, to the scalars that came, and its known
  /// characters to a row, once.
  func count(
    _ text: UnsafeBufferPointer<UInt8>, times: Int64, row: Int, into rows: inout [Int64]
  ) throws(Failure) {
    scalars.removeAll(keepingCapacity: true)
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      let index = Int(scalar.value)
      if verdicts[index].isEmpty { verdicts[index] = try judge.verdict(scalar) }
      let verdict = verdicts[index]
      rows[row + TokenColumn.knownTokens.rawValue] += verdict.contains(.known) ? 1 : 0
      rows[row + TokenColumn.validTokens.rawValue] += verdict.contains(.valid) ? 1 : 0
      rows[row + TokenColumn.rootTokens.rawValue] += verdict.contains(.root) ? 1 : 0
      scalars.append(scalar.value)
    }
    counter.add(scalars, weight: times)
  }

  /// How often each scalar came since the last call.
  func take() -> TokenCounter.Counts { counter.take() }

  /// The distinct characters; `counts` has how often each came, by scalar.
  static func types(
    _ counts: [Int64], _ provider: any MorphemeProvider
  ) throws(Failure) -> KnownTokens {
    let judge = try TokenJudge(provider)
    var known = KnownTokens()
    for (value, count) in counts.enumerated() where count > 0 {
      guard let scalar = Unicode.Scalar(UInt32(truncatingIfNeeded: value)) else { continue }
      known.add(try judge.verdict(scalar), isSeen: true)
    }
    return known
  }
}
