/// What a validator of HTML says beyond syntax.
enum StructureCheck {
  static let script = #"""
    (function () {
      "use strict";
      var faults = [];
      function say(node, what) { faults.push(what + ": " + node.outerHTML.slice(0, 120)); }
      function all(selector) { return Array.from(document.querySelectorAll(selector)); }
      var ids = new Set();
      all("[id]").forEach(function (node) {
        if (!node.id || /\s/.test(node.id)) say(node, "not an id");
        if (ids.has(node.id)) say(node, "an id twice");
        ids.add(node.id);
      });
      all("*").forEach(function (node) {
        Array.from(node.attributes).forEach(function (attribute) {
          var name = attribute.name, value = attribute.value;
          if (/^on/i.test(name)) say(node, "a handler");
          if (name === "style" && !node.style.length) say(node, "an empty style");
          if (/^(href|src|srcset|action|poster|data|xlink:href)$/.test(name) && /^\s*(https?:|javascript:|\/\/)/i.test(value)) {
            if (!node.matches("a[href]") || /^\s*javascript:/i.test(value)) say(node, "a resource from elsewhere");
          }
          if (/^(aria-labelledby|aria-describedby|aria-controls|headers|for|list)$/.test(name)) {
            value.split(/\s+/).filter(Boolean).forEach(function (id) { if (!ids.has(id)) say(node, name + " leads nowhere"); });
          }
        });
      });
      all("a[href^='#']").forEach(function (node) {
        var id = decodeURIComponent(node.getAttribute("href").slice(1));
        if (id && !ids.has(id)) say(node, "a link that leads nowhere");
      });

      var interactive = "a[href], button, details, input, select, textarea, iframe, label, summary";
      all("a[href], button").forEach(function (node) { if (node.querySelector(interactive)) say(node, "a control in a control"); });
      all("summary").forEach(function (node) {
        if (node.parentElement.tagName !== "DETAILS" || node.parentElement.firstElementChild !== node) say(node, "not first in details");
      });
      all("details").forEach(function (node) { if (!node.querySelector(":scope > summary")) say(node, "details without summary"); });
      var block = "div, p, table, ul, ol, dl, figure, section, nav, header, footer, main, details, h1, h2, h3, h4, h5, h6, pre, form, fieldset";
      all("p, span, b, i, em, strong, small, code, bdi, h1, h2, h3, h4, h5, h6, button, label, pre, summary").forEach(function (node) {
        if (node.namespaceURI !== document.documentElement.namespaceURI) return;
        var inside = Array.from(node.querySelectorAll(block)).filter(function (child) {
          return !(node.tagName === "SUMMARY" && /^H[1-6]$/.test(child.tagName));
        });
        if (inside.length) say(node, "a block in text");
      });
      all("th").forEach(function (node) { if (node.querySelector("h1, h2, h3, h4, h5, h6, header, footer, section, article, aside, nav")) say(node, "a section in a head"); });
      all("caption").forEach(function (node) {
        if (node.querySelector("table")) say(node, "a table in a caption");
        if (node.parentElement.firstElementChild !== node) say(node, "a caption that is not first");
      });
      all("figcaption").forEach(function (node) {
        var up = node.parentElement;
        if (up.tagName !== "FIGURE" || (up.firstElementChild !== node && up.lastElementChild !== node)) say(node, "a figcaption in the middle");
      });
      function children(selector, allowed) {
        all(selector).forEach(function (node) {
          Array.from(node.children).forEach(function (child) { if (!child.matches(allowed)) say(node, "may not hold " + child.tagName); });
        });
      }
      children("ul, ol", "li");
      children("dl", "dt, dd, div");
      children("tr", "td, th");
      children("table", "caption, colgroup, thead, tbody, tfoot");
      children("select", "option, optgroup, hr, button");
      all("dl").forEach(function (node) {
        var names = node.querySelectorAll("dt").length, values = node.querySelectorAll("dd").length;
        if (names === 0 || values === 0) say(node, "a list without names or values");
      });
      all("table").forEach(function (table) {
        var widths = new Set();
        var open = [];
        Array.from(table.rows).forEach(function (row) {
          var width = open.reduce(function (sum, span) { return sum + (span.rows > 0 ? span.columns : 0); }, 0);
          open.forEach(function (span) { span.rows -= 1; });
          Array.from(row.cells).forEach(function (cell) {
            width += cell.colSpan;
            if (cell.rowSpan > 1) open.push({ rows: cell.rowSpan - 1, columns: cell.colSpan });
          });
          widths.add(width);
        });
        if (widths.size > 1) say(table, "rows of " + Array.from(widths).join(" and ") + " columns");
      });
      all("[role]").forEach(function (node) {
        if (!/^(img|note|group|status|alert|region|search|toolbar|list|listitem|table|tooltip|presentation|none|tablist|tab|tabpanel|radiogroup|radio|switch|log|progressbar|main|application)$/.test(node.getAttribute("role"))) say(node, "an unknown role");
      });
      all("[aria-sort]").forEach(function (node) {
        if (!/^(none|ascending|descending|other)$/.test(node.getAttribute("aria-sort"))) say(node, "aria-sort");
      });
      all("[tabindex]").forEach(function (node) { if (node.tabIndex > 0) say(node, "an order of its own"); });
      all("button").forEach(function (node) { if (!node.getAttribute("type")) say(node, "a button without type"); });
      all("center, font, big, tt, strike, u, marquee, blink, [align], [bgcolor], table[border], [cellpadding], [cellspacing], [valign]")
        .forEach(function (node) { if (!node.ownerSVGElement) say(node, "obsolete"); });
      all("iframe, object, embed, base, link, form[action]").forEach(function (node) { say(node, "not wanted here"); });
      return faults;
    })()
    """#
}
