/// The workbench's API (docs/workbench-api.md).
public enum WorkbenchAPI {
  /// The version that every answer names; a change that old pages would not understand raises it.
  public static let version = 1
}
