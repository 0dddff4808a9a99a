/// RFC 4180 read the plain way: all bytes at once, a field after the other; nil where it is not well formed.
func slowTable(_ bytes: [UInt8], delimiter: UInt8 = 0x2C) -> [[[UInt8]]]? {
  let quote = UInt8(ascii: "\"")
  var rows: [[[UInt8]]] = []
  var rest = bytes[...]
  while !rest.isEmpty {
    var fields: [[UInt8]] = []
    var hasQuotes = false
    var isOpen = true
    while isOpen {
      var field: [UInt8] = []
      if rest.first == quote {
        hasQuotes = true
        rest.removeFirst()
        while true {
          guard let byte = rest.popFirst() else { return nil }
          if byte != quote {
            field.append(byte)
          } else if rest.first == quote {
            field.append(quote)
            rest.removeFirst()
          } else {
            break
          }
        }
        if rest.starts(with: [0x0D, 0x0A]) || rest == [0x0D] { rest.removeFirst() }
        guard rest.isEmpty || rest.first == 0x0A || rest.first == delimiter else { return nil }
      } else {
        field = Array(rest.prefix { $0 != delimiter && $0 != 0x0A })
        rest = rest.dropFirst(field.count)
        if rest.first == 0x0A, field.last == 0x0D { field.removeLast() }
      }
      fields.append(field)
      isOpen = rest.popFirst() == delimiter
    }
    if fields != [[]] || hasQuotes { rows.append(fields) }
  }
  return rows
}
