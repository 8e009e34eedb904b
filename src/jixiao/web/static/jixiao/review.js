// The reviewer's keys, the dialogues, and fields that are chosen by a click.
"use strict";
(() => {
  const $ = (selector) => document.querySelector(selector);
  const typing = (node) => node && (node.isContentEditable || /^(textarea|select)$/i.test(node.tagName) || (/^input$/i.test(node.tagName) && !/^(checkbox|radio)$/.test(node.type)));
  const gone = (node) => node.closest?.("dialog:not([open])");  // for a moment a closed dialogue still has the cursor
  const asking = $("#asking"), keys = $("#keys"), spoken = $("#spoken");
  document.querySelectorAll("[data-open], [data-copy]").forEach((button) => { button.hidden = false; });

  const stops = () => [...document.querySelectorAll("[data-stop]")];
  let at = -1;
  const toStop = () => {  // the next finding or comment, and its cell
    const all = stops(); if (!all.length) return;
    at = (at + 1) % all.length;
    document.querySelectorAll(".is-shown").forEach((node) => node.classList.remove("is-shown"));
    const link = all[at].querySelector(".where a");
    const cell = link && document.getElementById(link.hash.slice(1));
    all[at].classList.add("is-shown"); all[at].scrollIntoView({ block: "nearest" });
    if (cell) { cell.classList.add("is-shown"); cell.scrollIntoView({ block: "center" }); }
    if (link) link.focus({ preventScroll: true });
  };
  const press = (selector) => { const found = $(selector); if (found) found.click(); return Boolean(found); };
  const does = {
    a: () => press("[data-move=approve]") || press("[data-move=ratify]"),
    r: () => press("[data-move=return]"),
    n: () => press("[data-key=n]"),
    p: () => press("[data-key=p]"),
    l: () => press("[data-key=l]"),
    u: () => press("[data-key=u]"),
    f: () => { toStop(); return true; },
    c: () => { const text = $(".commenting textarea"); if (text) text.focus(); return Boolean(text); },
    "?": () => { if (keys) keys.showModal(); return Boolean(keys); },
  };
  const putIn = (form, box) => {  // a phrase as words of one's own, where the cursor is
    const field = form.querySelector("textarea"); if (!field) return;
    const words = box.value, at = field.selectionStart ?? field.value.length, before = field.value.slice(0, at);
    field.setRangeText((before && !before.endsWith("\n") ? "\n" : "") + words, at, field.selectionEnd ?? at, "end");
    field.focus();
  };
  document.addEventListener("keydown", (event) => {
    const open = asking && asking.open;
    const form = open ? asking.querySelector("form") : $("form.asking-form");
    const digit = /^Digit[1-9]$/.test(event.code) ? event.code.slice(5) : "";
    if (form && digit && event.altKey && !event.ctrlKey && !event.metaKey) {
      const box = form.querySelector(`[data-phrase="${digit}"]`);
      if (box) { putIn(form, box); event.preventDefault(); }
      return;
    }
    if (form && digit && !event.altKey && !typing(event.target)) {
      const grade = form.querySelectorAll("input[name=grade]")[Number(digit) - 1];
      if (grade) { grade.checked = true; event.preventDefault(); return; }
    }
    if (open && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {  // from within the reason
      asking.querySelector("form button:not([type=button])")?.click(); event.preventDefault(); return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || (typing(event.target) && !gone(event.target)) || open || (keys && keys.open)) return;
    if (Object.hasOwn(does, event.key) && does[event.key]()) event.preventDefault();
  });

  document.addEventListener("htmx:beforeSwap", (event) => {  // what is refused is shown as well
    if ([409, 422].includes(event.detail.xhr.status)) { event.detail.shouldSwap = true; event.detail.isError = false; }
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.target.id === "asking-body" && asking && !asking.open) {
      asking.showModal();
      asking.querySelector("[autofocus]")?.focus();
    }
    if (event.target.id === "comments" || event.detail.target?.id === "comments") $(".commenting textarea")?.focus({ preventScroll: true });
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button, a");
    if (button?.hasAttribute("data-close") && asking?.open) { event.preventDefault(); asking.close(); return; }
    if (button?.dataset.open === "keys") { keys.showModal(); return; }
    if (button?.dataset.copy) {
      navigator.clipboard?.writeText(button.dataset.copy).then(() => { if (spoken) spoken.textContent = button.dataset.said; button.textContent = button.dataset.said; });
      return;
    }
    document.querySelectorAll(".drop[open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
    const cell = event.target.closest("[data-path]");
    if (!cell || button || String(getSelection())) return;
    const form = $(".commenting"); if (!form) return;
    form.elements.path.value = cell.dataset.path;
    document.querySelectorAll(".paper .is-shown").forEach((node) => node.classList.remove("is-shown"));
    cell.classList.add("is-shown");
    form.elements.text.focus();
  });
})();
