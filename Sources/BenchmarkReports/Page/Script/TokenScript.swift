extension PageScript {
  /// Arrow keys between tokens of a sentence; a line beneath the sentence tells the token at hand.
  static let tokens: StaticString = """
    (function () {
      "use strict";
      var selector = ".tokens span[tabindex]";
      document.documentElement.classList.add("live");
      document.addEventListener("keydown", function (event) {
        var token = event.target;
        var step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
        if (step === 0) return;
        if (!token.matches(selector)) return;
        if (getComputedStyle(token).direction === "rtl") step = -step;
        var all = Array.from(token.parentElement.querySelectorAll("span[tabindex]"));
        var next = all[all.indexOf(token) + step];
        if (!next) return;
        event.preventDefault();
        token.tabIndex = -1;
        next.tabIndex = 0;
        next.focus();
      });
      function tell(event) {
        var token = event.target.closest ? event.target.closest(selector) : null;
        var figure = token ? token.closest("figure.sentence") : null;
        var line = figure ? figure.querySelector("p.token") : null;
        if (!line) return;
        if (!line.dataset.rest) line.dataset.rest = line.textContent;
        var name = token.closest("tr").querySelector("th").textContent;
        line.textContent = "\\u2068" + name + "\\u2069: \\u2068" + token.textContent.trim() + "\\u2069 = " + token.title;
      }
      function rest(event) {
        var figure = event.target.closest ? event.target.closest("figure.sentence") : null;
        var line = figure ? figure.querySelector("p.token") : null;
        if (!line) return;
        if (!line.dataset.rest) return;
        line.textContent = line.dataset.rest;
        // The pointer left; the token that the keyboard is at still counts.
        var held = document.activeElement;
        if (event.type === "mouseout") if (figure.contains(held)) tell({ target: held });
      }
      document.addEventListener("focusin", tell);
      document.addEventListener("mouseover", tell);
      document.addEventListener("focusout", rest);
      document.addEventListener("mouseout", rest);
    })();
    """
}
