// Keys of all pages: ? help, / search, n declare, j and k rows.
"use strict";
(() => {
  const typing = (node) => node && (node.isContentEditable || (/^(textarea|select)$/i.test(node.tagName) || (/^input$/i.test(node.tagName) && node.type !== "checkbox")));
  const rows = () => [...document.querySelectorAll("[data-row]")];
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target.type === "search") event.target.blur();
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "?" && !document.getElementById("keys") && !document.querySelector("dialog[open]")) {
      const help = document.getElementById("help");
      if (help) { help.click(); event.preventDefault(); }
    } else if (event.key === "/") {
      const search = document.querySelector("input[type=search]");
      if (search) { search.focus(); event.preventDefault(); }
    } else if (event.key === "n" && !document.querySelector("dialog[open]")) {
      document.querySelector("[data-new]")?.click();
    } else if (event.key === "j" || event.key === "k") {
      const all = rows(); if (!all.length) return;
      const at = all.findIndex((row) => row.contains(document.activeElement));
      const next = all[Math.min(Math.max(at + (event.key === "j" ? 1 : -1), 0), all.length - 1)];
      (next.querySelector("a.title") || next.querySelector("a")).focus(); event.preventDefault();
    }
  });
  const box = document.getElementById("help-box");
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.target.id !== "help-body" || box.open) return;
    box.querySelector("[data-close-help]").hidden = false;
    box.showModal();
  });
  box?.addEventListener("click", (event) => { if (event.target === box || event.target.closest("[data-close-help]")) box.close(); });
  document.addEventListener("click", (event) => {  // a menu closes when something else is pressed
    document.querySelectorAll(".who details[open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  });
  document.addEventListener("submit", (event) => {  // what was pressed once is not sent twice
    const form = event.target; if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1"; setTimeout(() => { delete form.dataset.sent; }, 8000);
  });
  document.addEventListener("submit", ({ target }) => {  // who leaves takes along what forms hold (holding.js)
    const left = `jixiao.form.${document.body.dataset.person}.`;
    if (target.matches("[action$='/logout']")) for (const key of Object.keys(localStorage)) if (key.startsWith(left)) localStorage.removeItem(key);
  });
  addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => { delete form.dataset.sent; }));
})();
