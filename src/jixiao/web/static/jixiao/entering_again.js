// The login in a dialogue, where a session ended while somebody wrote: loaded when it is needed.
"use strict";
(() => {
  /** The form of a page that asks who comes: the login, or the code behind it. */
  const formOf = (markup) => new DOMParser().parseFromString(markup, "text/html").querySelector("main.door .enter form");
  globalThis.jixiao.logIn = async ({ person, texts, session, take, tell, json }) => {
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
        if (where) where.value = session;
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
})();
