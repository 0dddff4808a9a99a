import Groundwork

extension BrowserPage {
  /// Walks through the page by Tab: everything that acts is reached in its order, seen, and left again.
  ///
  /// - Parameter most: the walk ends after so many presses; what comes later is not walked to.
  public func tabbingFaults(most: Int = 250) async throws -> [String] {
    let count = try await evaluate(TabbingCheck.start, as: Int.self)
    if count == 0 { return ["nothing can be reached by keyboard"] }
    // Some more than there are: tables that scroll take the focus too. In the end it is at the beginning again.
    let presses = min(count + 12, most)
    for _ in 0..<presses { try await press(.tab) }
    return try await evaluate("(\(TabbingCheck.end))(\(presses))")
  }
}

/// What the page is asked before and after the walk.
private enum TabbingCheck {
  static let start = #"""
    (function () {
      "use strict";
      var groups = new Set();
      var nodes = Array.from(document.querySelectorAll(
        "a[href], button, input, select, textarea, summary, [tabindex], [contenteditable]"))
        .filter(function (node) {
          if (node.tabIndex !== 0 || node.disabled || node.type === "hidden") return false;
          if (!node.checkVisibility({ visibilityProperty: true })) return false;
          if (node.type !== "radio") return true;
          var chosen = node.checked || !document.querySelector("input[name='" + node.name + "']:checked");
          if (!chosen || groups.has(node.name)) return false;
          groups.add(node.name);
          return true;
        });
      var walk = window.derliusWalk = { nodes: nodes, order: [], faults: [] };
      function say(node, what) { walk.faults.push(what + ": " + node.outerHTML.slice(0, 100)); }
      document.addEventListener("focusin", function (event) {
        var node = event.target;
        walk.order.push(nodes.indexOf(node));
        var style = getComputedStyle(node);
        if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 1) say(node, "the focus is not seen");
        setTimeout(function () {
          if (document.activeElement !== node) return;
          var box = node.getBoundingClientRect();
          if (box.bottom < 0 || box.top > innerHeight) say(node, "the focus is out of sight");
        }, 0);
      });
      if (document.activeElement) document.activeElement.blur();
      getSelection().removeAllRanges();
      scrollTo(0, 0);
      return nodes.length;
    })()
    """#

  static let end = #"""
    function (presses) {
      "use strict";
      var walk = window.derliusWalk;
      var faults = walk.faults.slice(0, 10);
      // A table that scrolls takes the focus too, and is none of the nodes.
      var order = walk.order.filter(function (place) { return place >= 0; });
      var wrapped = order.indexOf(0, 1);
      if (wrapped > 0) order = order.slice(0, wrapped);
      for (var place = 0; place !== order.length; place += 1) {
        if (order[place] === place) continue;
        faults.push("Tab goes to " + walk.nodes[order[place]].outerHTML.slice(0, 100)
          + " instead of " + walk.nodes[place].outerHTML.slice(0, 100));
        break;
      }
      var extra = walk.order.length - walk.order.filter(function (place) { return place >= 0; }).length;
      var least = Math.min(walk.nodes.length, presses - extra);
      if (order.length < least) faults.push("Tab reached " + order.length + " of " + walk.nodes.length);
      return faults;
    }
    """#
}
