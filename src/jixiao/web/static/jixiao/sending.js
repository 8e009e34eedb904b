// A form is sent as a whole only when the server is there to take it. The page where a declaration is written sends by itself and has none of this.
"use strict";
(() => {
  const { enter, tell, texts } = globalThis.jixiao ?? {};
  if (!enter) return;  // nobody has come in
  document.addEventListener("submit", async (event) => {
    const form = event.target, { submitter } = event;
    if (form.method !== "post" || !form.closest("main, dialog") || form.closest("#again") || form.hasAttribute("hx-post")) return;
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
})();
