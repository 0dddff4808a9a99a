/// What is wider than the window and cannot be scrolled by itself.
enum OverflowCheck {
  static let script = #"""
    (function () {
      "use strict";
      var root = document.documentElement;
      if (root.scrollWidth <= root.clientWidth) return [];
      var faults = ["the body is " + root.scrollWidth + " px wide in a window of " + root.clientWidth];
      Array.from(document.querySelectorAll("main *")).forEach(function (node) {
        if (faults.length > 8) return;
        var box = node.getBoundingClientRect();
        if (box.right <= root.clientWidth + 0.5 || box.width === 0) return;
        for (var up = node.parentElement; up; up = up.parentElement) {
          if (getComputedStyle(up).overflowX !== "visible" && up !== document.body) return;
        }
        faults.push("to " + Math.round(box.right) + " px: " + node.outerHTML.slice(0, 120));
      });
      return faults;
    })()
    """#
}
