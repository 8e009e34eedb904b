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
})();
