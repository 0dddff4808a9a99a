/// The classes that split patterns tell apart, as bits; a scalar may be in several.
///
/// Computed and inlinable, so that scanners in other modules see constants: a stored static would be
/// fetched through an accessor in their inner loops, which halved their speed.
public struct ScalarClass: OptionSet, Sendable {
  /// The bits.
  public let rawValue: UInt8

  /// Creates a class from its bits.
  @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// `\p{L}`.
  @inlinable public static var letter: ScalarClass { ScalarClass(rawValue: 1) }
  /// `\p{N}`.
  @inlinable public static var number: ScalarClass { ScalarClass(rawValue: 2) }
  /// `\s`: White_Space.
  @inlinable public static var space: ScalarClass { ScalarClass(rawValue: 4) }
  /// `[\r\n]`.
  @inlinable public static var newline: ScalarClass { ScalarClass(rawValue: 8) }
  /// `\p{Lu}` and `\p{Lt}`: what may begin a word of capitals in o200k's pattern and no more.
  @inlinable public static var upper: ScalarClass { ScalarClass(rawValue: 16) }
  /// `\p{Lm}`, `\p{Lo}` and `\p{M}`: what counts as capital and as small letter alike there.
  @inlinable public static var caseless: ScalarClass { ScalarClass(rawValue: 32) }
  /// `\p{Ll}`.
  @inlinable public static var lower: ScalarClass { ScalarClass(rawValue: 64) }
  /// `\p{M}`.
  @inlinable public static var mark: ScalarClass { ScalarClass(rawValue: 128) }

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
