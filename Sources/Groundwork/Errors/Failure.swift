/// What went wrong, where, and what to do about it: the only error that people see.
///
/// The command line prints `derlius: PLACE: PROBLEM; REMEDY` and exits with `fault.exitCode`.
public struct Failure: Error, Sendable, Hashable {
  /// Who has to act.
  public enum Fault: Sendable, Hashable {
    /// A file or its data is at fault.
    case data
    /// The call itself is at fault.
    case usage
    /// The user stopped the run.
    case interrupted

    /// The process's exit code: 1, 64 (EX_USAGE) or 130 (128 + SIGINT).
    public var exitCode: Int32 {
      switch self {
      case .data: 1
      case .usage: 64
      case .interrupted: 130
      }
    }
  }

  /// Who has to act.
  public var fault: Fault
  /// The file and the position in it, where there is one.
  public var place: Place?
  /// What is wrong, in one clause without a full stop.
  public var problem: String
  /// What to do, in one clause without a full stop; empty where nothing can be advised.
  public var remedy: String

  /// Creates a failure; by default the data is at fault.
  public init(
    _ problem: String, at place: Place? = nil, remedy: String = "", fault: Fault = .data
  ) {
    self.fault = fault
    self.place = place
    self.problem = problem
    self.remedy = remedy
  }

  /// A failure of the call: exit code 64.
  public static func usage(_ problem: String, remedy: String = "") -> Failure {
    Failure(problem, remedy: remedy, fault: .usage)
  }
}

extension Failure: CustomStringConvertible {
  /// `PLACE: PROBLEM; REMEDY`, on one line: control characters, which names of files may hold, are
  /// written as escapes.
  public var description: String {
    var text = ""
    if let place { text += "\(place): " }
    text += problem
    if !remedy.isEmpty { text += "; \(remedy)" }
    return Self.visible(text)
  }

  private static func visible(_ text: String) -> String {
    func isControl(_ scalar: Unicode.Scalar) -> Bool {
      scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) || scalar.value == 0x2028
        || scalar.value == 0x2029
    }
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where isControl(scalar):
        result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
