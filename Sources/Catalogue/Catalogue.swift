/// The vocabularies that Derlius knows by name.
///
/// Facts from the publishers' own files: openai/tiktoken `openai_public.py` (hashes, patterns, specials),
/// and hashes of what was downloaded.
public enum Catalogue {
  /// All entries, in the order of `derlius pull --list`.
  public static let entries: [CatalogueEntry] = [
    CatalogueEntry(
      name: "cl100k_base", aliases: ["cl100k"], format: .tiktoken, file: "cl100k_base.tiktoken",
      bytes: 1_681_126,
      sha256: "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7",
      pattern: "cl100k_base",
      listedSpecials: endOfText(100_257) + fillInTheMiddle(from: 100_258)
        + [.init(text: "<|endofprompt|>", id: 100_276)],
      licence: "MIT",
      sources: [
        publisher("cl100k_base.tiktoken"),
        .pythonPackage(
          "llama-index-core", member: tiktokenCache("9b5ad71b2ce5302211f9c61530b329a4922fc6a4")),
      ]),
    o200k(
      "o200k_base", aliases: ["o200k"],
      specials: endOfText(199_999) + [.init(text: "<|endofprompt|>", id: 200_018)]),
    o200k(
      "o200k_harmony", aliases: [], specials: harmonySpecials, more: { harmonyReserved }),
    p50k("p50k_base", specials: endOfText(50_256)),
    p50k("p50k_edit", specials: endOfText(50_256) + fillInTheMiddle(from: 50_281)),
    CatalogueEntry(
      name: "r50k_base", aliases: ["gpt2", "r50k"], format: .tiktoken,
      file: "r50k_base.tiktoken", bytes: 835_554,
      sha256: "306cd27f03c1a714eca7108e03d66b7dc042abe8c258b44c199a7ed9838dd930",
      pattern: "r50k_base", listedSpecials: endOfText(50_256), licence: "MIT",
      sources: [publisher("r50k_base.tiktoken")]),
    CatalogueEntry(
      name: "mistral-v1", format: .sentencePiece, file: "mistral-v1.model", bytes: 493_443,
      sha256: "dadfd56d766715c61d2ef780a525ab43b8e6da4de6865bda3d95fdef5e134055",
      licence: "Apache-2.0",
      sources: [
        .pythonPackage("mistral-common", member: "mistral_common/data/tokenizer.model.v1")
      ]),
  ]

  /// The entry with a name or alias.
  public static func entry(named name: String) -> CatalogueEntry? {
    entries.first { $0.name == name || $0.aliases.contains(name) }
  }

  /// The entry of a file with this hash; where several share the file, the one with the file's stem.
  public static func entry(sha256: String, stem: String) -> CatalogueEntry? {
    let known = entries.filter { $0.sha256 == sha256 }
    return known.first { $0.name == stem } ?? known.first
  }

  private static func o200k(
    _ name: String, aliases: [String], specials: [CatalogueEntry.Special],
    more: (@Sendable () -> [CatalogueEntry.Special])? = nil
  ) -> CatalogueEntry {
    CatalogueEntry(
      name: name, aliases: aliases, format: .tiktoken, file: "o200k_base.tiktoken",
      bytes: 3_613_922,
      sha256: "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d",
      pattern: "o200k_base", listedSpecials: specials, moreSpecials: more, licence: "MIT",
      sources: [
        publisher("o200k_base.tiktoken"),
        .pythonPackage(
          "llama-index-core", member: tiktokenCache("fb374d419588a4632f3f557e76b4b70aebbca790")),
      ])
  }

  private static func p50k(_ name: String, specials: [CatalogueEntry.Special]) -> CatalogueEntry {
    CatalogueEntry(
      name: name, format: .tiktoken, file: "p50k_base.tiktoken", bytes: 836_186,
      sha256: "94b5ca7dff4d00767bc256fdd1b27e5b17361d7b8a5f968547f9f23eb70d2069",
      pattern: "p50k_base", listedSpecials: specials, licence: "MIT",
      sources: [publisher("p50k_base.tiktoken")])
  }

  private static func publisher(_ file: String) -> CatalogueSource {
    .address("https://openaipublic.blob.core.windows.net/encodings/\(file)")
  }

  // The package keeps tiktoken's cache: files named by the SHA-1 of the publisher's address.
  private static func tiktokenCache(_ name: String) -> String {
    "llama_index/core/_static/tiktoken_cache/\(name)"
  }

  private static func endOfText(_ id: UInt32) -> [CatalogueEntry.Special] {
    [.init(text: "<|endoftext|>", id: id)]
  }

  private static func fillInTheMiddle(from id: UInt32) -> [CatalogueEntry.Special] {
    ["<|fim_prefix|>", "<|fim_middle|>", "<|fim_suffix|>"].enumerated().map {
      .init(text: $1, id: id + UInt32($0))
    }
  }

  private static let harmonySpecials: [CatalogueEntry.Special] = [
    .init(text: "<|startoftext|>", id: 199_998),
    .init(text: "<|endoftext|>", id: 199_999),
    .init(text: "<|return|>", id: 200_002),
    .init(text: "<|constrain|>", id: 200_003),
    .init(text: "<|channel|>", id: 200_005),
    .init(text: "<|start|>", id: 200_006),
    .init(text: "<|end|>", id: 200_007),
    .init(text: "<|message|>", id: 200_008),
    .init(text: "<|call|>", id: 200_012),
    .init(text: "<|endofprompt|>", id: 200_018),
  ]

  // One for every id that is left (200018 has both names).
  private static var harmonyReserved: [CatalogueEntry.Special] {
    let taken = harmonySpecials.map(\.id)
    return (UInt32(200_000)...201_087).filter { $0 == 200_018 || !taken.contains($0) }
      .map { .init(text: "<|reserved_\($0)|>", id: $0) }
  }
}
