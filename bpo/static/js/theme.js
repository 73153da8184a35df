// The colours of the page: system, light or dark. A classic script in <head>, so that it runs before the first
// paint. The choice is kept in localStorage under "theme" ("" follows the system).
// Markup: any <button data-theme-set="" | "light" | "dark" aria-pressed>.
(function () {
  "use strict";
  var root = document.documentElement;

  function read() {
    try {
      return localStorage.getItem("theme") || "";
    } catch {
      return "";
    }
  }

  function apply(theme) {
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    else delete root.dataset.theme;
    document.querySelectorAll("[data-theme-set]").forEach(function (button) {
      button.setAttribute("aria-pressed", String(button.dataset.themeSet === theme));
    });
  }

  root.classList.add("js");
  apply(read());
  document.addEventListener("DOMContentLoaded", function () {
    apply(read());
  });
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-theme-set]");
    if (!button) return;
    try {
      localStorage.setItem("theme", button.dataset.themeSet);
    } catch {
      /* private windows may refuse; the choice then lasts as long as the page */
    }
    apply(button.dataset.themeSet);
  });
  window.addEventListener("storage", function (event) {
    if (event.key === "theme") apply(read());
  });
})();
