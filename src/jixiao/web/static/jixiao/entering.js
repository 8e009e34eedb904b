// A session that ended is begun again in place: nothing that was typed is lost.
"use strict";
(() => {
  const { person = "" } = document.body.dataset, texts = JSON.parse(document.getElementById("desk-texts")?.textContent ?? "{}");
  const SESSION = "/session", { again } = document.currentScript.dataset;
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

  /** Part of the program that most never need: loaded once, when it is. */
  const loading = {};
  const load = (address) => {
    loading[address] ??= new Promise((done, fail) => {
      const part = document.createElement("script");
      part.src = address; part.onload = done; part.onerror = () => { delete loading[address]; part.remove(); fail(new Error("not loaded")); };
      document.head.append(part);
    });
    return loading[address];
  };
  let open = null;
  const begin = () => {
    open ??= load(again).then(() => globalThis.jixiao.logIn({ person, texts, session: SESSION, take, tell, json })).finally(() => { open = null; });
    return open;
  };
  /** True once the session is there and is that of the person of this page. */
  const enter = async () => {
    let now = await ask();
    if (!now.person) now = await begin();
    if (now.person !== person) { location.reload(); return false; }
    take(now.token);
    return true;
  };
  globalThis.jixiao = { ...globalThis.jixiao, enter, load, tell, texts };

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
