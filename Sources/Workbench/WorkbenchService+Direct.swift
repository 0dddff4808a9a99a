extension WorkbenchService {
  /// Answers a request without a server: what stands behind the token, and no rules of who may ask.
  ///
  /// - Parameters:
  ///   - method: the HTTP method.
  ///   - target: the path behind the token, and the query, as a request's first line has them.
  ///   - body: the body.
  /// - Returns: the HTTP status, the Content-Type, and the bytes of the answer.
  public func answer(
    method: String, target: String, body: [UInt8] = []
  ) -> (status: Int, type: String, bytes: [UInt8]) {
    let answer: Answer
    do throws(Refusal) {
      answer = try respond(method, target, body)
    } catch {
      answer = error.answer
    }
    return (answer.status, "\(answer.type.value)", answer.bytes)
  }

  private func respond(
    _ method: String, _ target: String, _ body: [UInt8]
  ) throws(Refusal) -> Answer {
    guard let target = RequestTarget(Array(target.utf8)) else { throw .misspelt }
    return try answer(
      try Route(method: method, target: target), body: body, deadline: Deadline())
  }
}
