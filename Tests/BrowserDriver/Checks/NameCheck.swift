/// Accessible names, and the order of headings.
enum NameCheck {
  /// Roles that need a name, as the browser's tree for screen readers has them.
  static let roles = [
    "button", "link", "textbox", "searchbox", "combobox", "listbox", "checkbox", "radio", "slider",
    "spinbutton", "image", "DisclosureTriangle", "navigation",
  ]

  static let script = #"""
    (function () {
      "use strict";
      var faults = [];
      function say(node, what) { faults.push(what + ": " + node.outerHTML.slice(0, 120)); }
      function all(selector) { return Array.from(document.querySelectorAll(selector)); }
      all("svg").forEach(function (node) {
        if (node.getAttribute("aria-hidden") === "true") return;
        if (node.getAttribute("role") !== "img") say(node, "a picture without role=img");
        var title = node.firstElementChild;
        if (!title || title.tagName !== "title" || !title.textContent.trim()) say(node, "a picture without a title");
        var text = node.querySelector(":scope > desc");
        if (!text || !text.textContent.trim()) say(node, "a picture without a description");
      });
      all("img").forEach(function (node) { if (!node.hasAttribute("alt")) say(node, "a picture without alt"); });
      all("th").forEach(function (node) {
        if (!node.textContent.trim() && !node.getAttribute("aria-label")) say(node, "an empty head");
        if (!/^(col|row|colgroup|rowgroup)$/.test(node.scope)) say(node, "a head without scope");
      });

      var headings = all("h1, h2, h3, h4, h5, h6");
      if (all("h1").length !== 1) faults.push("h1: " + all("h1").length);
      if (headings[0] && headings[0].tagName !== "H1") say(headings[0], "not the first heading");
      headings.forEach(function (node, place) {
        if (!node.textContent.trim()) say(node, "an empty heading");
        if (place > 0 && node.tagName[1] - headings[place - 1].tagName[1] > 1) say(node, "a level is skipped");
      });
      if (all("main").length !== 1) faults.push("main: " + all("main").length);
      if (!document.documentElement.lang) faults.push("no language");
      if (!document.title.trim()) faults.push("no title");
      return faults;
    })()
    """#
}
