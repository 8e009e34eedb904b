// The table of indicators: its rows in the order of the form, cells of levels merged as on paper, and the keys that lead through it.
"use strict";
(() => {
  const isText = (node) => node?.tagName === "TEXTAREA";
  const isWhole = (node) => !isText(node) || (node.selectionStart === 0 && node.selectionEnd === node.value.length);
  const caret = (node) => [node.selectionStart, node.selectionEnd].join();

  /** @param data what the page was told; @param keeper what is typed; @param page says things aloud and draws again */
  const makeGrid = (data, keeper, page) => {
    const $ = (id) => document.getElementById(id), form = $("sheet"), body = $("indicators").tBodies[0], pattern = $("blank-row").innerHTML;
    const levels = new Map(data.levels.map((level) => [level.code, level]));
    let column = 0, pressedAt = -Infinity;

    // rows
    const all = () => [...body.querySelectorAll("tr[data-id]")];
    const real = () => all().filter((row) => !row.dataset.slot);
    const row = (id) => body.querySelector(`tr[data-id="${CSS.escape(id)}"]`);
    const cells = (of) => [...of.querySelectorAll("td [data-path]")];
    const typedLevels = ({ dataset: { id } }) => ["level1", "level2"].map((key) => keeper.value(`indicators.${id}.${key}`));
    const codeOf = (id) => { const typed = typedLevels({ dataset: { id } }).join(); return data.levels.find(({ values }) => values.join() === typed)?.code ?? ""; };
    /** Give a row its level; one that nobody knows is shown as it was typed, at the end. */
    const put = (to, code) => {
      const level = levels.get(code), typed = typedLevels(to), [first, second] = level?.printed ?? typed;
      Object.assign(to.dataset, { code, rank: level?.rank ?? 9999, first, second, typed: typed.join() });
    };
    const make = (code, id = `n${Array.from(crypto.getRandomValues(new Uint8Array(10)), (byte) => (byte % 36).toString(36)).join("")}`) => {
      const holder = document.createElement("template");
      holder.innerHTML = pattern.replaceAll("__id__", id);
      const made = holder.content.firstElementChild;
      made.dataset.id = id; put(made, code);
      return made;
    };
    /** Id of the row before in the draft, behind which a new one comes. */
    const before = (of) => all().slice(0, all().indexOf(of)).findLast((each) => !each.dataset.slot)?.dataset.id ?? "";
    const start = ({ dataset: { id, code } }, after) => {
      const typed = levels.get(code)?.values ?? [];
      keeper.step({ do: "add", id, after }, typed.map((text, at) => [`indicators.${id}.level${at + 1}`, text]));
    };
    /** A row that was only printed is one of the draft as soon as something is typed. */
    const toReal = (of) => {
      if (!of?.dataset.slot) return;
      delete of.dataset.slot;
      start(of, before(of));
    };
    const addBehind = (last, code) => {
      const made = make(code);
      if (last) last.after(made); else body.append(made);
      start(made, last?.dataset.id ?? "");
      layOut(); focus(made, 0);
      page.say("row_added", { level: made.dataset.second || made.dataset.first });
    };
    const add = (below) => { toReal(below); addBehind(below, below.dataset.code); };
    const addLevel = (code) => {
      const own = all().filter((each) => each.dataset.code === code), blank = own.find((each) => each.dataset.slot);
      if (blank) focus(blank, 0); else addBehind(own.at(-1) ?? real().at(-1), code);
    };
    const remove = (gone) => {
      if (gone.dataset.slot) return;
      const { id } = gone.dataset, after = before(gone), texts = keeper.textsOf(id), at = all().indexOf(gone), from = column;
      keeper.step({ do: "remove", id });
      gone.remove(); layOut();
      focus(all()[Math.min(at, all().length - 1)], from);
      const name = texts.find(([path]) => path.endsWith(".name"))?.[1] || page.texts.unnamed;
      page.undo("row_removed", { name }, () => { keeper.step({ do: "add", id, after }, texts); refresh(); focus(row(id), from); });
    };
    const move = (moved, by) => {
      if (moved.dataset.slot) return;
      const beside = real()[real().indexOf(moved) + by], { id, second } = moved.dataset;
      if (!beside || (data.is_sorted && beside.dataset.second !== second)) { page.say("row_edge"); return; }
      const others = keeper.order.filter((each) => each !== id), at = others.indexOf(beside.dataset.id) + (by > 0 ? 1 : 0);
      keeper.step({ do: "move", id, after: others[at - 1] ?? "" });
      layOut();
      page.say("row_moved", { place: all().indexOf(moved) + 1 });
    };
    const choose = (select) => {
      const level = levels.get(select.value), ids = select.dataset.levelOf.split(","), menu = select.closest("details");
      if (!level) return;
      for (const each of ids.map(row)) {
        put(each, level.code);
        if (!each.dataset.slot) level.values.forEach((text, at) => keeper.set(`indicators.${each.dataset.id}.level${at + 1}`, text, 0));
      }
      if (menu) { select.value = ""; menu.open = false; }
      layOut(); focus(row(ids[0]), 0);
      page.say("row_level", { level: level.printed[1] });
    };
    /** Rows as the draft has them now: somebody else added some, or one came back. */
    const refresh = () => {
      for (const id of keeper.order) {
        let own = row(id);
        if (!own) { own = make(codeOf(id), id); body.append(own); for (const control of cells(own)) control.value = keeper.value(control.dataset.path); }
        delete own.dataset.slot;
        if (own.dataset.typed !== typedLevels(own).join()) put(own, codeOf(id));  // what is shown already may be known by another name
      }
      for (const each of real()) if (!keeper.order.includes(each.dataset.id)) each.remove();
      layOut(); page.drawn();
    };

    // the order of the form
    const isOf = (code) => ({ dataset }) => dataset.code === code || dataset.code.startsWith(`${code}.`);
    const layOut = () => {
      const focused = document.activeElement, selected = isText(focused) && [focused.selectionStart, focused.selectionEnd];
      const slots = all().filter((each) => each.dataset.slot), { order } = keeper;
      const rows = real().sort((one, two) => order.indexOf(one.dataset.id) - order.indexOf(two.dataset.id));
      if (data.is_sorted) rows.sort((one, two) => one.dataset.rank - two.dataset.rank);
      for (const code of data.always) {
        if (rows.some(isOf(code))) continue;
        const slot = slots.find(isOf(code)) ?? make(code), at = rows.findIndex(({ dataset }) => dataset.rank - slot.dataset.rank > 0);
        slot.dataset.slot = "1";
        rows.splice(at < 0 ? rows.length : at, 0, slot);
      }
      for (const slot of slots) if (!rows.includes(slot)) slot.remove();
      rows.reduceRight((next, each) => { if (each.nextElementSibling !== next || !each.isConnected) body.insertBefore(each, next); return each; }, null);
      merge(rows);
      for (const cell of body.querySelectorAll("[data-reach]")) cell.rowSpan = Number(cell.dataset.reach) + rows.length;
      if (focused !== document.activeElement && focused.isConnected) { focused.focus(); if (selected) focused.setSelectionRange(...selected); }
    };
    /** Cells of levels reach over all rows of the level, as on paper; words beside them over all rows. */
    const merge = (rows) => {
      for (const cell of body.querySelectorAll("tr[data-id] > th")) cell.remove();
      data.columns.forEach(({ kind, words, label }, number) => {
        if (kind === "cell") {
          for (const each of rows) each.querySelector(`[data-column="${number}"] [data-path]`)?.setAttribute("aria-label", `${each.dataset.second} · ${label}`);
          return;
        }
        const said = ({ dataset: { first, second, id } }) => ({ words, level1: first, level2: data.is_repeated ? id : first + second })[kind];
        for (let at = 0, end = 0; at < rows.length && (words || kind !== "words"); at = end) {
          while (end < rows.length && said(rows[end]) === said(rows[at])) end += 1;
          const { dataset } = rows[at], cell = document.createElement("th");
          Object.assign(cell, { rowSpan: end - at, className: kind === "words" ? "words" : "level" }); cell.dataset.level = kind;
          const isChoice = kind === "level2" && (!data.is_sorted || !dataset.code.includes("."));
          cell.append(isChoice ? choice(rows.slice(at, end)) : { words, level1: dataset.first, level2: dataset.second }[kind]);
          rows[at].insertBefore(cell, [...rows[at].children].find((each) => each.dataset.column > number) ?? null);
        }
      });
    };
    const choice = (rows) => {
      const select = document.createElement("select"), [{ dataset: { code, second } }] = rows, isKnown = code.includes(".");
      select.className = isKnown ? "typed" : "typed ask-level"; select.dataset.levelOf = rows.map((each) => each.dataset.id).join();
      select.setAttribute("aria-label", page.texts.level2);
      if (!isKnown) select.append(new Option(second || page.texts.choose_level, ""));
      for (const group of $("new-level").children) select.append(group.cloneNode(true));
      select.value = isKnown ? code : "";
      return select;
    };

    // keys
    const focus = (of, at) => { const own = of ? cells(of) : []; own[Math.min(at, own.length - 1)]?.focus(); };
    const toNext = (control, by) => { const every = [...form.querySelectorAll("[data-path]")]; every[every.indexOf(control) + by]?.focus(); };
    const upDown = (from, by) => {
      const next = all()[all().indexOf(from) + by];
      if (next) focus(next, column); else toNext(cells(from).at(by > 0 ? -1 : 0), by);
    };
    /** Left of the first cell is the choice of the level, right of the last the menu of the row. */
    const across = (from, target, by) => { const stops = [...from.querySelectorAll("th select, td [data-path], summary")]; stops[stops.indexOf(target) + by]?.focus(); };
    const rowKey = ({ key, ctrlKey, altKey, target }, own) => {
      const menu = target.closest("details[open]");
      if (ctrlKey && key === "Enter") add(own);
      else if (ctrlKey && key === "Backspace") remove(own);
      else if (altKey && (key === "ArrowUp" || key === "ArrowDown")) move(own, key === "ArrowUp" ? -1 : 1);
      else if (key === "Escape" && menu) { menu.open = false; focus(own, column); }
      else return false;
      return true;
    };
    const enter = (event, own) => {
      const { target, altKey, shiftKey } = event, by = shiftKey ? -1 : 1;
      if (!own && target.classList.contains("long") && !altKey) return;  // a new line
      event.preventDefault();
      if (altKey) document.execCommand("insertText", false, "\n"); else if (own) upDown(own, by); else toNext(target, by);
    };
    const arrow = (event, own) => {
      const { target, key } = event, by = /Up|Left/.test(key) ? -1 : 1, isAcross = /Left|Right/.test(key);
      if (!isAcross && !isText(target)) return;  // a choice goes through its options
      const go = () => { if (isAcross) across(own, target, by); else upDown(own, by); };
      if (isWhole(target)) { event.preventDefault(); go(); return; }
      const was = caret(target);
      setTimeout(() => { if (document.activeElement === target && caret(target) === was) go(); });  // it stood at the end of the text
    };
    form.addEventListener("keydown", (event) => {
      const { target, key, ctrlKey, altKey, shiftKey, isComposing } = event, own = target.closest("tr[data-id]");
      if (isComposing || event.keyCode === 229) return;  // the key belongs to the choice of characters
      if (own && cells(own).includes(target)) column = cells(own).indexOf(target);
      if (own && rowKey(event, own)) event.preventDefault();
      else if (key === "Enter" && target.dataset.path && !ctrlKey) enter(event, own);
      else if (own && key.startsWith("Arrow") && !shiftKey && !ctrlKey && !altKey) arrow(event, own);
    });
    form.addEventListener("pointerdown", (event) => { pressedAt = event.timeStamp; });
    form.addEventListener("focusin", ({ target, timeStamp }) => {  // by a key: written over, as in a spreadsheet
      const isCell = target.closest("tr[data-id]") || !target.classList.contains("long");
      if (isText(target) && isCell && timeStamp - pressedAt > 500) target.select();
    });
    form.addEventListener("click", (event) => {
      const button = event.target.closest("[data-do]"), own = button?.closest("tr[data-id]");
      if (!button) { event.target.closest(".whole")?.querySelector(":scope > .typed:not(:focus)")?.focus(); return; }
      event.preventDefault();
      if (own) button.closest("details").open = false;
      ({ compare() {}, new: () => addLevel($("new-level").value), add: () => add(own), remove: () => remove(own), up: () => move(own, -1), down: () => move(own, 1) })[button.dataset.do]();
    });
    form.addEventListener("change", ({ target }) => { if (target.dataset.levelOf) choose(target); });
    for (const each of all()) each.dataset.typed = typedLevels(each).join();
    const shown = () => all().map(({ dataset: { id, code, slot } }) => ({ id, code, slot: Boolean(slot), name: keeper.value(`indicators.${id}.name`) }));
    return { row, refresh, shown, add: addLevel, real: toReal };
  };
  globalThis.jixiao = { ...globalThis.jixiao, makeGrid };
})();
