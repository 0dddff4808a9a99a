/// Text against what is behind it: translucent layers, gradients, SVG, generated text.
enum ContrastCheck {
  static let script = #"""
    (function () {
      "use strict";
      var canvas = document.createElement("canvas");
      canvas.width = canvas.height = 1;
      var context = canvas.getContext("2d", { willReadFrequently: true });
      var colours = new Map();
      function parse(text) {
        var plain = /^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/.exec(text);
        if (plain) return [+plain[1], +plain[2], +plain[3], plain[4] === undefined ? 1 : +plain[4]];
        context.clearRect(0, 0, 1, 1);
        context.fillStyle = text;
        context.fillRect(0, 0, 1, 1);
        var data = context.getImageData(0, 0, 1, 1).data;
        return [data[0], data[1], data[2], data[3] / 255];
      }
      function colour(text) {
        if (!colours.has(text)) colours.set(text, parse(text));
        return colours.get(text);
      }
      function over(top, below) {
        var a = top[3];
        return [0, 1, 2].map(function (i) { return top[i] * a + below[i] * (1 - a); }).concat(1);
      }
      function faded(paint, share) { return [paint[0], paint[1], paint[2], paint[3] * share]; }
      function light(paint) {
        var parts = paint.slice(0, 3).map(function (value) {
          value /= 255;
          return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
        });
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
      }
      function contrast(one, two) {
        var a = light(one), b = light(two);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      }
      // The layers of a background: commas outside of parentheses part them.
      function layers(image) {
        var parts = [""], depth = 0;
        Array.from(image).forEach(function (letter) {
          if (letter === "(") depth += 1;
          if (letter === ")") depth -= 1;
          if (letter === "," && depth === 0) parts.push("");
          else parts[parts.length - 1] += letter;
        });
        return parts;
      }
      function painted(style, below) {
        var result = below.map(function (paint) { return over(colour(style.backgroundColor), paint); });
        if (style.backgroundImage === "none") return result;
        var sizes = style.backgroundSize.split(", ");
        layers(style.backgroundImage).reverse().forEach(function (layer, place, all) {
          // A layer of three pixels or less is a line beside or under the text.
          var size = sizes[(all.length - 1 - place) % sizes.length];
          if (size.replace(/calc\([^)]*\)/g, '').split(' ').some(function (part) {
            return /px$/.test(part) ? 3 >= parseFloat(part) : false;
          })) return;
          var stops = layer.match(/rgba?\([^)]*\)|color\([^)]*\)/g) || [];
          if (stops.length === 0) return;
          result = stops.flatMap(function (stop) {
            return result.map(function (paint) { return over(colour(stop), paint); });
          });
        });
        return result;
      }
      var known = new Map();
      function behind(node) {
        if (!node) return [colour("Canvas")];
        if (!known.has(node)) known.set(node, painted(getComputedStyle(node), behind(node.parentElement)));
        return known.get(node);
      }
      var shares = new Map();
      function opacity(node) {
        if (!node) return 1;
        if (!shares.has(node)) shares.set(node, opacity(node.parentElement) * Number(getComputedStyle(node).opacity));
        return shares.get(node);
      }
      var clipped = new Map();
      function isForEars(node) {
        if (!node) return false;
        if (!clipped.has(node)) {
          clipped.set(node, /inset\((50|100)%\)/.test(getComputedStyle(node).clipPath) || isForEars(node.parentElement));
        }
        return clipped.get(node);
      }
      var faults = new Map();
      var checked = 0;
      function check(paint, grounds, words, node) {
        checked += 1;
        // What cannot be seen at all shows itself when it is pointed at.
        if (paint[3] === 0) return;
        grounds.forEach(function (ground) {
          var ratio = contrast(over(paint, ground), ground);
          if (ratio >= 4.5) return;
          var name = node.tagName.toLowerCase() + (node.getAttribute("class") || "")
            .split(" ").filter(Boolean).map(function (part) { return "." + part; }).join("");
          var key = name + " rgba(" + paint.join(", ") + ") on rgb(" + ground.slice(0, 3).map(Math.round).join(", ") + ")";
          if (!faults.has(key)) faults.set(key, ratio.toFixed(2) + ":1 " + key + " '" + words.trim().slice(0, 40) + "'");
        });
      }
      function shapesBehind(node, box) {
        var x = box.x + box.width / 2, y = box.y + box.height / 2;
        return Array.from(node.ownerSVGElement.querySelectorAll("rect, circle, path, polygon, ellipse"))
          .filter(function (shape) {
            var edge = shape.getBoundingClientRect();
            return edge.left <= x && x <= edge.right && edge.top <= y && y <= edge.bottom
              && shape.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING
              && getComputedStyle(shape).fill !== "none";
          });
      }
      function checkText(text) {
        var node = text.parentElement;
        if (!text.data.trim() || !node || /^(STYLE|SCRIPT|TITLE|DESC|NOSCRIPT|OPTION)$/i.test(node.tagName)) return;
        if (!node.checkVisibility({ visibilityProperty: true })) return;
        var range = document.createRange();
        range.selectNodeContents(text);
        var box = range.getBoundingClientRect();
        if (box.width === 0 || box.height === 0 || isForEars(node)) return;
        var style = getComputedStyle(node);
        if (!node.ownerSVGElement) {
          check(faded(colour(style.color), opacity(node)), behind(node), text.data, node);
          return;
        }
        if (style.fill === "none") return;
        var paint = faded(colour(style.fill), Number(style.fillOpacity) * opacity(node));
        var grounds = behind(node.ownerSVGElement);
        var hasHalo = style.stroke !== "none" && parseFloat(style.strokeWidth) >= 2 && /^stroke/.test(style.paintOrder);
        if (hasHalo) grounds = [over(colour(style.stroke), grounds[0])];
        else shapesBehind(node, box).forEach(function (shape) {
          var look = getComputedStyle(shape);
          var fill = faded(colour(look.fill), Number(look.fillOpacity) * opacity(shape));
          grounds = grounds.map(function (ground) { return over(fill, ground); });
        });
        check(paint, grounds, text.data, node);
      }
      function checkGenerated(node) {
        ["::before", "::after", "::placeholder"].forEach(function (part) {
          var style = getComputedStyle(node, part);
          var words = part === "::placeholder" ? node.placeholder || "" : style.content;
          if (/^(|none|normal|"\s*")$/.test(words)) return;
          check(faded(colour(style.color), opacity(node)), painted(style, behind(node)), words, node);
        });
      }
      var walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) checkText(walker.currentNode);
      document.body.querySelectorAll("*").forEach(function (node) {
        if (!node.ownerSVGElement && node.checkVisibility({ visibilityProperty: true })) checkGenerated(node);
      });
      if (checked === 0) return ["there is no text"];
      return Array.from(faults.values());
    })()
    """#
}
