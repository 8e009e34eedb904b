// What is typed into a form is held in the store of the browser until the server has taken it: after a crash, a lost connection, a closed
// window. The page where a declaration is written holds what is typed by itself and has none of this.
"use strict";
(() => {
  const { person = "", method = "GET" } = document.body.dataset, texts = JSON.parse(document.getElementById("desk-texts")?.textContent ?? "{}");
  const PREFIX = "jixiao.form.", SENT = "jixiao.sent", OLDEST = 14 * 86400 * 1000;
  const TYPED = /^(textarea|select-one|text|search|number|date|email|checkbox|radio)$/;
  const held = (form) => person && form.method === "post" && form.closest("main, dialog") && !form.closest("#again");
  const fields = (form) => [...form.elements].filter((field) => field.name && TYPED.test(field.type) && field.autocomplete !== "one-time-code");
  const isTick = (field) => field.type === "checkbox" || field.type === "radio";
  const now = (field) => (isTick(field) ? field.checked : field.value);
  const before = (field) => {
    if (isTick(field)) return field.defaultChecked;
    if (!field.options) return field.defaultValue;
    return ([...field.options].find((option) => option.defaultSelected) ?? field.options[0])?.value ?? "";
  };
  const keyOf = (form) => {
    const [path] = form.getAttribute("action")?.split("?") ?? [""];
    return `${PREFIX}${person}.${location.pathname}|${path}`;
  };
  const read = (key) => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } };
  const write = (key, told) => { try { if (told) localStorage.setItem(key, JSON.stringify(told)); else localStorage.removeItem(key); } catch { /* the store is full or closed */ } };

  const keep = (form) => {
    const typed = fields(form).map((field, at) => [at, field.name, now(field), before(field)]).filter(([, , value, was]) => value !== was);
    write(keyOf(form), typed.length ? { at: Date.now(), typed: typed.map(([at, name, value]) => [at, name, value]) } : null);
  };
  const put = (form) => {
    const left = held(form) ? read(keyOf(form)) : null;
    if (!left) return;
    const all = fields(form);
    const back = left.typed.filter(([at, name, value]) => all[at]?.name === name && now(all[at]) !== value && now(all[at]) === before(all[at]));
    for (const [at, , value] of back) if (isTick(all[at])) all[at].checked = value; else all[at].value = value;
    if (!back.length || form.querySelector(".held")) return;
    const note = document.createElement("p"), drop = document.createElement("button");
    note.className = "notice held"; note.setAttribute("role", "status"); note.textContent = `${texts.held.replace("{time}", new Date(left.at).toLocaleString("sv").slice(0, 16))} `;
    drop.type = "button"; drop.className = "small"; drop.textContent = texts.drop;
    drop.addEventListener("click", () => { for (const field of all) if (isTick(field)) field.checked = before(field); else field.value = before(field); write(keyOf(form), null); note.remove(); });
    note.append(drop); form.prepend(note);
    form.dispatchEvent(new Event("change", { bubbles: true }));
  };

  for (const name of ["input", "change"]) document.addEventListener(name, ({ target }) => { if (target.form && held(target.form)) keep(target.form); });
  document.addEventListener("submit", ({ target, defaultPrevented }) => {
    if (!defaultPrevented && held(target)) sessionStorage.setItem(SENT, keyOf(target));
  });
  document.addEventListener("htmx:afterRequest", ({ detail: { elt, successful } }) => { if (successful && elt.matches("form")) write(keyOf(elt), null); });
  document.addEventListener("htmx:beforeSwap", ({ detail: { xhr, requestConfig } }) => { if (xhr.status < 300 && requestConfig.elt.matches("form")) write(keyOf(requestConfig.elt), null); });
  document.addEventListener("htmx:afterSwap", () => document.querySelectorAll("form").forEach(put));

  // what was sent has arrived where the server answered with another page, or with one of its own
  const sent = sessionStorage.getItem(SENT), [way] = performance.getEntriesByType("navigation");
  if (sent) sessionStorage.removeItem(SENT);
  const isTaken = way && way.type === "navigate" && (way.responseStatus ?? 200) < 300 && (way.redirectCount > 0 || method === "POST");
  if (sent && person && isTaken) write(sent, null);
  if (person) {
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX) && Date.now() - (read(key)?.at ?? 0) > OLDEST) localStorage.removeItem(key);
    document.querySelectorAll("form").forEach(put);
  }
})();
