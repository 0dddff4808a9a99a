import Groundwork

extension SentencePieceTokenizer {
  /// What `spm_encode --extra_options` does to ids: `bos`, `eos` and `reverse` in the order written,
  /// joined by colons; `unk` is understood and changes no id.
  ///
  /// - Throws: `Failure` (usage) for another option, and for a piece that the model does not have.
  public func template(extraOptions text: String) throws(Failure) -> TokenTemplate {
    var template = TokenTemplate()
    if text.isEmpty { return template }
    for option in text.split(separator: ":", omittingEmptySubsequences: false) {
      switch option {
      case "bos": template.before.insert(try require(parts.beginID, "begin"), at: 0)
      case "eos": template.after.append(try require(parts.endID, "end"))
      case "reverse": template.reverse()
      case "unk", "unk_piece": continue
      default:
        throw .usage(
          "there is no extra option \"\(option)\"", remedy: "use bos, eos, reverse, unk, and colons"
        )
      }
    }
    return template
  }

  private func require(_ id: UInt32?, _ role: String) throws(Failure) -> UInt32 {
    if let id { return id }
    throw .usage("the model has no piece for the \(role) of a text", remedy: "leave it out")
  }
}
