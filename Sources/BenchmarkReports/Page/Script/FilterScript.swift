extension PageScript {
  /// Narrows matrices down by the language's name, tag and script; on narrow screens shows one language at a time.
  static let filters: StaticString = """
    (function () {
      "use strict";
      document.querySelectorAll(".filters").forEach(function (box) {
        var table = document.getElementById(box.getAttribute("data-table"));
        if (!table) return;
        var rows = Array.from(table.tBodies[0].rows).map(function (row) {
          var name = row.children[0].textContent.trim();
          var tag = row.getAttribute("data-t") || "";
          var script = tag.split(/[_-]/).slice(1).find(function (part) { return /^[A-Z][a-z]{3}$/.test(part); });
          return { row: row, name: name, text: (name + " " + tag).toLowerCase(), script: script || "" };
        });
        var text = box.querySelector("input");
        var script = box.querySelector(".find select");
        var one = box.querySelector(".one select");
        var said = box.querySelector("output");
        function narrow() {
          var wanted = text.value.trim().toLowerCase();
          var code = script ? script.value : "";
          var shown = 0;
          rows.forEach(function (item) {
            var fits = item.text.indexOf(wanted) !== -1;
            if (code !== "") fits = fits ? item.script === code : false;
            item.row.hidden = !fits;
            if (fits) shown += 1;
          });
          said.textContent = shown === rows.length ? "" : shown + " of " + rows.length + " languages";
        }
        text.addEventListener("input", narrow);
        if (script) script.addEventListener("change", narrow);

        function option(value, label) {
          var node = document.createElement("option");
          node.value = value;
          node.textContent = label;
          one.appendChild(node);
        }
        option("", "all, one after another");
        var start = "0";
        rows.map(function (item, place) { return { name: item.name, place: place, item: item }; })
          .sort(function (a, b) { return a.name === b.name ? a.place - b.place : a.name > b.name ? 1 : -1; })
          .forEach(function (entry) {
            option(String(entry.place), entry.name);
            if (entry.item.row.classList.contains("focus")) start = String(entry.place);
          });
        function choose() {
          table.classList.toggle("one", one.value !== "");
          rows.forEach(function (item, place) { item.row.classList.toggle("shown", String(place) === one.value); });
        }
        one.value = start;
        one.addEventListener("change", choose);
        choose();
        box.querySelectorAll("label").forEach(function (label) { label.hidden = false; });
      });
    })();
    """
}
