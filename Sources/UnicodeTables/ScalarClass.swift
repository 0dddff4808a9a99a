/// The classes that split patterns tell apart, as bits; a scalar may be in several.
public struct ScalarClass: OptionSet, Sendable {
  /// The bits.
  public let rawValue: UInt8
  /// Creates a class from its bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// `\p{L}`.
  public static let letter = ScalarClass(rawValue: 1)
  /// `\p{N}`.
  public static let number = ScalarClass(rawValue: 2)
  /// `\s`: White_Space.
  public static let space = ScalarClass(rawValue: 4)
  /// `[\r\n]`.
  public static let newline = ScalarClass(rawValue: 8)
  /// `\p{Lu}` and `\p{Lt}`: what may begin a word of capitals in o200k's pattern and no more.
  public static let upper = ScalarClass(rawValue: 16)
  /// `\p{Lm}`, `\p{Lo}` and `\p{M}`: what counts as capital and as small letter alike there.
  public static let caseless = ScalarClass(rawValue: 32)
  /// `\p{Ll}`.
  public static let lower = ScalarClass(rawValue: 64)
  /// `\p{M}`.
  public static let mark = ScalarClass(rawValue: 128)

  init(_ category: GeneralCategory) {
    switch category {
    case .lu, .lt: self = [.letter, .upper]
    case .ll: self = [.letter, .lower]
    case .lm, .lo: self = [.letter, .caseless]
    case .mn, .mc, .me: self = [.mark, .caseless]
    case .nd, .nl, .no: self = .number
    default: self = []
    }
  }
}
