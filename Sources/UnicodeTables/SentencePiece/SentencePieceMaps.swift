/// What sentencepiece's `nfkc` rule and its folding of case are made of; Hangul syllables are computed.
public enum SentencePieceMaps {
  /// Scalars that become others, in the order of their code points.
  public static var singles: [(scalar: UInt32, target: [UInt32])] {
    var numbers = PackedNumbers(generatedMapSingles)
    var result: [(scalar: UInt32, target: [UInt32])] = []
    var scalar = 0
    var last = 0
    while let distance = numbers.next(), let length = numbers.next() {
      scalar += distance
      var target: [UInt32] = []
      for _ in 0..<length {
        last += numbers.nextSigned() ?? 0
        target.append(UInt32(last))
      }
      result.append((UInt32(scalar), target))
    }
    return result
  }

  /// Strings of scalars that become one, but Hangul syllables.
  public static var compositions: [(source: [UInt32], target: UInt32)] {
    var numbers = PackedNumbers(generatedMapCompositions)
    var result: [(source: [UInt32], target: UInt32)] = []
    var target = 0
    while let distance = numbers.nextSigned(), let length = numbers.next() {
      target += distance
      var source: [UInt32] = []
      for _ in 0..<length { source.append(UInt32(numbers.next() ?? 0)) }
      result.append((source, UInt32(target)))
    }
    return result
  }

  /// Scalars that `nfkc` leaves and folding of case changes.
  public static var folds: [(scalar: UInt32, target: UInt32)] {
    var numbers = PackedNumbers(generatedMapFolds)
    var result: [(scalar: UInt32, target: UInt32)] = []
    var scalar = 0
    while let distance = numbers.next(), let shift = numbers.nextSigned() {
      scalar += distance
      result.append((UInt32(scalar), UInt32(scalar + shift)))
    }
    return result
  }
}
