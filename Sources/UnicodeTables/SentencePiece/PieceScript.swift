/// Scripts as SentencePiece's trainers tell them apart: Unicode 9, with Japanese as one script.
///
/// Hiragana, Katakana and U+30FC count as Han, scalars without a script as Common.
public enum PieceScript {
  /// The script that digits, punctuation and what is not assigned have.
  public static let common: UInt8 = 0
  /// The script of marks that take that of the scalar before them.
  public static let inherited: UInt8 = 1
  /// A number by scalar: 0 Common, 1 Inherited, the other scripts by name.
  public static let table = ScalarTable<UInt8>(runs: generatedScripts9)
}
