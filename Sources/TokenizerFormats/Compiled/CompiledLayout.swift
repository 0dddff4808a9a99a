import Groundwork
import Tokenization

/// Where what lies in a compiled file: a head, a directory, the sections.
///
/// docs/compiled-vocabulary.md describes it.
enum CompiledLayout {
  /// The first bytes: none of them text, so that a change of line ends or of the eighth bit shows.
  static let magic: [UInt8] = [0x89, 0x44, 0x52, 0x4C, 0x0D, 0x0A, 0x1A, 0x0A]
  /// Rises with every change of the layout, of a table, or of how a table is filled.
  static let version: UInt32 = 2
  /// Sections start at multiples of this, and zeros fill them up to one.
  static let alignment = 64
  static let headSize = 64
  static let entrySize = 32
  /// Where the checksum of head and directory lies.
  static let checksumPlace = 24
  /// Where the key lies, 32 bytes.
  static let keyPlace = 32

  /// A section, by the number in its entry.
  enum Section: Equatable {
    /// What the tables do not say, as JSON.
    case about
    /// A table.
    case table(RankTables.Part)

    static let all: [Section] = [.about] + RankTables.Part.allCases.map { .table($0) }

    var number: Int {
      switch self {
      case .about: 0
      case .table(let part): part.rawValue + 1
      }
    }

    var elementSize: Int {
      switch self {
      case .about: 1
      case .table(let part): part.elementSize
      }
    }

    /// The section as messages name it.
    var name: String {
      switch self {
      case .about: "the description"
      case .table(.bytes): "the tokens' bytes"
      case .table(.offsets): "the offsets"
      case .table(.ids): "the ids"
      case .table(.singles): "the table of bytes"
      case .table(.doubles): "the table of two bytes"
      case .table(.tokenSlots): "the table of tokens"
      case .table(.pairSlots): "the table of pairs"
      case .table(.pairFilter): "the filter of pairs"
      }
    }
  }

  /// Where the first section starts.
  static var firstSection: Int { aligned(headSize + Section.all.count * entrySize) }

  /// The next multiple of the alignment.
  static func aligned(_ offset: Int) -> Int { (offset + alignment - 1) & ~(alignment - 1) }

  /// The checksum of head and directory: all bytes before the first section, those of the sum as zeros.
  static func headChecksum(_ head: UnsafeRawBufferPointer) -> UInt64 {
    var copy = Array(head)
    for place in checksumPlace..<checksumPlace + 8 { copy[place] = 0 }
    return copy.withUnsafeBytes { blockChecksum($0) }
  }

  /// The checksum of a section with the zeros behind it.
  static func checksum(_ bytes: UnsafeRawBufferPointer, of section: Section) -> UInt64 {
    blockChecksum(bytes, seed: UInt64(section.number) + 1)
  }
}
