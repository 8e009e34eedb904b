"use strict";
/* The grid of ceilings: up, down and Enter go from row to row; a column that is pasted from a spreadsheet fills the rows below. */
(() => {
  const grid = document.getElementById("grid");
  if (!grid) return;
  const cells = () => [...grid.querySelectorAll("input.money")];
  const go = (from, by) => { const all = cells(), to = all[all.indexOf(from) + by]; if (to) { to.focus(); to.select(); } };
  grid.addEventListener("keydown", (event) => {
    if (!event.target.matches("input.money") || event.isComposing) return;
    const by = { ArrowDown: 1, ArrowUp: -1, Enter: 1 }[event.key];
    if (!by || event.ctrlKey || event.metaKey) return;
    event.preventDefault(); go(event.target, event.shiftKey ? -by : by);
  });
  grid.addEventListener("paste", (event) => {
    if (!event.target.matches("input.money")) return;
    const lines = event.clipboardData.getData("text").replace(/\r/g, "").replace(/\n$/, "").split("\n");
    if (lines.length < 2) return;
    event.preventDefault();
    const all = cells(), start = all.indexOf(event.target);
    lines.forEach((line, at) => { if (all[start + at]) all[start + at].value = line.split("\t").pop().trim(); });
  });
})();
