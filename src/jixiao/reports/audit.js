"use strict";
// Filters, keys, links and enlarged pages of the report. Everything can be read without it; it loads nothing and writes no markup.
document.addEventListener("DOMContentLoaded", () => {
  const one = (query, at = document) => at.querySelector(query);
  const all = (query, at = document) => [...at.querySelectorAll(query)];
  const form = one("#filters");
  const articles = all(".finding").map((node) => ({
    node,
    severity: node.dataset.s, theme: node.dataset.t, rule: node.dataset.r, waived: "w" in node.dataset,
    doc: node.closest(".document").id, group: node.closest(".group"),
    items: (node.matches(".item") ? [node] : all(".item", node)).map((item) => ({ node: item, project: item.dataset.p, doubt: "u" in item.dataset, text: null })),
    words: null, isShown: true,
  }));
  const total = articles.reduce((sum, entry) => sum + entry.items.length, 0);
  const FIELDS = ["severity", "theme", "rule", "doc", "project"];
  let state = {};

  // --- what is shown -------------------------------------------------------------------------------------------------------------
  const plain = (text) => text.normalize("NFKC").toLowerCase();
  const has = (entry, item, words) => {
    if (entry.words === null) {
      entry.words = plain(all(":scope > header, :scope > .body > .words", entry.node).map((part) => part.textContent).join(" "));
      for (const each of entry.items) each.text = plain(each.node.textContent);
    }
    return words.every((word) => entry.words.includes(word) || item.text.includes(word));
  };
  const fits = (entry, item, words, without) => {
    const is = (name, value) => name === without || !state[name] || (name === "severity" ? state[name].split(",").includes(value) : state[name] === value);
    return is("severity", entry.severity) && is("theme", entry.theme) && is("rule", entry.rule) && is("doc", entry.doc) && is("project", item.project)
      && (!state.doubt || (state.doubt === "only") === item.doubt) && (!state.waived || (state.waived === "only") === entry.waived)
      && (!words.length || has(entry, item, words));
  };
  const apply = () => {
    const words = plain(state.q || "").split(/\s+/).filter(Boolean);
    const counts = Object.fromEntries(FIELDS.map((name) => [name, new Map()]));
    const groups = new Map(), documents = new Map();
    const isFiltered = Object.values(state).some(Boolean);
    let shown = 0;
    for (const entry of articles) {
      let here = 0;
      for (const item of entry.items) {
        const fit = fits(entry, item, words, "");
        if (item.node !== entry.node) item.node.hidden = !fit;
        here += fit;
        for (const name of FIELDS) {
          if (fit || (state[name] && fits(entry, item, words, name))) {
            const value = name === "project" ? item.project : entry[name];
            counts[name].set(value, (counts[name].get(value) || 0) + 1);
          }
        }
      }
      entry.isShown = here > 0;
      entry.node.hidden = !here;
      shown += here;
      groups.set(entry.group, (groups.get(entry.group) || 0) + here);
      documents.set(entry.doc, (documents.get(entry.doc) || 0) + here);
      if (isFiltered && here) for (const more of all(".more", entry.node)) more.open = true;
    }
    for (const [group, count] of groups) {
      group.hidden = !count;
      const label = one("[data-total]", group);
      label.textContent = label.textContent.replace(/\d+/, count);
    }
    for (const [id, count] of documents) {
      document.getElementById(id).hidden = !count;
      const label = one(`[data-of="${id}"]`);
      if (label) label.textContent = count;
    }
    one("#nothing").hidden = shown > 0 || !total;
    const label = one("#shown");
    label.textContent = label.dataset.words.replace("{shown}", shown).replace("{total}", total);
    for (const node of all("[data-count]")) node.textContent = counts.severity.get(node.dataset.count) || 0;
    for (const name of FIELDS.slice(1)) {
      for (const option of all(`select[name=${name}] option`)) {
        if (!option.value) continue;
        option.label = `${option.dataset.name ??= option.textContent} (${counts[name].get(option.value) || 0})`;
      }
    }
  };

  // --- the state in the address ----------------------------------------------------------------------------------------------------
  const write = () => {
    const parts = new URLSearchParams(Object.entries(state).filter(([, value]) => value));
    const hash = String(parts) ? `#?${parts}` : "#findings";
    if (location.hash !== hash) {
      try { history.replaceState(null, "", hash); } catch { location.hash = hash; }
    }
  };
  const fill = () => {
    for (const field of form.elements) {
      if (!field.name) continue;
      if (field.type === "checkbox") field.checked = (state[field.name] || "").split(",").includes(field.value);
      else field.value = state[field.name] || "";
    }
  };
  const collect = () => {
    state = {};
    for (const [name, value] of new FormData(form)) if (value) state[name] = state[name] ? `${state[name]},${value}` : value;
  };
  const follow = () => {
    if (location.hash.startsWith("#?")) {
      state = Object.fromEntries(new URLSearchParams(location.hash.slice(2)));
      fill();
      apply();
      one("#findings").scrollIntoView();
      return;
    }
    const node = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!node) return;
    if (node.closest(".finding, .document") && (node.hidden || node.closest("[hidden]"))) {
      state = {};
      fill();
      apply();
    }
    for (let at = node; (at = at.parentElement);) if (at.tagName === "DETAILS") at.open = true;
    if (node.tagName === "DETAILS") node.open = true;
    if (node.matches(".item")) {
      for (const proof of all(":scope > .proof", node)) proof.open = true;
      node.focus({ preventScroll: true });
    }
    node.scrollIntoView();
  };
  one(".filter-box").hidden = false;
  const isNarrow = matchMedia("(max-width: 900px)").matches;
  if (isNarrow) for (const part of all(".side > details")) part.open = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => { event.preventDefault(); state = {}; fill(); apply(); write(); });
  let timer = 0;
  form.addEventListener("input", (event) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      collect();
      if (event.target.name === "doc") { state.project = ""; fill(); }
      apply();
      write();
    }, event.target.name === "q" ? 160 : 0);
  });
  one("#clear").addEventListener("click", () => form.reset());
  addEventListener("hashchange", follow);
  for (const group of all("optgroup")) for (const option of all("option", group)) option.title = group.label;

  // --- copying links ---------------------------------------------------------------------------------------------------------------
  const words = document.body.dataset;
  const copy = async (button, link) => {
    const address = new URL(link.getAttribute("href"), location.href).href;
    try { await navigator.clipboard.writeText(address); } catch {
      const field = document.createElement("textarea");
      field.value = address;
      document.body.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
    }
    button.textContent = words.copied;
    setTimeout(() => { button.textContent = words.copy; }, 1500);
  };
  for (const link of all(".finding .link")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = words.copy;
    button.addEventListener("click", () => copy(button, link));
    link.after(button);
  }

  // --- whole pages -----------------------------------------------------------------------------------------------------------------
  const zoom = one("#zoom");
  const enlarge = (link) => {
    const page = document.getElementById(link.dataset.page);
    const whole = one("svg", page);
    const picture = whole.cloneNode(true);
    for (const mark of all(".marked", picture)) mark.remove();
    const marks = all(".marked", link);
    for (const mark of marks) picture.append(mark.cloneNode());
    one("#zoom-title").textContent = whole.getAttribute("aria-label");
    const sheet = one(".sheet", zoom);
    sheet.replaceChildren(picture);
    zoom.showModal();
    if (marks.length) {
      const box = whole.viewBox.baseVal;
      const middle = Number(marks[0].getAttribute("y")) / box.height * picture.getBoundingClientRect().height;
      sheet.scrollTop = middle - sheet.clientHeight / 2;
    }
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(".crop");
    if (link && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      enlarge(link);
    } else if (event.target === zoom) zoom.close();
  });

  // --- keys ------------------------------------------------------------------------------------------------------------------------
  const help = one("#help");
  one("#show-help").addEventListener("click", () => help.showModal());
  let at = -1;
  const go = (step) => {
    const focused = articles.findIndex((entry) => entry.node.contains(document.activeElement));
    if (focused >= 0) at = focused;
    let next = at;
    do next += step; while (articles[next] && !articles[next].isShown);
    if (!articles[next]) return;
    one(".finding.here")?.classList.remove("here");
    at = next;
    articles[at].node.classList.add("here");
    articles[at].node.scrollIntoView({ block: "start" });
    articles[at].node.focus({ preventScroll: true });
  };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || one("dialog[open]") || !one("#use-keys").checked) return;
    if (event.target.matches?.("input, select, textarea")) return;
    const actions = { j: () => go(1), k: () => go(-1), "/": () => { one(".filter-box").open = true; one("#f-q").focus(); }, "?": () => help.showModal() };
    if (!actions[event.key]) return;
    event.preventDefault();
    actions[event.key]();
  });

  // --- evidence that is folded -----------------------------------------------------------------------------------------------------
  const toggle = one("#open-all");
  toggle.addEventListener("click", () => {
    const open = toggle.textContent === toggle.dataset.open;
    for (const part of all(".finding details")) part.open = open || part.matches(".items > :first-child > .proof");
    toggle.textContent = open ? toggle.dataset.close : toggle.dataset.open;
  });

  // A crop is shown where its mark is, and what can be scrolled can be reached by keys; both only once it comes near the window.
  const near = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      for (const part of all(".rows, .crop", target)) {
        if (part.scrollWidth <= part.clientWidth + 1) continue;
        if (part.matches(".rows")) part.tabIndex = 0;
        const mark = one(".marked, td.mark", part);
        if (mark) part.scrollLeft += Math.max(mark.getBoundingClientRect().right - part.getBoundingClientRect().right + 24, 0);
      }
    }
  }, { rootMargin: "600px" });
  for (const entry of articles) near.observe(entry.node);
  if (isNarrow) for (const part of all(".finding .rows")) part.tabIndex = 0;

  apply();
  follow();
});
