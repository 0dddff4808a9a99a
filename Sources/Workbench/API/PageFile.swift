/// A file of the page, embedded in the program.
struct PageFile: Sendable {
  /// The path behind the token; the page itself has none.
  let path: String
  let type: Answer.ContentType
  let bytes: [UInt8]

  // A new file stands here, in `pageFiles` of Package.swift, and in Resources.
  static let all = [
    PageFile(path: "", type: .html, bytes: PackageResources.index_html)
  ]

  /// The file at a path; nil where there is none.
  static func named(_ path: String) -> PageFile? { all.first { $0.path == path } }

  /// The file as an answer.
  var answer: Answer { Answer(type: type, bytes: bytes) }
}
