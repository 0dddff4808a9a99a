import Groundwork

/// Follows every link within the page.
///
/// Each step is a command of its own: timers do not run in a page whose scripts are switched off, so that a script
/// could not wait for the browser to scroll.
enum AnchorCheck {
  /// The ids that links name, each once.
  static let ids = #"""
    Array.from(new Set(Array.from(document.querySelectorAll("a[href^='#']"), function (link) {
      return decodeURIComponent(link.getAttribute("href").slice(1));
    })))
    """#

  /// Folds what is around the target, goes to the top and clicks the first link to it.
  static func follow(_ id: String) -> String {
    #"""
    (function (id) {
      "use strict";
      var target = document.getElementById(id);
      for (var up = target; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = false;
      history.replaceState(null, "", "#");
      scrollTo(0, 0);
      Array.from(document.querySelectorAll("a[href^='#']")).find(function (link) {
        return decodeURIComponent(link.getAttribute("href").slice(1)) === id;
      }).click();
      return 0;
    })(\#(literal(id)))
    """#
  }

  /// What is wrong afterwards.
  static func faults(_ id: String) -> String {
    #"""
    (function (id) {
      "use strict";
      var target = document.getElementById(id);
      if (!target) return ["#" + id + " leads nowhere"];
      var faults = [];
      if (location.hash !== "#" + encodeURI(id)) faults.push("#" + id + " does not change the address: " + location.hash);
      var box = target.getBoundingClientRect();
      if (!target.checkVisibility() || box.height === 0) faults.push("#" + id + " stays folded");
      else if (box.top >= innerHeight || box.bottom <= 0) {
        faults.push("#" + id + " is not scrolled to: it is at " + Math.round(box.top) + " px");
      }
      return faults;
    })(\#(literal(id)))
    """#
  }

  private static func literal(_ text: String) -> String { JSONValue.string(text).serialized() }
}
