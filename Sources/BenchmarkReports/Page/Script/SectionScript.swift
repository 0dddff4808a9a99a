extension PageScript {
  /// Closes the deep sections on screens, opens what a link leads to, and all on paper.
  static let sections: StaticString = """
    (function () {
      "use strict";
      var sections = Array.from(document.querySelectorAll("details.section"));
      var wanted = location.hash.slice(1);
      function reveal(id) {
        var node = id ? document.getElementById(id) : null;
        var found = node;
        while (node) { if (node.tagName === "DETAILS") node.open = true; node = node.parentElement; }
        return found;
      }
      sections.slice(3).forEach(function (section) { section.open = false; });
      reveal(wanted);
      addEventListener("hashchange", function () {
        var node = reveal(location.hash.slice(1));
        if (node) node.scrollIntoView();
      });
      var closed = [];
      addEventListener("beforeprint", function () {
        closed = Array.from(document.querySelectorAll("details.section:not([open])"));
        closed.forEach(function (node) { node.open = true; });
      });
      addEventListener("afterprint", function () {
        closed.forEach(function (node) { node.open = false; });
      });
    })();
    """
}
