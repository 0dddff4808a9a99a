/// The versions that results name.
public enum Version {
  /// Derlius's own version.
  public static let derlius = "0.1.0"
}
