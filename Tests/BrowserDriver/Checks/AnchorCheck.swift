/// Follows every link within the page.
enum AnchorCheck {
  static let script = #"""
    (async function () {
      "use strict";
      var faults = [];
      function turn() { return new Promise(function (done) { setTimeout(done, 0); }); }
      var links = Array.from(document.querySelectorAll("a[href^='#']"));
      var seen = new Set();
      for (var index = 0; index !== links.length; index += 1) {
        var link = links[index];
        var id = decodeURIComponent(link.getAttribute("href").slice(1));
        if (seen.has(id)) continue;
        seen.add(id);
        var target = document.getElementById(id);
        if (!target) { faults.push("#" + id + " leads nowhere"); continue; }
        for (var up = target; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = false;
        history.replaceState(null, "", "#");
        scrollTo(0, 0);
        link.click();
        await turn(); await turn();
        if (location.hash !== "#" + encodeURI(id)) faults.push("#" + id + " does not change the address: " + location.hash);
        var box = target.getBoundingClientRect();
        if (!target.checkVisibility() || box.height === 0) faults.push("#" + id + " stays folded");
        else if (box.top >= innerHeight || box.bottom <= 0) {
          faults.push("#" + id + " is not scrolled to: it is at " + Math.round(box.top) + " px");
        }
      }
      return faults;
    })()
    """#
}
