/// What a request is for.
enum Route: Sendable {
  /// The page's address without its last slash.
  case slash(to: String)
  /// A file of the page.
  case file(PageFile)
  /// The list of tokenizers.
  case tokenizers
  /// A tokenizer's file in the body: its name, and the split pattern of a rank file that says none.
  case upload(name: String, pattern: String?)
  /// An uploaded tokenizer to be removed.
  case remove(name: String)
  /// A question in JSON.
  case call(Call)

  /// The questions.
  enum Call: String, Sendable, CaseIterable {
    case encode, compare, measure, explain, vocabulary, edit
  }

  /// Finds the route of a method and a path behind the token.
  init(method: String, target: RequestTarget) throws(Refusal) {
    guard let path = String(validating: target.path, as: UTF8.self) else { throw Self.nothing }
    if let withSlash = target.withSlash {
      self = .slash(to: withSlash)
    } else if let file = PageFile.named(path) {
      guard method == "GET" || method == "HEAD" else { throw Self.notAllowed(method, "GET") }
      self = .file(file)
    } else if path == "api/tokenizers" {
      switch method {
      case "GET": self = .tokenizers
      case "POST":
        guard let name = target["name"], !name.isEmpty else {
          throw Refusal(
            400, "the address names no file", remedy: "POST api/tokenizers?name=FILE")
        }
        self = .upload(name: name, pattern: target["pattern"])
      default: throw Self.notAllowed(method, "GET and POST")
      }
    } else if path.utf8.starts(with: "api/tokenizers/".utf8) {
      guard method == "DELETE" else { throw Self.notAllowed(method, "DELETE") }
      self = .remove(name: String(path.dropFirst("api/tokenizers/".count)))
    } else if let call = Call.allCases.first(where: { path == "api/\($0.rawValue)" }) {
      guard method == "POST" else { throw Self.notAllowed(method, "POST") }
      self = .call(call)
    } else {
      throw Self.nothing
    }
  }

  /// The Content-Type that the body must have; nil where there is none.
  var bodyType: String? {
    switch self {
    case .slash, .file, .tokenizers, .remove: nil
    case .upload: "application/octet-stream"
    case .call: "application/json"
    }
  }

  private static let nothing = Refusal(
    404, "there is nothing here", remedy: "docs/workbench-api.md lists what can be asked")

  private static func notAllowed(_ method: String, _ allowed: String) -> Refusal {
    Refusal(405, "this address does not take \(method)", remedy: "use \(allowed)")
  }
}
