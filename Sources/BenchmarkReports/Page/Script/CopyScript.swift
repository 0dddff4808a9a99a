extension PageScript {
  /// Copies a table as it stands (its order, its rows in sight): exact values as CSV, as they are read in Markdown and
  /// in LaTeX (booktabs).
  static let copying: StaticString = ##"""
    (function () {
      "use strict";
      function read(cell) {
        var copy = cell.cloneNode(true);
        copy.querySelectorAll(".hidden, .anchor, small").forEach(function (part) { part.remove(); });
        return copy.textContent.replace(/[ \t\r\n]+/g, " ").trim();
      }
      function under(cell) {
        var small = cell.querySelector("small");
        return small ? small.textContent.replace(/[ \t\r\n]+/g, " ").trim() : "";
      }
      function content(table) {
        var heads = Array.from(table.tHead.rows[table.tHead.rows.length - 1].cells).map(function (cell) {
          return { name: cell.getAttribute("data-h") || read(cell), isNumber: false, hasEnds: false };
        });
        var rows = [];
        // Where rows belong to groups, each row of a copy says its own, and the groups' heads are left out.
        var isGrouped = table.querySelector("[data-group]") !== null;
        Array.from(table.tBodies).forEach(function (body) {
          Array.from(body.rows).forEach(function (row) {
            if (row.hidden) return;
            var group = row.getAttribute("data-group");
            if (isGrouped) if (group === null) return;
            var items = Array.from(row.cells).map(function (cell, column) {
              var exact = cell.getAttribute("data-v");
              var item = {
                exact: exact === null ? read(cell) : exact, text: read(cell), small: under(cell),
                low: cell.getAttribute("data-low") || "", high: cell.getAttribute("data-high") || "",
                best: cell.classList.contains("best")
              };
              if (exact === "") item.text = item.text || "–";
              var head = heads[column];
              if (head) {
                if (exact !== null) head.isNumber = true;
                if (item.low !== "") head.hasEnds = true;
              }
              return item;
            });
            if (isGrouped) items.unshift({ exact: group, text: group, small: "", low: "", high: "", best: false });
            rows.push(items);
          });
        });
        if (isGrouped) heads.unshift({ name: "kind", isNumber: false, hasEnds: false });
        var caption = table.caption ? read(table.caption) : "";
        return { heads: heads, rows: rows, caption: caption, policy: table.getAttribute("data-policy") || "" };
      }
      function csv(table) {
        function field(text) { return /[",\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text; }
        var lines = [[]];
        table.heads.forEach(function (head) {
          lines[0].push(head.name);
          if (head.hasEnds) lines[0].push(head.name + " low", head.name + " high");
        });
        table.rows.forEach(function (row) {
          var line = [];
          row.forEach(function (item, column) {
            line.push(item.exact);
            if (table.heads[column]) if (table.heads[column].hasEnds) line.push(item.low, item.high);
          });
          lines.push(line);
        });
        return lines.map(function (line) { return line.map(field).join(",") + "\r\n"; }).join("");
      }
      function markdown(table) {
        function plain(text) {
          return text.replace(/[\\`*_|~[\]#\u003c]/g, function (sign) { return "\\" + sign; });
        }
        function item(cell) {
          var text = plain(cell.text);
          if (cell.best) text = "**" + text + "**";
          return cell.low === "" ? text : cell.small === "" ? text : text + " (" + plain(cell.small) + ")";
        }
        var lines = [table.heads.map(function (head) { return plain(head.name); })];
        lines.push(table.heads.map(function (head) { return head.isNumber ? "---:" : "---"; }));
        table.rows.forEach(function (row) { lines.push(row.map(item)); });
        var text = lines.map(function (line) { return "| " + line.join(" | ") + " |\n"; }).join("");
        return text + "\n" + plain(table.caption) + (table.policy === "" ? "" : "\n" + plain(table.policy)) + "\n";
      }
      var special = {
        "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "$": "\\$", "\u0026": "\\\u0026", "#": "\\#", "%": "\\%",
        "_": "\\_", "^": "\\textasciicircum{}", "~": "\\textasciitilde{}", "\u202f": "\\,", "\u00a0": "~",
        "–": "--", "−": "$-$", "×": "$\\times$", "÷": "$\\div$", "≈": "$\\approx$", "≤": "$\\leq$", "…": "\\dots{}",
        "\u003c": "\\textless{}", "\u003e": "\\textgreater{}", "|": "\\textbar{}",
        "κ": "$\\kappa$", "τ": "$\\tau$", "Σ": "$\\Sigma$", "Δ": "$\\Delta$"
      };
      function latex(table) {
        function plain(text) {
          return Array.from(text).map(function (letter) { return special[letter] || letter; }).join("");
        }
        function item(cell) {
          var text = plain(cell.text);
          if (cell.best) text = "\\textbf{" + text + "}";
          return cell.low === "" ? text : cell.small === "" ? text : text + " {\\footnotesize " + plain(cell.small) + "}";
        }
        var end = " \\\\\n";
        var columns = table.heads.map(function (head) { return head.isNumber ? "r" : "l"; }).join("");
        var text = "% " + plain(table.caption) + "\n\\begin{tabular}{" + columns + "}\n\\toprule\n";
        text += table.heads.map(function (head) { return plain(head.name); }).join(" \u0026 ") + end + "\\midrule\n";
        table.rows.forEach(function (row) { text += row.map(item).join(" \u0026 ") + end; });
        text += "\\bottomrule\n";
        if (table.policy !== "") {
          text += "\\multicolumn{" + table.heads.length + "}{l}{\\footnotesize " + plain(table.policy) + "}" + end;
        }
        return text + "\\end{tabular}\n";
      }
      function copy(text, done) {
        function old() {
          var area = document.createElement("textarea");
          area.value = text;
          area.className = "hidden";
          document.body.appendChild(area);
          area.select();
          var copied = document.execCommand("copy");
          area.remove();
          done(copied);
        }
        if (!navigator.clipboard) return old();
        navigator.clipboard.writeText(text).then(function () { done(true); }, old);
      }
      var kinds = [["CSV", csv], ["Markdown", markdown], ["LaTeX", latex]];
      document.querySelectorAll(".frame > .tools").forEach(function (place) {
        var table = place.parentElement.querySelector("table");
        if (!table.tHead) return;
        place.appendChild(document.createTextNode("Copy as "));
        var said = document.createElement("span");
        said.setAttribute("role", "status");
        kinds.forEach(function (kind, index) {
          var button = document.createElement("button");
          button.type = "button";
          button.textContent = kind[0];
          button.addEventListener("click", function () {
            said.textContent = "";
            copy(kind[1](content(table)), function (copied) {
              said.textContent = copied ? "Copied as " + kind[0] + "." : "The browser did not allow it.";
              if (button.focus) button.focus();
            });
          });
          if (index !== 0) place.appendChild(document.createTextNode(", "));
          place.appendChild(button);
        });
        place.appendChild(document.createTextNode(" "));
        place.appendChild(said);
      });
    })();
    """##
}
