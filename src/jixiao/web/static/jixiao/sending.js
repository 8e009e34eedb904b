// Tells the server in which folders the chosen files lie, which a form does not, and how many may be chosen; a folder and single files exclude each other.
"use strict";
(() => {
  const form = document.getElementById("sending"); if (!form) return;
  const fields = [...form.querySelectorAll("input[type=file]")];
  fields.forEach((field) => field.addEventListener("change", () => {
    if (field.files.length) fields.filter((other) => other !== field).forEach((other) => { other.value = ""; });
    fields.forEach((each) => each.setCustomValidity(each.files.length > Number(form.dataset.most) ? form.dataset.told : ""));
    form.querySelectorAll("input[name=paths]").forEach((old) => old.remove());
    for (const file of field.files) {
      const path = document.createElement("input");
      path.type = "hidden"; path.name = "paths"; path.value = file.webkitRelativePath || file.name;
      form.append(path);
    }
  }));
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
