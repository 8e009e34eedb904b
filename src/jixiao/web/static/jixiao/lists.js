// Rows of a list are marked and decided together: x marks the row in focus, X all of the page, a and r act, u reminds.
"use strict";
(() => {
  const form = document.getElementById("marked"); if (!form) return;
  const typing = (node) => node && (node.isContentEditable || /^(textarea|select)$/i.test(node.tagName) || (/^input$/i.test(node.tagName) && node.type !== "checkbox"));
  const boxes = () => [...document.querySelectorAll("input[name=chosen]")];
  const all = document.querySelector("[data-all]"), told = form.querySelector("[data-count]"), whole = form.elements.whole;
  const acts = [...form.querySelectorAll("[data-act]")];
  all.hidden = false; form.querySelector(".keys-told").hidden = false;
  const tell = () => {
    const chosen = boxes().filter((box) => box.checked);
    const yuan = chosen.reduce((sum, box) => sum + Math.round(Number(box.dataset.yuan) * 100), 0);
    const amount = (yuan / 1e6).toLocaleString("en", { minimumFractionDigits: 2, maximumFractionDigits: 6 });
    told.textContent = told.dataset.words.replace("{count}", chosen.length).replace("{amount}", amount);
    acts.forEach((button) => { button.disabled = !chosen.length && !whole.checked; });
    all.checked = chosen.length > 0 && chosen.length === boxes().length;
    boxes().forEach((box) => box.closest("tr").classList.toggle("is-chosen", box.checked));
  };
  const choose = (these, checked) => { these.forEach((box) => { box.checked = checked; }); tell(); };
  all.addEventListener("change", () => choose(boxes(), all.checked));
  document.addEventListener("change", (event) => { if (event.target.matches("input[name=chosen], input[name=whole]")) tell(); });
  document.addEventListener("htmx:afterSettle", tell);
  addEventListener("pageshow", tell);
  let last = null;
  document.addEventListener("click", (event) => {  // with the shift key, everything between this one and the last one
    const box = event.target.closest("input[name=chosen]"); if (!box) return;
    const these = boxes(), from = these.indexOf(last), to = these.indexOf(box);
    if (event.shiftKey && from >= 0) choose(these.slice(Math.min(from, to), Math.max(from, to) + 1), box.checked);
    last = box;
  });
  const act = { a: ["approve", "ratify"], r: ["return"], u: ["remind"] };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const box = document.activeElement?.closest("tr[data-row]")?.querySelector("input[name=chosen]");
    if (event.key === "x" && box) { box.checked = !box.checked; tell(); event.preventDefault(); }
    else if (event.key === "X") { choose(boxes(), !boxes().every((each) => each.checked)); event.preventDefault(); }
    else if (act[event.key]) {
      const button = acts.find((each) => act[event.key].includes(each.dataset.act) && !each.disabled);
      if (button) { button.click(); event.preventDefault(); }
    }
  });
  tell();
})();
