/// Uses every control that narrows a table down, and looks at the rows that are left.
enum FilterCheck {
  private static let find = #"""
      function tableOf(control) {
        var box = control.closest("[data-table], [aria-controls]");
        return box ? document.getElementById(box.getAttribute("data-table") || box.getAttribute("aria-controls")) : null;
      }
      var controls = Array.from(document.querySelectorAll("main input, main select")).filter(function (control) {
        return control.checkVisibility({ visibilityProperty: true }) && tableOf(control)
          && (control.tagName === "SELECT" || /^(text|search)$/.test(control.type));
      });
    """#

  static let count = "(function () { \(find); return controls.length; })()"

  static let script = #"""
    (async function () {
      "use strict";
      var faults = [];
    """# + find + #"""
        for (var c = 0; c !== controls.length; c += 1) {
          var control = controls[c];
          var table = tableOf(control);
          var name = "control " + (c + 1) + " of " + table.id;
          var seen = function () {
            return Array.from(table.tBodies).flatMap(function (body) { return Array.from(body.rows); })
              .filter(function (row) { return row.checkVisibility(); });
          };
          var words = function (row) {
            return (row.textContent + " " + Object.values(row.dataset).join(" ")).toLowerCase();
          };
          var set = async function (value) {
            control.value = value;
            control.dispatchEvent(new Event("input", { bubbles: true }));
            control.dispatchEvent(new Event("change", { bubbles: true }));
            await new Promise(function (done) { setTimeout(done, 0); });
            return seen();
          };
          var first = control.value;
          var before = seen();
          if (before.length === 0) { faults.push(name + ": there are no rows"); continue; }
          var changes = false;
          if (control.tagName === "SELECT") {
            for (var o = 0; o !== control.options.length; o += 1) {
              var left = await set(control.options[o].value);
              if (left.length === 0) faults.push(name + ": no row is left for '" + control.options[o].text + "'");
              if (left.length !== before.length || left[0] !== before[0]) changes = true;
            }
          } else {
            var last = before[before.length - 1];
            var wanted = last.querySelector("th").textContent.trim();
            var found = await set(wanted);
            if (!found.includes(last)) faults.push(name + ": '" + wanted + "' is not found");
            if (!found.every(function (row) { return words(row).includes(wanted.toLowerCase()); })) {
              faults.push(name + ": rows are left that have no '" + wanted + "'");
            }
            changes = found.length !== before.length;
            if ((await set("there is no such row")).length !== 0) faults.push(name + ": rows are left for nothing");
          }
          if (!changes && before.length > 1) faults.push(name + ": it does nothing");
          var after = await set(first);
          if (after.length !== before.length || !after.every(function (row, place) { return row === before[place]; })) {
            faults.push(name + ": rows do not come back");
          }
        }
        return faults;
      })()
      """#
}
