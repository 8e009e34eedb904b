// The table of indicators: its rows in the order of the form, cells of levels merged as on paper, and the keys that lead through it.
"use strict";
(() => {
  const isText = (node) => node?.tagName === "TEXTAREA";
  const isWhole = (node) => !isText(node) || (node.selectionStart === 0 && node.selectionEnd === node.value.length);

  class Grid {
    /** @param data what the page was told; @param keeper what is typed; @param page says things aloud and shows them */
    constructor(data, keeper, page) {
      Object.assign(this, { data, keeper, page, form: document.getElementById("sheet"), table: document.getElementById("indicators") });
      this.levels = new Map(data.levels.map((level) => [level.code, level]));
      this.body = this.table?.tBodies[0]; this.pattern = document.getElementById("blank-row"); this.column = 0; this.byMouse = 0;
      for (const row of this.rows) if (!row.dataset.slot) row.dataset.typed = ["level1", "level2"].map((key) => keeper.value(`indicators.${row.dataset.id}.${key}`)).join("");
      this.form.addEventListener("keydown", (event) => this.key(event));
      this.form.addEventListener("pointerdown", (event) => { this.byMouse = event.timeStamp; });
      this.form.addEventListener("focusin", ({ target, timeStamp }) => { if (isText(target) && timeStamp - this.byMouse > 500 && !target.classList.contains("long")) target.select(); });
      this.form.addEventListener("click", (event) => { const button = event.target.closest("[data-do]"); if (button) { event.preventDefault(); this.press(button); } });
      this.form.addEventListener("change", ({ target }) => { if (target.dataset.levelOf) this.chosen(target); });
    }

    // rows
    get rows() { return this.body ? [...this.body.querySelectorAll("tr[data-id]")] : []; }
    row(id) { return this.body?.querySelector(`tr[data-id="${CSS.escape(id)}"]`); }
    cells(row) { return [...row.querySelectorAll("td [data-path]")]; }
    nameOf(row) { return this.keeper.value(`indicators.${row.dataset.id}.name`).trim() || this.page.texts.unnamed; }
    make(id, code) {
      const holder = document.createElement("template");
      holder.innerHTML = this.pattern.innerHTML.replaceAll("__id__", id);
      const row = holder.content.firstElementChild;
      row.dataset.id = id; this.put(row, code);
      return row;
    }
    /** Give a row its level; one that nobody knows stands at the end of its first level, as it was typed. */
    put(row, code, first = "", second = "") {
      const level = this.levels.get(code), above = this.data.levels.find((each) => each.code === each.one && each.values[0] === first);
      const [one, two] = level?.printed ?? [above?.printed[0] ?? first, second];
      const rank = level?.rank ?? (above ? above.rank + (second ? 99 : 0) : 9999);
      Object.assign(row.dataset, { code: level?.code ?? (second ? "" : above?.code ?? ""), rank, first: one, second: two });
    }
    /** The level of a row by what was typed into it, where that is not what the row shows already. */
    typedLevel(row) {
      const [first, second] = ["level1", "level2"].map((key) => this.keeper.value(`indicators.${row.dataset.id}.${key}`));
      if (row.dataset.typed === first + second) return;
      row.dataset.typed = first + second;
      this.put(row, this.data.levels.find(({ values }) => values[0] === first && values[1] === second)?.code ?? "", first, second);
    }
    newId() { return `n${Array.from(crypto.getRandomValues(new Uint8Array(5)), (byte) => byte.toString(16).padStart(2, "0")).join("")}`; }
    /** The row before in the draft, behind which a new one comes. */
    before(row) {
      const rows = this.rows;
      for (let at = rows.indexOf(row) - 1; at >= 0; at -= 1) if (!rows[at].dataset.slot) return rows[at].dataset.id;
      return "";
    }
    /** A row that was only printed is one of the draft as soon as something is typed. */
    real(row) {
      if (!row?.dataset.slot) return;
      delete row.dataset.slot;
      row.querySelector("input[type=hidden]")?.remove();
      this.start(row, this.before(row));
    }
    start(row, after) {
      const [first, second] = this.levels.get(row.dataset.code)?.values ?? ["", ""], id = row.dataset.id;
      this.keeper.step({ do: "add", id, after }, [[`indicators.${id}.level1`, first], [`indicators.${id}.level2`, second]]);
    }
    add(row) {
      this.real(row);
      const made = this.make(this.newId(), row.dataset.code);
      row.after(made); this.start(made, row.dataset.id);
      this.layOut(); this.focus(made, 0);
      this.page.say("row_added", { level: made.dataset.second || made.dataset.first });
    }
    addLevel(code) {
      const own = this.rows.filter((row) => row.dataset.code === code), real = this.rows.filter((row) => !row.dataset.slot);
      const blank = own.find((row) => row.dataset.slot);
      if (blank) return this.focus(blank, 0);
      const made = this.make(this.newId(), code), last = own.at(-1) ?? real.at(-1);
      if (last) last.after(made); else this.body.append(made);
      this.start(made, last?.dataset.id ?? "");
      this.layOut(); return this.focus(made, 0);
    }
    remove(row) {
      if (row.dataset.slot) return;
      const { id } = row.dataset, after = this.before(row), texts = this.keeper.textsOf(id), name = this.nameOf(row), column = this.column;
      const rows = this.rows, next = rows[rows.indexOf(row) + 1] ?? rows[rows.indexOf(row) - 1];
      this.keeper.step({ do: "remove", id });
      row.remove(); this.layOut();
      const near = this.row(next?.dataset.id ?? "") ?? this.rows.at(-1);
      if (near) this.focus(near, column);
      this.page.undo("row_removed", { name }, () => { this.keeper.step({ do: "add", id, after }, texts); this.refresh(); this.focus(this.row(id), column); });
    }
    move(row, by) {
      if (row.dataset.slot) return;
      const real = this.rows.filter((each) => !each.dataset.slot), beside = real[real.indexOf(row) + by];
      if (!beside || (this.data.is_sorted && beside.dataset.second !== row.dataset.second)) { this.page.say("row_edge"); return; }
      const { id } = row.dataset, others = this.keeper.order.filter((each) => each !== id), at = others.indexOf(beside.dataset.id) + (by > 0 ? 1 : 0);
      this.keeper.step({ do: "move", id, after: others[at - 1] ?? "" });
      this.layOut();
      this.page.say("row_moved", { place: this.rows.indexOf(row) + 1 });
    }
    chosen(select) {
      const level = this.levels.get(select.value), ids = select.dataset.levelOf.split(",");
      if (!level) return;
      for (const id of ids) {
        const row = this.row(id);
        this.put(row, level.code);
        if (row.dataset.slot) continue;
        this.keeper.set(`indicators.${id}.level1`, level.values[0], 0); this.keeper.set(`indicators.${id}.level2`, level.values[1], 0);
      }
      if (select.closest("details")) { select.value = ""; select.closest("details").open = false; }
      this.layOut(); this.focus(this.row(ids[0]), 0);
      this.page.say("row_level", { level: level.printed[1] });
    }
    /** Rows as the draft has them now: somebody else added some, or one came back. */
    refresh() {
      for (const id of this.keeper.order) {
        let row = this.row(id);
        if (!row) { row = this.make(id, ""); this.body.append(row); for (const control of this.cells(row)) control.value = this.keeper.value(control.dataset.path); }
        delete row.dataset.slot;
        this.typedLevel(row);
      }
      for (const row of this.rows) if (!row.dataset.slot && !this.keeper.order.includes(row.dataset.id)) row.remove();
      this.layOut(); this.page.drawn();
    }

    // the order of the form
    layOut() {
      const { is_sorted: isSorted, always } = this.data, focused = document.activeElement, caret = isText(focused) ? [focused.selectionStart, focused.selectionEnd] : null;
      const place = new Map(this.keeper.order.map((id, at) => [id, at])), slots = this.rows.filter((row) => row.dataset.slot);
      const rows = this.rows.filter((row) => !row.dataset.slot).sort((one, two) => place.get(one.dataset.id) - place.get(two.dataset.id));
      if (isSorted) rows.sort((one, two) => one.dataset.rank - two.dataset.rank);
      for (const code of always) {
        if (rows.some((row) => row.dataset.code === code || row.dataset.code.startsWith(`${code}.`))) continue;
        const slot = slots.find((row) => row.dataset.code === code || row.dataset.code.startsWith(`${code}.`)) ?? this.make(this.newId(), code);
        slot.dataset.slot = "1";
        const at = rows.findIndex((row) => Number(row.dataset.rank) > Number(slot.dataset.rank));
        rows.splice(at < 0 ? rows.length : at, 0, slot);
      }
      for (const slot of slots) if (!rows.includes(slot)) slot.remove();
      let next = null;
      for (const row of [...rows].reverse()) { if (row.nextElementSibling !== next || row.parentNode !== this.body) this.body.insertBefore(row, next); next = row; }
      this.merge(rows);
      for (const cell of this.table.querySelectorAll("[data-reach]")) cell.rowSpan = Number(cell.dataset.reach) + rows.length;
      if (focused !== document.activeElement && focused.isConnected) { focused.focus(); if (caret) focused.setSelectionRange(...caret); }
    }
    /** Cells of levels reach over all rows of the level, as on paper. */
    merge(rows) {
      const label = (row, kind) => row.dataset.first + (kind === "level1" ? "" : `\n${row.dataset.second}`);
      for (const cell of this.body.querySelectorAll("tr[data-id] > th")) cell.remove();
      rows.forEach((row, at) => {
        this.data.columns.forEach(({ kind, words, label: called }, column) => {
          if (kind === "cell") { const control = row.querySelector(`td[data-column="${column}"] [data-path]`); control?.setAttribute("aria-label", [row.dataset.second, called].filter(Boolean).join(" · ")); return; }
          const isRepeated = kind === "level2" && this.data.is_repeated;
          if (kind === "words" ? at > 0 || !words : at > 0 && !isRepeated && label(rows[at - 1], kind) === label(row, kind)) return;
          let end = at + 1;
          while (!isRepeated && end < rows.length && (kind === "words" || label(rows[end], kind) === label(row, kind))) end += 1;
          const cell = document.createElement("th");
          cell.rowSpan = end - at; cell.className = kind === "words" ? "words" : "level";
          if (kind !== "words") cell.dataset.level = kind;
          if (kind === "level2" && (!this.data.is_sorted || !row.dataset.code.includes("."))) cell.append(this.choice(row, rows.slice(at, end)));
          else cell.textContent = kind === "words" ? words : kind === "level1" ? row.dataset.first : row.dataset.second;
          row.insertBefore(cell, [...row.children].find((each) => Number(each.dataset.column) > column) ?? null);
        });
      });
    }
    choice(row, rows) {
      const select = document.createElement("select");
      const isKnown = row.dataset.code.includes(".");
      select.className = isKnown ? "typed" : "typed ask-level"; select.dataset.levelOf = rows.map((each) => each.dataset.id).join(","); select.setAttribute("aria-label", this.page.texts.level2);
      if (!isKnown) select.append(new Option(row.dataset.second || this.page.texts.choose_level, ""));
      for (const option of document.getElementById("new-level").children) select.append(option.cloneNode(true));
      select.value = isKnown ? row.dataset.code : "";
      return select;
    }

    // keys
    focus(row, column) { const cells = row ? this.cells(row) : []; (cells[Math.min(column, cells.length - 1)])?.focus(); }
    /** All controls outside and inside of the table, in the order of the paper. */
    beside(control, by) {
      const all = [...this.form.querySelectorAll("[data-path]")];
      all[all.indexOf(control) + by]?.focus();
    }
    upDown(row, column, by) {
      const rows = this.rows, next = rows[rows.indexOf(row) + by];
      if (next) { this.focus(next, column); return; }
      const cells = this.cells(row);
      this.beside(by > 0 ? cells.at(-1) : cells[0], by);
    }
    press(button) {
      const row = button.closest("tr[data-id]"), what = button.dataset.do, menu = button.closest("details");
      if (menu) menu.open = false;
      if (what === "new") this.addLevel(document.getElementById("new-level").value);
      if (what === "add") this.add(row);
      if (what === "remove") this.remove(row);
      if (what === "up" || what === "down") { this.move(row, what === "up" ? -1 : 1); this.focus(row, this.column); }
    }
    key(event) {
      const { target, key } = event;
      if (event.isComposing || event.keyCode === 229) return;
      const row = target.closest("tr[data-id]");
      if (row) { const cells = this.cells(row), at = cells.indexOf(target); if (at >= 0) this.column = at; }
      if (row && this.rowKey(event, row)) { event.preventDefault(); return; }
      if (key === "Enter" && target.dataset.path && !event.ctrlKey && !event.metaKey) this.enter(event, row);
      else if (row && key.startsWith("Arrow") && !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey) this.arrow(event, row);
    }
    rowKey({ key, ctrlKey, metaKey, altKey, target }, row) {
      const isCommand = ctrlKey || metaKey;
      if (isCommand && key === "Enter") this.add(row);
      else if (isCommand && key === "Backspace") this.remove(row);
      else if (altKey && (key === "ArrowUp" || key === "ArrowDown")) this.move(row, key === "ArrowUp" ? -1 : 1);
      else if (key === "Escape" && target.closest("details[open]")) { target.closest("details").open = false; this.focus(row, this.column); }
      else return false;
      return true;
    }
    enter(event, row) {
      const { target } = event;
      if (!row && target.classList.contains("long") && !event.altKey) return;  // a text of several lines
      event.preventDefault();
      if (event.altKey) { if (isText(target)) document.execCommand("insertText", false, "\n"); }
      else if (row) this.upDown(row, this.column, event.shiftKey ? -1 : 1);
      else this.beside(target, event.shiftKey ? -1 : 1);
    }
    arrow(event, row) {
      const { target, key } = event, by = key === "ArrowUp" || key === "ArrowLeft" ? -1 : 1, isAcross = key === "ArrowLeft" || key === "ArrowRight";
      if (!isAcross && !isText(target)) return;  // a choice goes through its options
      const go = () => { if (isAcross) this.across(row, target, by); else this.upDown(row, this.column, by); };
      if (isWhole(target)) { event.preventDefault(); go(); return; }
      const was = [target.selectionStart, target.selectionEnd].join();
      setTimeout(() => { if (document.activeElement === target && [target.selectionStart, target.selectionEnd].join() === was) go(); });
    }
    /** Left of the first cell is the choice of the level, right of the last the menu of the row. */
    across(row, target, by) {
      const stops = [...row.querySelectorAll("th select, td [data-path], summary")];
      stops[stops.indexOf(target) + by]?.focus();
    }
  }
  globalThis.jixiao = { ...globalThis.jixiao, Grid };
})();
