import Groundwork
import Tokenization

/// Reads `added_tokens` and gives each the id that the reference gives it.
///
/// Definition: `add_tokens` in `added_vocabulary.rs` of `tokenizers` 0.23.3. A token that the model has
/// keeps the model's id; any other gets the next free one. The file's `id` counts for nothing.
enum AddedTokensReader {
  /// The tokens, one for each id, and how many have another id than the file says.
  static func read(
    _ value: JSONValue?, more: [PublishedSettings.Token] = [], _ model: ModelReader.Model,
    file: String
  ) throws(Failure) -> (tokens: [AddedToken], moved: Int) {
    guard let list = value == nil ? [] : value?.array else {
      throw Failure(
        "added_tokens is no array", at: .file(file),
        remedy: "correct the JSON, or get the file again")
    }
    var tokens: [AddedToken] = []
    var places = ByteTable(capacity: list.count)
    var moved = 0
    // The reference counts the model's tokens, and goes on from there, whatever their ids are.
    var next = model.tokens.kinds.count { $0 != .unused }
    for (number, entry) in list.enumerated() {
      var fields = try JSONFields(entry, path: "added_tokens[\(number)]", file: file)
      let written = try fields.required("id", try fields.count("id"))
      let content = Array(try fields.required("content", try fields.string("content")).utf8)
      var token = AddedToken(id: 0, content: content)
      token.isSingleWord = try flag("single_word", &fields)
      token.stripsLeft = try flag("lstrip", &fields)
      token.stripsRight = try flag("rstrip", &fields)
      token.isNormalized = try flag("normalized", &fields)
      token.isSpecial = try flag("special", &fields)
      try fields.finish()
      if content.isEmpty { continue }
      if Int(add(token)) != written { moved += 1 }
    }
    for token in more { _ = add(AddedToken(token)) }
    return (lastOfEachID(tokens), moved)

    /// Adds a token, or gives the one that is there its flags; the id that it has then.
    func add(_ token: AddedToken) -> UInt32 {
      var token = token
      let place = token.content.withUnsafeBufferPointer { places.insert($0) }
      if !place.isNew {
        token.id = tokens[place.number].id
        // The reference keeps a set of the contents that were special once.
        if tokens[place.number].isSpecial { token.isSpecial = true }
        tokens[place.number] = token
      } else {
        if let id = model.index.id(of: token.content) {
          token.id = id
        } else {
          token.id = UInt32(next)
          next += 1
        }
        tokens.append(token)
      }
      return token.id
    }
  }

  private static func flag(_ key: String, _ fields: inout JSONFields) throws(Failure) -> Bool {
    try fields.required(key, try fields.bool(key))
  }

  /// Without tokens whose id a later one takes, which can be where the model's ids have holes.
  private static func lastOfEachID(_ tokens: [AddedToken]) -> [AddedToken] {
    let order = tokens.indices.sorted { (tokens[$0].id, $0) < (tokens[$1].id, $1) }
    var kept: [AddedToken] = []
    for index in order {
      if kept.last?.id == tokens[index].id { kept.removeLast() }
      kept.append(tokens[index])
    }
    return kept
  }
}

extension AddedToken {
  /// A token of a folder's files, without an id yet.
  init(_ token: PublishedSettings.Token) {
    self.init(id: 0, content: Array(token.content.utf8))
    isSingleWord = token.isSingleWord
    stripsLeft = token.stripsLeft
    stripsRight = token.stripsRight
    isNormalized = token.isNormalized
    isSpecial = token.isSpecial
  }
}
