/// The page's one script: sorting, arrow keys between tokens, closing the deep sections on screens.
///
/// Everything can be read without it. Without `<` and `&`, so that the page is XML too.
enum PageScript {
  static let code: StaticString = """

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

      function key(row, column) {
        var cell = row.children[column];
        var value = cell.getAttribute("data-v");
        if (value === null) return cell.textContent.trim().toLowerCase();
        return value === "" ? null : Number(value);
      }
      function order(a, b) {
        if (a.key === b.key) return a.place - b.place;
        if (a.key === null) return 1;
        if (b.key === null) return -1;
        return a.key > b.key ? a.sign : -a.sign;
      }
      document.addEventListener("click", function (event) {
        var button = event.target.closest ? event.target.closest("th button") : null;
        if (!button) return;
        var head = button.closest("th");
        var column = Array.from(head.parentElement.children).indexOf(head);
        var down = head.getAttribute("aria-sort") === "ascending";
        Array.from(head.parentElement.children).forEach(function (other) { other.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        Array.from(head.closest("table").tBodies).forEach(function (body) {
          var rows = Array.from(body.rows).map(function (row, place) {
            return { row: row, key: key(row, column), place: place, sign: down ? -1 : 1 };
          });
          rows.sort(order);
          rows.forEach(function (item) { body.appendChild(item.row); });
        });
      });

      document.addEventListener("keydown", function (event) {
        var token = event.target;
        var step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
        if (step === 0) return;
        if (!token.matches(".tokens span[tabindex]")) return;
        if (getComputedStyle(token).direction === "rtl") step = -step;
        var all = Array.from(token.parentElement.querySelectorAll("span[tabindex]"));
        var next = all[all.indexOf(token) + step];
        if (!next) return;
        event.preventDefault();
        token.tabIndex = -1;
        next.tabIndex = 0;
        next.focus();
      });
    })();

    """
}
