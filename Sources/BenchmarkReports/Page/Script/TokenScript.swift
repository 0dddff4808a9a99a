extension PageScript {
  /// Arrow keys between tokens of a sentence.
  static let tokens: StaticString = """
    (function () {
      "use strict";
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
