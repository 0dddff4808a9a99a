import Groundwork

/// Keeps the state of a training that runs long, so that a later run of the same goes on from it.
public struct TrainingStore {
  /// Gives what was saved last; nil where nothing was.
  public let load: () throws(Failure) -> [UInt8]?
  /// Saves a state, in place of the one before.
  public let save: (_ state: [UInt8]) throws(Failure) -> Void

  /// Creates a store of two functions.
  public init(
    load: @escaping () throws(Failure) -> [UInt8]?,
    save: @escaping (_ state: [UInt8]) throws(Failure) -> Void
  ) {
    self.load = load
    self.save = save
  }
}
