extension PageScript {
  /// Makes column heads buttons, and sorts a table by the one that was pressed.
  static let sorting: StaticString = """
    (function () {
      "use strict";
      document.querySelectorAll("table.data thead .sort").forEach(function (name) {
        var button = document.createElement("button");
        button.type = "button";
        button.className = "sort";
        while (name.firstChild) button.appendChild(name.firstChild);
        name.parentElement.replaceChild(button, name);
      });
      function key(row, column) {
        var cell = row.children[column];
        if (!cell) return null;
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
        var button = event.target.closest ? event.target.closest("th button.sort") : null;
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
          var sorted = document.createDocumentFragment();
          rows.forEach(function (item) { sorted.appendChild(item.row); });
          body.appendChild(sorted);
        });
      });
    })();
    """
}
