import Groundwork

/// As much of JSON Schema (draft 2020-12) as docs/result.schema.json uses.
///
/// Stricter than the standard in one thing: a member that an object's description does not name is a problem, so that
/// nothing is written that nobody described.
struct SchemaCheck {
  let schema: JSONValue
  private(set) var problems: [String] = []

  init(_ schema: JSONValue) { self.schema = schema }

  /// The problems of a value, each with its place; empty where it is as described.
  static func problems(of value: JSONValue, against schema: JSONValue) -> [String] {
    var check = SchemaCheck(schema)
    check.check(value, schema, at: "$")
    return check.problems
  }

  private mutating func check(_ value: JSONValue, _ rule: JSONValue, at place: String) {
    for member in rule.members ?? [] {
      switch member.key {
      case "$ref": reference(member.value, value, place)
      case "type": type(member.value, value, place)
      case "const", "enum": choice(member.value, value, place)
      case "required":
        for key in member.value.array ?? [] where value[key.string ?? ""] == nil {
          problems.append("\(place) has no \(key.string ?? "")")
        }
      case "properties", "additionalProperties": break
      case "items":
        for (index, element) in (value.array ?? []).enumerated() {
          check(element, member.value, at: "\(place)[\(index)]")
        }
      case "minimum":
        if let number = value.double, let least = member.value.double, number < least {
          problems.append("\(place) is below \(least)")
        }
      case "maximum":
        if let number = value.double, let most = member.value.double, number > most {
          problems.append("\(place) is above \(most)")
        }
      case "pattern": pattern(member.value.string ?? "", value, place)
      case "$schema", "$defs", "title", "description": break
      default: problems.append("the schema uses \(member.key), which is not checked")
      }
    }
    members(value, rule, place)
  }

  private mutating func reference(_ name: JSONValue, _ value: JSONValue, _ place: String) {
    let key = name.string?.split(separator: "/").last.map(String.init) ?? ""
    guard let rule = schema["$defs"]?[key] else {
      problems.append("the schema does not define \(key)")
      return
    }
    check(value, rule, at: place)
  }

  private mutating func type(_ wanted: JSONValue, _ value: JSONValue, _ place: String) {
    let names = (wanted.array ?? [wanted]).compactMap(\.string)
    let has =
      switch value {
      case .null: ["null"]
      case .bool: ["boolean"]
      case .number(let text): Int(text) == nil ? ["number"] : ["number", "integer"]
      case .string: ["string"]
      case .array: ["array"]
      case .object: ["object"]
      }
    if !names.contains(where: has.contains) {
      problems.append("\(place) is \(has[0]), not \(names.joined(separator: " or "))")
    }
  }

  private mutating func choice(_ wanted: JSONValue, _ value: JSONValue, _ place: String) {
    let choices = (wanted.array ?? [wanted]).map { $0.serialized() }
    if !choices.contains(value.serialized()) {
      problems.append("\(place) is \(value.serialized()), not \(choices.joined(separator: " or "))")
    }
  }

  private mutating func members(_ value: JSONValue, _ rule: JSONValue, _ place: String) {
    guard
      let properties = rule["properties"] ?? rule["additionalProperties"].map({ _ in .object([]) })
    else { return }
    for member in value.members ?? [] {
      let inner = "\(place).\(member.key)"
      if let known = properties[member.key] {
        check(member.value, known, at: inner)
      } else if let other = rule["additionalProperties"] {
        check(member.value, other, at: inner)
      } else {
        problems.append("\(inner) is not described")
      }
    }
  }

  private mutating func pattern(_ pattern: String, _ value: JSONValue, _ place: String) {
    guard let text = value.string, let regex = try? Regex(pattern) else { return }
    if text.firstMatch(of: regex) == nil { problems.append("\(place) does not match \(pattern)") }
  }
}
