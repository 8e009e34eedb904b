// A session that ended is begun again in place, and a form is sent only when the server is there to take it: nothing that was typed is lost.
"use strict";
(() => {
  const { person = "" } = document.body.dataset, texts = JSON.parse(document.getElementById("desk-texts")?.textContent ?? "{}");
  const SESSION = "/session";
  if (!person) return;
  const json = (response) => response.headers.get("Content-Type")?.startsWith("application/json");
  const ask = async () => {
    const response = await fetch(SESSION, { headers: { Accept: "application/json" }, cache: "no-store" });
    return json(response) ? response.json() : Promise.reject(response);
  };
  /** Every form, and whatever is sent from now on, has the token of the session as it is now. */
  const take = (token) => {
    for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = token;
    document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": token }));
  };
  const tell = (words, form) => {
    let box = form?.querySelector(".not-sent");
    if (!box) { box = document.createElement("p"); box.className = "notice grave not-sent"; box.setAttribute("role", "alert"); (form ?? document.querySelector("main")).prepend(box); }
    box.textContent = words;
  };

  // the login in a dialogue
  let open = null;
  const begin = () => {
    open ??= show().finally(() => { open = null; });
    return open;
  };
  /** The form of a page that asks who comes: the login, or the code behind it. */
  const formOf = (markup) => new DOMParser().parseFromString(markup, "text/html").querySelector("main.door .enter form");
  const show = async () => {
    const page = await fetch("/login", { headers: { Accept: "text/html" }, cache: "no-store" });
    let form = formOf(await page.text());
    if (!form) throw page;
    return new Promise((done, leave) => {
      const dialog = document.createElement("dialog"), before = document.activeElement, note = document.createElement("p");
      dialog.className = "asking-again"; dialog.id = "again"; dialog.setAttribute("aria-labelledby", "again-title");
      note.className = "notice"; note.textContent = texts.session_over;
      const end = (act) => { dialog.close(); dialog.remove(); before?.focus?.(); act(); };
      const put = (next) => {
        form = next;
        form.querySelectorAll("[autofocus]").forEach((field) => field.removeAttribute("autofocus"));
        form.querySelector("h2").id = "again-title";
        const where = form.querySelector("input[name=next]"), login = form.querySelector("input[name=login]");
        if (where) where.value = SESSION;
        if (login && !login.value) login.value = texts.login;
        const cancel = document.createElement("button");
        cancel.type = "button"; cancel.textContent = texts.later; cancel.addEventListener("click", () => end(() => leave(new Error("later"))));
        form.append(" ", cancel);
        dialog.replaceChildren(note, form);
        form.addEventListener("submit", send);
      };
      const point = () => (form.querySelector("input[name=login]")?.value ? form.querySelector("input[name=password]") : form.querySelector("input:not([type=hidden])"))?.focus();
      const send = async (event) => {
        event.preventDefault(); event.stopPropagation();
        let answer;
        try {
          answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), headers: { Accept: "text/html" } });
        } catch { tell(texts.no_connection, form); return; }
        if (json(answer)) {
          const now = await answer.json();
          if (now.person === person) { take(now.token); end(() => done(now)); } else location.reload();  // nobody sends what another typed
          return;
        }
        const next = formOf(await answer.text());
        if (next) { put(next); point(); } else location.assign(answer.url);  // a password that must be changed first
      };
      dialog.addEventListener("cancel", () => end(() => leave(new Error("later"))));
      document.body.append(dialog); put(form); dialog.showModal(); point();
    });
  };
  /** True once the session is there and is that of the person of this page. */
  const enter = async () => {
    let now = await ask();
    if (!now.person) now = await begin();
    if (now.person !== person) { location.reload(); return false; }
    take(now.token);
    return true;
  };
  globalThis.jixiao = { ...globalThis.jixiao, enter };

  // forms that are sent as a whole
  const hasKeeper = document.getElementById("sheet") !== null;  // the page where a declaration is written keeps and sends by itself
  document.addEventListener("submit", async (event) => {
    const form = event.target, { submitter } = event;
    if (hasKeeper || form.method !== "post" || !form.closest("main, dialog") || form.closest("#again") || form.hasAttribute("hx-post")) return;
    if (form.dataset.ready) { delete form.dataset.ready; return; }
    event.preventDefault(); event.stopImmediatePropagation();
    if (form.dataset.asking) return;
    form.dataset.asking = "1";
    try {
      if (await enter()) {
        form.querySelector(".not-sent")?.remove();
        form.dataset.ready = "1";
        setTimeout(() => { form.requestSubmit(submitter); delete form.dataset.ready; });
      }
    } catch (reason) { tell(reason?.message === "later" ? texts.session_over : texts.no_connection, form); } finally { delete form.dataset.asking; }
  }, true);

  // parts of pages
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    const { xhr, elt } = event.detail;
    if (xhr.status !== 401) return;
    event.preventDefault();
    enter().then((isIn) => { if (isIn) { if (elt.matches("form")) elt.requestSubmit(); else elt.click(); } }, () => tell(texts.session_over, elt.closest("form")));
  });
  document.addEventListener("htmx:sendError", (event) => tell(texts.no_connection, event.detail.elt.closest("form")));

  let isPressed = false;
  // the page on which a declaration is written asks for it beside the state of saving, which is drawn anew when the cell is left by a click
  const isOver = (event) => event.target.closest("#keeping[data-state=expired]") !== null;
  const goOn = () => enter().then((isIn) => { if (isIn) dispatchEvent(new Event("focus")); }, () => {});
  document.addEventListener("pointerup", (event) => { if (isPressed && event.target.closest("#keeping")) goOn(); isPressed = false; }, true);
  document.addEventListener("pointerdown", (event) => { isPressed = isOver(event); }, true);
  document.addEventListener("click", (event) => {
    if (!event.target.closest("#keeping a[target]") || document.querySelector("#keeping[data-state=other_person]")) return;
    event.preventDefault();
    if (event.detail === 0) goOn();  // by a key
  });
})();
