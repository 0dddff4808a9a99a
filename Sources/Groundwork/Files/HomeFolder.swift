/// Where Derlius keeps vocabularies and what it remembers between runs.
public enum HomeFolder {
  /// `$DERLIUS_HOME`, else `$XDG_CACHE_HOME/derlius`, else `~/.cache/derlius`.
  public static var path: String {
    if let home = environmentVariable("DERLIUS_HOME") { return home }
    if let cache = environmentVariable("XDG_CACHE_HOME") { return joinPath(cache, "derlius") }
    return joinPath(environmentVariable("HOME") ?? "/tmp", ".cache/derlius")
  }

  /// The folder of downloaded vocabularies.
  public static var vocabularies: String { joinPath(path, "vocabularies") }

  /// The folder of corpora that were pulled.
  public static var corpora: String { joinPath(path, "corpora") }

  /// The folder of what was pulled from a model hub.
  public static var hub: String { joinPath(path, "hub") }
}
