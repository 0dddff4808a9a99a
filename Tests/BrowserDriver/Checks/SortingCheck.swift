/// Presses the button of every head twice and looks at the order.
///
/// A cell's key is its `data-v` as a number, missing last where that is empty, or its text; a text may be in order
/// by code units, by the language, or with the numbers in it by value.
enum SortingCheck {
  static let script = #"""
    (async function () {
      "use strict";
      var faults = [];
      var tables = Array.from(document.querySelectorAll("table")).filter(function (table) {
        return table.querySelector("thead th button");
      });
      function key(row, column) {
        var cell = row.children[column];
        if (!cell) return null;
        var value = cell.getAttribute("data-v");
        if (value === null) return cell.textContent.trim().toLowerCase();
        if (value === "") return null;
        return isNaN(Number(value)) ? value.toLowerCase() : Number(value);
      }
      var orders = [
        function (a, b) { return a > b ? 1 : b > a ? -1 : 0; },
        function (a, b) { return String(a).localeCompare(String(b)); },
        function (a, b) { return String(a).localeCompare(String(b), undefined, { numeric: true }); }
      ];
      function isInOrder(keys, sign) {
        var given = keys.filter(function (item) { return item !== null; });
        var missing = keys.slice(given.length).every(function (item) { return item === null; });
        var choices = given.every(function (item) { return typeof item === "number"; }) ? orders.slice(0, 1) : orders;
        return missing && choices.some(function (order) {
          return given.every(function (item, place) { return place === 0 || sign * order(given[place - 1], item) <= 0; });
        });
      }
      for (var t = 0; t !== tables.length; t += 1) {
        var table = tables[t];
        var row = table.tHead.rows[table.tHead.rows.length - 1];
        var before = Array.from(table.tBodies).map(function (body) { return new Set(body.rows); });
        var buttons = Array.from(table.tHead.querySelectorAll("th button"));
        for (var b = 0; b !== buttons.length; b += 1) {
          var head = buttons[b].closest("th");
          var column = Array.from(head.parentElement.children).indexOf(head);
          var name = "table " + (t + 1) + ", '" + buttons[b].textContent.trim() + "'";
          var states = [];
          for (var press = 0; press !== 2; press += 1) {
            buttons[b].click();
            await Promise.resolve();
            var marked = Array.from(table.tHead.querySelectorAll("th[aria-sort]")).filter(function (other) {
              return other.getAttribute("aria-sort") !== "none";
            });
            if (marked.length !== 1 || marked[0] !== head) faults.push(name + ": aria-sort is not on this head alone");
            var state = head.getAttribute("aria-sort");
            states.push(state);
            if (state !== "ascending" && state !== "descending") { faults.push(name + ": aria-sort is " + state); continue; }
            Array.from(table.tBodies).forEach(function (body, place) {
              var rows = Array.from(body.rows);
              if (rows.length !== before[place].size || !rows.every(function (one) { return before[place].has(one); })) {
                faults.push(name + ": rows are lost or moved to another group");
              }
              var keys = rows.map(function (one) { return key(one, column); });
              if (!isInOrder(keys, state === "ascending" ? 1 : -1)) {
                faults.push(name + ": not " + state + ": " + keys.slice(0, 12).join(", "));
              }
            });
          }
          if (states[0] === states[1]) faults.push(name + ": the second press does not turn the order");
        }
      }
      return faults;
    })()
    """#
}
