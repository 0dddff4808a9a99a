/// Pages with one fault each, and what a check must say of them.
enum BadPages {
  /// A page around some markup, which is sound without it.
  static func page(_ body: String, head: String = "") -> [UInt8] {
    Array(
      """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8"><title>t</title>\(head)</head>
      <body><main><h1>h</h1><p><a href="#x">x</a></p><p id="x">x</p>\(body)</main></body></html>
      """.utf8)
  }

  static let contrast: [(body: String, fault: String)] = [
    (
      #"<p style="color:#888">grey</p>"#,
      "3.54:1 p rgba(136, 136, 136, 1) on rgb(255, 255, 255) 'grey'"
    ),
    (
      #"<div style="background:rgba(0,0,0,.4)"><p style="color:#444">t</p></div>"#,
      "3.42:1 p rgba(68, 68, 68, 1) on rgb(153, 153, 153) 't'"
    ),
    (
      #"<p style="opacity:.5">half</p>"#, "3.98:1 p rgba(0, 0, 0, 0.5) on rgb(255, 255, 255) 'half'"
    ),
    (
      #"<p style="background:linear-gradient(#fff, #333)">g</p>"#,
      "1.66:1 p rgba(0, 0, 0, 1) on rgb(51, 51, 51) 'g'"
    ),
    (
      """
      <svg role="img" width="90" height="30"><title>t</title><desc>d</desc>
      <rect width="90" height="30" fill="#000"></rect><text x="9" y="20">on black</text></svg>
      """, "1.00:1 text rgba(0, 0, 0, 1) on rgb(0, 0, 0) 'on black'"
    ),
    (
      "<style>b::after { content: 'after'; color: #ccc }</style><p><b>x</b></p>",
      "1.61:1 b rgba(204, 204, 204, 1) on rgb(255, 255, 255) '\"after\"'"
    ),
  ]

  static let names: [(body: String, fault: String)] = [
    (
      "<svg role=\"img\"></svg>",
      """
      a picture without a title: <svg role="img"></svg>
      a picture without a description: <svg role="img"></svg>
      image without a name: <svg role="img"></svg>
      """
    ),
    (
      "<button type=\"button\"></button>",
      "button without a name: <button type=\"button\"></button>"
    ),
    ("<input>", "textbox without a name: <input>"),
    ("<p><a href=\"#x\"></a></p>", "link without a name: <a href=\"#x\"></a>"),
    ("<h3>3</h3>", "a level is skipped: <h3>3</h3>"),
    ("<table><tr><th>a</th></tr></table>", "a head without scope: <th>a</th>"),
  ]

  static let structure: [(body: String, fault: String)] = [
    ("<p id=\"x\">y</p>", "an id twice: <p id=\"x\">y</p>"),
    ("<p><a href=\"#y\">y</a></p>", "a link that leads nowhere: <a href=\"#y\">y</a>"),
    ("<p onclick=\"f()\">y</p>", "a handler: <p onclick=\"f()\">y</p>"),
    ("<span><p>y</p></span>", "a block in text: <span><p>y</p></span>"),
    ("<button>b</button>", "a button without type: <button>b</button>"),
    (
      "<table><tr><td>a</td></tr><tr><td>a</td><td>b</td></tr></table>",
      "rows of 1 and 2 columns: <table><tbody><tr><td>a</td></tr><tr><td>a</td><td>b</td></tr></tbody></table>"
    ),
    ("<ul><p>p</p></ul>", "may not hold P: <ul><p>p</p></ul>"),
  ]

  /// A table whose button does what a script says.
  static func sorting(_ script: String) -> [UInt8] {
    page(
      """
      <table><thead><tr><th scope="col" id="h"><button type="button">n</button></th></tr></thead>
      <tbody id="b"><tr><td data-v="2">2</td></tr><tr><td data-v="10">10</td></tr></tbody></table>
      <script>document.querySelector('button').onclick = function () { \(script) };</script>
      """)
  }

  static let filter = #"""
    <div data-table="t"><input aria-label="find"></div>
    <table id="t"><tr><th scope="row">one</th></tr><tr><th scope="row">two</th></tr></table>
    """#
}
