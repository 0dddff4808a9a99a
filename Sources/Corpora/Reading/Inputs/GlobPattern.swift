import Groundwork

/// A path with `*` (any characters), `?` (one), `[a-z]` or `[!a-z]` (one of some) in its parts, and `**`
/// (any folders) as a part.
///
/// A name that begins with `.` is matched only by a part that does.
struct GlobPattern {
  private let root: String
  private let parts: [[Unicode.Scalar]]

  /// The pattern that a path is; nil where it holds no sign of one.
  init?(_ path: String) {
    guard path.contains(where: { "*?[".contains($0) }) else { return nil }
    root = path.hasPrefix("/") ? "/" : ""
    parts = path.split(separator: "/").map { Array($0.unicodeScalars) }
  }

  /// The paths that match, each once, folders in the order of their names' bytes.
  func matches() throws(Failure) -> [String] {
    var found: [String] = []
    var seen: Set<String> = []
    try match(parts[...], in: root, 0) { path in
      if seen.insert(path).inserted { found.append(path) }
    }
    return found
  }

  private func match(
    _ parts: ArraySlice<[Unicode.Scalar]>, in folder: String, _ depth: Int,
    _ add: (String) -> Void
  ) throws(Failure) {
    guard let part = parts.first else {
      if fileKind(folder) != nil { add(folder) }
      return
    }
    let rest = parts.dropFirst()
    if !part.contains(where: { $0 == "*" || $0 == "?" || $0 == "[" }) {
      var name = ""
      name.unicodeScalars.append(contentsOf: part)
      let path = joinPath(folder, name)
      if fileKind(path) != nil { try match(rest, in: path, depth, add) }
      return
    }
    let place = folder.isEmpty ? "." : folder
    guard isDirectory(place) else { return }
    let isAnyFolders = part == ["*", "*"]
    for name in try listDirectory(place) {
      let path = joinPath(folder, name)
      if isAnyFolders {
        if name.hasPrefix(".") { continue }
        // The file or folder itself against what follows, then what lies deeper; links are not followed.
        if let next = rest.first {
          if next != ["*", "*"], Self.matches(Array(name.unicodeScalars), next[...]) {
            try match(rest.dropFirst(), in: path, depth, add)
          }
        } else if fileKind(path) == .regular {
          add(path)
        }
        if isDirectory(path), !isLink(path) { try match(parts, in: path, depth + 1, add) }
      } else if name.hasPrefix(".") == (part.first == "."),
        Self.matches(Array(name.unicodeScalars), part[...])
      {
        try match(rest, in: path, depth, add)
      }
    }
  }

  /// Whether a name matches one part of a pattern; the last `*` is tried again for longer runs.
  static func matches(_ name: [Unicode.Scalar], _ pattern: ArraySlice<Unicode.Scalar>) -> Bool {
    var at = 0
    var next = pattern.startIndex
    var star: (pattern: Int, name: Int)?
    while at < name.count {
      if next < pattern.endIndex, pattern[next] == "*" {
        star = (next + 1, at)
        next += 1
      } else if let after = one(name[at], pattern, next) {
        at += 1
        next = after
      } else if let last = star {
        star = (last.pattern, last.name + 1)
        at = last.name + 1
        next = last.pattern
      } else {
        return false
      }
    }
    return pattern[next...].allSatisfy { $0 == "*" }
  }

  /// The place after what matches one scalar at `start` of the pattern; nil where it does not match.
  private static func one(
    _ scalar: Unicode.Scalar, _ pattern: ArraySlice<Unicode.Scalar>, _ start: Int
  ) -> Int? {
    guard start < pattern.endIndex else { return nil }
    if pattern[start] == "?" { return start + 1 }
    guard pattern[start] == "[" else { return pattern[start] == scalar ? start + 1 : nil }
    var index = start + 1
    let isNegated = index < pattern.endIndex && (pattern[index] == "!" || pattern[index] == "^")
    if isNegated { index += 1 }
    var isFound = false
    let first = index
    while index < pattern.endIndex, pattern[index] != "]" || index == first {
      if index + 2 < pattern.endIndex, pattern[index + 1] == "-", pattern[index + 2] != "]" {
        if pattern[index] <= scalar, scalar <= pattern[index + 2] { isFound = true }
        index += 3
      } else {
        if pattern[index] == scalar { isFound = true }
        index += 1
      }
    }
    // A bracket that nothing closes stands for itself.
    if index == pattern.endIndex { return scalar == "[" ? start + 1 : nil }
    return isFound != isNegated ? index + 1 : nil
  }
}
