import Groundwork

/// A request that is not answered as asked: an HTTP status, and what people read.
public struct Refusal: Error, Sendable, Hashable {
  /// The HTTP status, 400 or more.
  public var status: Int
  /// What is wrong, in one clause.
  public var problem: String
  /// What to do, in one clause; empty where nothing can be advised.
  public var remedy: String

  /// Creates a refusal.
  public init(_ status: Int, _ problem: String, remedy: String = "") {
    self.status = status
    self.problem = problem
    self.remedy = remedy
  }

  /// A failure of what was asked, with its place in front.
  ///
  /// - Parameters:
  ///   - failure: what went wrong.
  ///   - status: the status that the failure has here.
  init(_ failure: Failure, status: Int) {
    var whole = failure
    whole.remedy = ""
    self.init(status, whole.description, remedy: failure.remedy)
  }

  /// A failure in the work on a request: 408 where the time was over, else 422.
  init(work failure: Failure) {
    self.init(failure, status: Deadline.isOver(failure) ? 408 : 422)
  }

  /// The refusal as an answer.
  var answer: Answer {
    var output = JSONOutput()
    output.beginObject()
    output.key("api")
    output.integer(WorkbenchAPI.version)
    output.key("error")
    output.beginObject()
    output.key("message")
    output.string(problem)
    output.key("remedy")
    output.string(remedy)
    output.endObject()
    output.endObject()
    return Answer(status: status, type: .json, bytes: output.bytes)
  }
}
