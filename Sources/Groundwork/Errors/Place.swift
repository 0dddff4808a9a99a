/// A place in a file: a line of a text file, or a byte of a binary one.
public struct Place: Sendable, Hashable {
  /// Where in the file.
  public enum Position: Sendable, Hashable {
    /// The file as a whole.
    case file
    /// A line, counted from 1.
    case line(Int)
    /// A byte offset, counted from 0.
    case byte(Int)
  }

  /// The file as the user named it.
  public var file: String
  /// Where in the file.
  public var position: Position

  /// Creates a place.
  public init(file: String, position: Position = .file) {
    self.file = file
    self.position = position
  }

  /// The file as a whole.
  public static func file(_ file: String) -> Place { Place(file: file) }
  /// A line of a file, counted from 1.
  public static func line(_ line: Int, of file: String) -> Place {
    Place(file: file, position: .line(line))
  }
  /// A byte of a file, counted from 0.
  public static func byte(_ offset: Int, of file: String) -> Place {
    Place(file: file, position: .byte(offset))
  }
}

extension Place: CustomStringConvertible {
  /// `FILE`, `FILE:LINE` or `FILE: byte N`.
  public var description: String {
    switch position {
    case .file: file
    case .line(let line): "\(file):\(line)"
    case .byte(let offset): "\(file): byte \(offset)"
    }
  }
}
