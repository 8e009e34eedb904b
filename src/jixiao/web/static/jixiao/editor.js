// The page on which a declaration is written: what is typed goes to the keeper, what is said of it comes back to the cells.
"use strict";
(() => {
  const { Keeper, load, makeGrid, rowOf } = globalThis.jixiao, data = JSON.parse(document.getElementById("page-data").textContent), { texts } = data;
  const KINDS = ["error", "warning", "missing", "info", "comment"], QUIET = 1200;
  const $ = (id) => document.getElementById(id), $$ = (selector) => document.querySelectorAll(selector), on = (node, name, act) => node.addEventListener(name, act);
  const form = $("sheet");
  const keeper = new Keeper(data);
  const { pasting, choosing } = document.currentScript.dataset;
  let told = data.faults, examining = false, isAskedAgain = false, timer = 0, undoing = null;

  const filled = (key, values = {}) => texts[key].replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  const clock = (moment) => new Date(moment).toTimeString().slice(0, 8);
  /** The control of a path; `level:` and a code is the row that waits for an indicator of that level. */
  const find = (path) => form.querySelector(path.startsWith("level:") ? `[data-slot][data-code^="${CSS.escape(path.slice(6))}"] [data-path]` : `[data-path="${CSS.escape(path)}"]`);
  const make = (tag, className = "", ...parts) => { const made = Object.assign(document.createElement(tag), { className }); made.append(...parts); return made; };
  const note = make("div", "note");
  note.hidden = true; form.append(note);
  const held = (text) => make("bdi", "", text || texts.blank);
  const button = (text, act, className = "") => { const made = make("button", className, text); made.type = "button"; on(made, "click", act); return made; };
  const seen = (revision) => { form.elements.revision.value = revision; };
  const say = (words) => { $("say").textContent = words; };

  const page = {
    texts,
    say: (key, values) => say(key ? filled(key, values) : values),
    undo(key, values, act) {
      document.querySelector(".undo")?.remove();
      const back = () => { box.remove(); undoing = null; act(); }, box = make("p", "undo", `${filled(key, values)} `, button(texts.undo, back));
      undoing = back; form.append(box); page.say(key, values);
      setTimeout(() => { box.remove(); if (undoing === back) undoing = null; }, 20000);
    },
    undoing(act) { undoing = act; },
    drawn() { mirror(); mark(); },
  };
  const grid = makeGrid(data, keeper, page);

  // what is pasted: a table goes to the part that knows how, a single cell is the text of it
  const tools = { ...page, make, held, button, show: (paths) => { grid.refresh(); for (const path of paths) show(path); } };
  const bare = (text) => { const line = text.replace(/\r?\n$/, ""); return /^"[^]*\n[^]*"$/.test(line) ? line.slice(1, -1).replaceAll('""', '"') : line; };
  let paste = null;
  on(form, "paste", (event) => {
    const { clipboardData: clip, target } = event, html = clip.getData("text/html"), text = clip.getData("text/plain"), cells = html.match(/<t[dh][\s>]/gi)?.length ?? 0;
    const isTable = target.dataset.path && (cells > 1 || text.includes("\t")), isCell = cells === 1 && target.tagName === "TEXTAREA";
    if (isTable || isCell) event.preventDefault();
    if (isCell && !isTable) document.execCommand("insertText", false, bare(text));
    if (isTable) load(pasting).then(() => { paste ??= globalThis.jixiao.makePasting(keeper, grid, tools); paste({ html, text, target }); }, () => {
      $("notices").prepend(make("section", "notice pasted", make("p", "", texts.not_pasted))); say(texts.not_pasted);  // the clipboard still has it
    });
  });

  // what is typed
  const canGrow = !CSS.supports("field-sizing", "content");
  const grow = (control) => { if (canGrow && control.rows) { control.style.height = "auto"; control.style.height = `${control.scrollHeight}px`; } };
  const show = (path) => {
    const control = find(path), text = keeper.value(path);
    if (!control || control.value === text) return;
    if (control.options && ![...control.options].some((option) => option.value === text)) control.append(new Option(text, text));
    control.value = text; grow(control);
  };
  const mirror = () => {
    for (const place of $$("[data-mirror]")) place.textContent = keeper.value(place.dataset.mirror) || place.dataset.blank || "";
  };
  const typed = (control) => {
    const { path } = control.dataset, row = control.closest("tr[data-id]");
    if (control.value) grid.real(row);
    if (!path || row?.dataset.slot) return;
    keeper.set(path, control.value, control.classList.contains("money") ? 400 : undefined);
    note.hidden = true; undoing = null; mirror(); grow(control);
    const rest = told.filter((each) => each.cell !== path || each.kind !== "missing" || !control.value);
    if (rest.length !== told.length) { told = rest; mark(); document.querySelector(`.places [data-go="${CSS.escape(path)}"]`)?.remove(); }
  };
  on(form, "input", ({ target, isComposing }) => { keeper.composing = isComposing ? target.dataset.path ?? "" : ""; typed(target); });
  on(form, "compositionend", ({ target }) => { keeper.composing = ""; typed(target); });
  on(form, "focusout", () => { keeper.composing = ""; note.hidden = true; if (keeper.isUnsaved) keeper.plan(150); });
  on(window, "beforeunload", (event) => { if (keeper.isUnsaved) event.preventDefault(); });

  // what is said of the cells
  const cellOf = (path) => {
    const control = path ? find(path) : null, row = path ? grid.row(rowOf(path)) : null;
    return control?.closest("td, th, .line, .field, .signed > div") ?? row?.querySelector(path.includes(".level") ? "th[data-level=level2], td" : "td") ?? null;
  };
  const notes = () => [
    ...[...keeper.refused].map(([path, { why }]) => ({ kind: "error", path, title: texts.not_kept, message: why })),
    ...told,
    ...[...$$("[data-comment]:not(.settled)")].map((item) => (
      { kind: "comment", path: item.dataset.cell, title: texts.comment, message: item.querySelector("blockquote").textContent.trim() }
    )),
  ];
  const mark = () => {
    for (const cell of $$(".marked")) { cell.classList.remove("marked", ...KINDS.map((kind) => `is-${kind}`)); cell.querySelector(".mark")?.remove(); cell.notes = null; }
    for (const control of form.querySelectorAll("[aria-describedby]")) { control.removeAttribute("aria-invalid"); control.removeAttribute("aria-describedby"); }
    const all = notes(), counts = {};
    for (const each of all) {
      const kind = each.explanation ? "info" : each.kind, cell = cellOf(each.cell || each.path) ?? cellOf(each.path), control = find(each.path);
      (counts[kind] ??= []).push(each);
      if (!cell) continue;
      cell.classList.add("marked", `is-${kind}`);
      if (each.kind !== "missing") (cell.notes ??= []).push(each);
      if (control && each.item) { control.setAttribute("aria-describedby", each.item); control.setAttribute("aria-invalid", kind === "error"); }
    }
    for (const cell of $$(".marked")) {
      if (!cell.notes) continue;
      const flag = button("", () => showNote(cell), "mark");
      flag.tabIndex = -1; flag.setAttribute("aria-label", filled("notes_at", { count: cell.notes.length }));
      cell.append(flag);
    }
    $("counts").replaceChildren(...KINDS.slice(0, 3).filter((kind) => counts[kind]).map((kind) => {
      const [first] = counts[kind];
      return button(filled(`count_${kind}`, { count: counts[kind].length }), () => go(first.path, first.cell), `chip ${kind}`);
    }));
  };

  // the note at a cell
  const showNote = (cell) => {
    note.hidden = !cell?.notes;
    if (note.hidden) return;
    note.replaceChildren(...cell.notes.map((each) => make("p", each.kind, make("b", "", each.title ?? ""), " ", held(each.message), make("span", "remedy", ` ${each.remedy ?? ""}`), make("code", "", each.rule ?? ""))));
    note.classList.remove("compared"); lay(cell);
  };
  const lay = (cell) => {
    const place = cell.getBoundingClientRect(), frame = form.getBoundingClientRect();
    note.style.left = `${Math.max(0, Math.min(place.left - frame.left, frame.width - note.offsetWidth))}px`;
    note.style.top = `${place.bottom - frame.top + 2}px`;
  };
  /** What an indicator was last year, and what others aim at, below its row. */
  const compare = async (row) => {
    if (!row) return;
    const { id, code } = row.dataset, asked = new URLSearchParams({ name: keeper.value(`indicators.${id}.name`), level: code.includes(".") ? code : "" });
    const response = await fetch(`${data.addresses.compared}?${asked}`, { redirect: "error" }).catch(() => null);
    if (!response?.ok) { say(texts.not_examined); return; }
    note.innerHTML = await response.text(); clearTimeout(pause); note.hidden = false; note.classList.add("compared");
    lay(row.querySelector("td")); say(note.textContent);
  };
  on(form, "click", ({ target }) => { if (target.closest("[data-do=compare]")) compare(target.closest("tr[data-id]")); });
  let pause = 0;
  on(form, "focusin", ({ target }) => {
    clearTimeout(pause);
    pause = setTimeout(() => showNote(target.closest(".marked")), 250);
    for (const item of $$(".beside [data-cell]")) item.classList.toggle("is-here", item.dataset.cell === target.dataset.path);
    document.querySelector(".beside .is-here")?.scrollIntoView({ block: "nearest" });
  });
  on(form, "mouseover", ({ target }) => {
    const cell = target.closest(".mark")?.parentNode;
    if (cell) showNote(cell); else if (!note.contains(target) && !note.hidden && !document.activeElement?.closest(".marked")) note.hidden = true;
  });
  on(document, "keydown", (event) => {
    if (event.key === "Escape") note.hidden = true;
    const act = event.altKey && { KeyN: () => document.querySelector("[data-add-level]")?.click(), KeyS: () => $("submit").click(), KeyL: () => compare(event.target.closest("tr[data-id]")) }[event.code];
    if (act) { event.preventDefault(); act(); }
    if (event.ctrlKey && event.key === "s") { event.preventDefault(); keeper.plan(0); }
    if (event.ctrlKey && event.key === "z" && undoing) { event.preventDefault(); const act = undoing; undoing = null; act(); }
  });

  // the list beside the paper
  const go = (...paths) => {
    const control = paths.map((path) => path && (find(path) ?? cellOf(path)?.querySelector("select, [data-path]"))).find(Boolean);
    control?.scrollIntoView({ block: "center" });
    control?.focus({ preventScroll: true });
  };
  on(document, "click", (event) => {
    const link = event.target.closest("a[data-go]");
    if (link) { event.preventDefault(); go(link.dataset.go, link.dataset.cell); }
    const level = event.target.closest("[data-add-level]");
    if (level) grid.add(level.dataset.addLevel);
  });
  on($("told"), "submit", (event) => {  // why a finding is none
    event.preventDefault();
    const { rule, path, why } = Object.fromEntries(new FormData(event.target));
    keeper.set(`?${rule}@${path}`, why.trim(), 0);
    for (const each of told) if (each.rule === rule && each.path === path) each.explanation = why.trim();
    event.target.closest("details").open = false; mark();
  });
  const examine = async () => {
    if (examining) { isAskedAgain = true; return; }
    examining = true;
    try {
      const response = await fetch(data.addresses.examination, { headers: { Accept: "application/json" }, redirect: "error" });
      if (!response.ok) throw response;
      const answer = await response.json();
      told = answer.told.filter((each) => each.kind !== "missing" || !keeper.value(each.path).trim());
      if (!$("told-items").contains(document.activeElement)) $("told-items").innerHTML = answer.html;  // nobody writes a reason there
      if (!$("coach-items").contains(document.activeElement)) $("coach-items").innerHTML = answer.coach;
      $("told-state").textContent = `${told.length ? "" : texts.clean} ${filled("examined", { time: clock(Date.now()) })}`;
      mark();
    } catch { $("told-state").textContent = texts.not_examined; } finally { examining = false; }
    if (isAskedAgain) { isAskedAgain = false; examineSoon(); }
  };
  const examineSoon = () => { clearTimeout(timer); timer = setTimeout(examine, QUIET); };

  // the state of saving, in words
  on(keeper, "state", ({ detail: { state, reason, at, count } }) => {
    const bar = $("keeping"), words = bar.querySelector("span"), isNew = bar.dataset.state !== state;
    bar.dataset.state = state;
    words.textContent = filled(state, { time: clock(at), reason, count });
    if (state === "expired" || state === "other_person") words.append(" ", Object.assign(make("a", "", texts.log_in), { href: data.addresses.login, target: "_blank" }));
    if (isNew && !["saved", "saving", "typing"].includes(state)) say(words.textContent);
  });
  on(keeper, "saved", ({ detail: { revision, own, understood, faults } }) => {
    seen(revision);
    for (const control of form.querySelectorAll("textarea[data-path]")) control.placeholder = own[control.dataset.path] ?? "";
    for (const place of form.querySelectorAll("[data-understood]")) place.textContent = understood[place.dataset.understood] ?? "";
    told = [...faults, ...told.filter((each) => !each.is_quick)];
    mark();
    examineSoon();
  });

  // two who typed, and what was left behind
  const tellOnce = (words, ...more) => {
    const box = make("p", "notice", `${words} `, ...more);
    $("notices").prepend(box); say(words);
    if (!more.length) setTimeout(() => box.remove(), 15000);
    return box;
  };
  let ask = null;
  /** Both sides of what two typed are shown, and stay until somebody chose. */
  const choose = (isNew = false) => {
    if (!keeper.conflicts.length && !ask) return;
    load(choosing).then(() => { ask ??= globalThis.jixiao.makeChoosing(keeper, find, { ...page, filled, clock, make, held, button }); ask(page, isNew); }, () => setTimeout(choose, 3000, isNew));
  };
  on(keeper, "merged", ({ detail: { changed, back = [], by, at, isOwn, isNew } }) => {
    if (by) Object.assign(page, { by, at, isOwn });
    seen(keeper.revision);
    grid.refresh();
    for (const path of [...changed, ...back]) show(path);
    choose(isNew); mark();
    if (by && changed.length) tellOnce(filled(isOwn ? "merged_own" : "merged", { by, time: clock(at), count: changed.length }));
  });
  on(keeper, "offer", ({ detail: { at, count, take, drop } }) => {
    const close = (act) => () => { box.remove(); act(); };
    const box = tellOnce(filled("offer", { count, time: new Date(at).toLocaleString("sv") }), button(texts.offer_take, close(take), "primary"), " ", button(texts.offer_drop, close(drop)));
  });

  // comments, files, submitting
  on(document, "htmx:beforeSwap", ({ target, detail }) => {
    const comment = target.closest("[data-comment]");
    if (!comment || !detail.shouldSwap) return;
    detail.shouldSwap = false;  // what comes back is meant for the sheet
    comment.classList.add("settled"); target.replaceWith(make("span", "chip", texts.settled)); mark();
  });
  on(document, "htmx:afterSwap", () => {  // a file counts as a change
    const { before, revision } = $("files").dataset;
    if (Number(before) === keeper.revision) seen(keeper.revision = Number(revision));
    $("attach").reset();
  });
  for (const trouble of ["responseError", "sendError"]) on(document, `htmx:${trouble}`, () => tellOnce(texts.not_sent));
  let isReady = false;
  on(form, "submit", async (event) => {
    if (isReady) return;
    event.preventDefault();
    if (!(await keeper.flush())) { say($("keeping").textContent); return; }
    seen(keeper.revision);
    isReady = true;
    setTimeout(() => form.requestSubmit(event.submitter));  // not inside of the event that was stopped, where a browser ignores it
    setTimeout(() => { isReady = false; }, 3000);
  });

  // begin
  document.documentElement.classList.add("js");
  for (const control of form.querySelectorAll("[data-path]")) {
    const { path } = control.dataset, kept = keeper.value(path);
    grow(control);
    if (control.value === kept || control.closest("tr[data-slot]")) continue;
    if (data.is_refused) keeper.conflicts.push({ path, theirs: kept, isLeft: true });  // shown again, because it could not be kept
    keeper.set(path, control.value);
  }
  page.drawn(); choose(); keeper.tell(); examine();
  if (document.activeElement === document.body && find("name")?.value === "") find("name").focus();
})();
