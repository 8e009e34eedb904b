"use strict";
(() => {
  const root = document.documentElement, $ = (what, from = document) => from.querySelector(what), all = (what, from = document) => [...from.querySelectorAll(what)];
  root.classList.add("js");
  const form = $("#filters"), sheet = $("#sheet"), help = $("#help"), nothing = $("#nothing"), tally = $(".tally");
  const KEYS = ["q", "s", "t", "d", "p", "r", "x", "w"];

  // One object for each entry, made once: filtering then touches the page only where something changes.
  const entries = all("article.f").map(node => ({
    node, s: node.dataset.s, t: node.dataset.t, r: node.dataset.r, d: node.dataset.d, p: node.dataset.p.split(" "),
    n: +node.dataset.n, x: +(node.dataset.x || 0), w: !!node.dataset.w, words: null, on: true,
  }));
  const groups = all(".proj, .doc").map(node => ({ node, entries: entries.filter(entry => node.contains(entry.node)), on: true }));
  const sum = some => some.reduce((count, entry) => count + entry.n, 0);
  const total = sum(entries);
  let state = {}, current = -1, timer = 0;

  const fold = words => words.normalize("NFKC").toLowerCase().replace(/\s+/g, " ");
  const wordsOf = entry => entry.words ??= fold(entry.node.textContent + " " + ($("h4", entry.node.parentNode)?.textContent || "") + " " + ($(".dochead", entry.node.closest(".doc"))?.textContent || ""));
  const tests = {
    q: (entry, value) => fold(value).split(" ").every(word => wordsOf(entry).includes(word)),
    s: (entry, value) => value.split(",").includes(entry.s),
    t: (entry, value) => value.split(",").includes(entry.t),
    d: (entry, value) => entry.d === value,
    p: (entry, value) => entry.p.includes(value),
    r: (entry, value) => entry.r === value,
    x: entry => entry.x > 0,
    w: entry => !entry.w,
  };
  const matching = (but = "") => {
    const asked = KEYS.filter(key => key !== but && state[key]);
    return entries.filter(entry => asked.every(key => tests[key](entry, state[key])));
  };

  const apply = () => {
    const shown = new Set(matching());
    for (const entry of entries) if (entry.on !== shown.has(entry)) { entry.on = !entry.on; entry.node.hidden = !entry.on; }
    for (const group of groups) {
      const on = group.entries.some(entry => entry.on);
      if (group.on !== on) { group.on = on; group.node.hidden = !on; }
    }
    if (!form) return;
    nothing.hidden = shown.size > 0;
    tally.textContent = tally.dataset.text.replace("{0}", sum([...shown]).toLocaleString("en")).replace("{1}", total.toLocaleString("en"));
    count("s"); count("t"); count("x");
    for (const option of all("optgroup", form)) option.hidden = option.disabled = !!state.d && option.dataset.d !== state.d;
  };
  // How many there would be of each severity and theme under all other conditions.
  const count = key => {
    const some = matching(key);
    for (const input of all(`input[name=${key}]`, form)) {
      const number = sum(some.filter(entry => key === "x" ? entry.x : entry[key] === input.value));
      input.parentNode.querySelector("output").textContent = number.toLocaleString("en");
      input.parentNode.classList.toggle("none", !number);
    }
  };

  const fromForm = () => {
    const found = {};
    for (const [key, value] of new FormData(form)) if (value.trim()) found[key] = found[key] ? `${found[key]},${value}` : value.trim();
    return found;
  };
  const toForm = () => {
    for (const field of form.elements) {
      if (!field.name) continue;
      const value = state[field.name] || "";
      if (field.type === "checkbox") field.checked = value.split(",").includes(field.value);
      else field.value = value;
    }
  };
  const encoded = () => KEYS.filter(key => state[key]).map(key => `${key}=${encodeURIComponent(state[key]).replaceAll("%2C", ",")}`).join("&");
  const remember = () => history.replaceState(null, "", `#${encoded() || "findings"}`);
  const clear = () => { state = {}; form.reset(); toForm(); apply(); remember(); };

  // The address holds either a filter (s=error&t=goal) or the name of a place (f-0123456789ab).
  const decode = words => { try { return decodeURIComponent(words); } catch { return words; } };
  const read = () => {
    const hash = location.hash.slice(1);
    if (/^[a-z]=/.test(hash) && form) {
      state = {};
      for (const part of hash.split("&")) {
        const [key, value = ""] = part.split("=");
        if (KEYS.includes(key) && value) state[key] = decode(value);
      }
      toForm(); apply();
      $("#findings").scrollIntoView();
    } else if (hash) show(document.getElementById(decode(hash)));
  };
  const show = node => {
    if (!node) return;
    const entry = entries.find(one => one.node.contains(node));
    if (entry) { if (!entry.on) clear(); current = entries.indexOf(entry); entry.node.focus({ preventScroll: true }); }
    for (let outer = node.closest("details"); outer; outer = outer.parentNode.closest("details")) outer.open = true;
    settle(node);
  };
  // Entries above get their true height only when they come near: look again where the place has moved to.
  const settle = node => {
    node.scrollIntoView({ block: "start" });
    requestAnimationFrame(() => requestAnimationFrame(() => node.scrollIntoView({ block: "start" })));
  };

  if (form) {
    form.hidden = false;
    if (innerWidth <= 1000) $(".more", form).open = false;
    form.addEventListener("submit", event => event.preventDefault());
    form.addEventListener("reset", event => { event.preventDefault(); for (const field of form.elements) { if (field.type === "checkbox") field.checked = false; else if (field.name) field.value = ""; } state = {}; apply(); remember(); });
    form.addEventListener("input", event => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        state = fromForm();
        if (event.target.name === "d" && state.p && !entries.some(entry => entry.d === state.d && entry.p.includes(state.p)) && state.d) { delete state.p; form.elements.p.value = ""; }
        current = -1; apply(); remember();
      }, event.target.type === "search" ? 120 : 0);
    });
    $("button", nothing).addEventListener("click", () => form.reset());
    $(".keys-button", form).addEventListener("click", () => help.showModal());
  }

  const move = step => {
    const on = entries.map((entry, at) => entry.on ? at : -1).filter(at => at >= 0);
    if (!on.length) return;
    const next = step > 0 ? on.find(at => at > current) : on.findLast(at => at < current);
    current = next ?? (step > 0 ? on[on.length - 1] : on[0]);
    const node = entries[current].node;
    node.focus({ preventScroll: true });
    settle(node);
  };

  const enlarge = crop => {
    const [width, height] = crop.dataset.size.split(" "), own = $("svg", crop), drawn = own.cloneNode(true), canvas = $(".canvas", sheet);
    drawn.setAttribute("viewBox", `0 0 ${width} ${height}`);
    drawn.removeAttribute("width"); drawn.removeAttribute("height");
    for (const other of all(`.crop[data-page="${crop.dataset.page}"]`, crop.closest(".evidence"))) if (other !== crop) drawn.append(...all(".mark", other).map(mark => mark.cloneNode(true)));
    $(".what", sheet).textContent = crop.closest(".ev").querySelector("figcaption")?.textContent || "";
    canvas.replaceChildren(drawn);
    sheet.showModal();
    const mark = $(".mark", drawn);
    canvas.scrollTop = mark ? Math.max(0, mark.getBoundingClientRect().top - canvas.getBoundingClientRect().top - canvas.clientHeight / 3) : 0;
    canvas.focus();
  };
  document.addEventListener("click", event => {
    const crop = event.target.closest?.(".crop");
    if (crop) { event.preventDefault(); enlarge(crop); }
    else if (event.target instanceof HTMLDialogElement) event.target.close();
    else { const inside = event.target.closest?.("article.f"); if (inside) current = entries.findIndex(entry => entry.node === inside); }
  });

  const actions = {
    j: () => move(1), k: () => move(-1), "/": () => form?.elements.q.focus(), "?": () => help.showModal(), x: () => form && clear(),
    o: () => { const crop = entries[current] && $(".crop", entries[current].node); if (crop) enlarge(crop); },
  };
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || $("dialog[open]")) return;
    const field = event.target;
    if (field.matches?.("input, select, textarea")) { if (event.key === "Escape") field.blur(); return; }
    const action = actions[event.key];
    if (action) { event.preventDefault(); action(); }
  });

  const opened = [];
  addEventListener("beforeprint", () => { for (const part of all("details:not([open])")) if (!part.closest(".filters")) { part.open = true; opened.push(part); } });
  addEventListener("afterprint", () => { for (const part of opened.splice(0)) part.open = false; });
  addEventListener("hashchange", read);
  apply();
  if (location.hash.length > 1) read();
})();
