// The confirming desk by keyboard: a field is accepted and kept, the next doubtful one gets the cursor, the file shows where it stands.
"use strict";
(() => {
  const list = document.getElementById("doubtful"); if (!list) return;
  const rest = document.getElementById("rest"), source = document.getElementById("source"), deciding = document.getElementById("confirm");
  const texts = JSON.parse(document.getElementById("confirming-texts").textContent);
  const rows = () => [...list.querySelectorAll("li.confirming")];
  const all = () => [...rows(), ...rest.querySelectorAll("li.confirming")];
  const rowOf = (node) => node && node.closest && node.closest("li.confirming");
  const fieldOf = (row) => row.querySelector("textarea") || row.querySelector("button");
  const is = (row, state) => row.classList.contains(state);
  const said = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  let revision = deciding.querySelector("[name=seen]").value;

  // the file on the left
  const seen = new Map();
  let wanted = null;
  const toMark = () => { const mark = source.querySelector(".seen-mark"); if (mark) mark.scrollIntoView({ block: "center", inline: "nearest" }); };
  const put = (html) => {
    const made = document.createElement("template"); made.innerHTML = html;
    const fresh = made.content.querySelector(".seen-in"), old = source.querySelector(".seen-in");
    const marks = fresh.querySelector("g.marks"), before = old && old.querySelector("g.marks");
    if (marks && before && fresh.dataset.page === old.dataset.page) before.replaceWith(document.importNode(marks, true));
    else source.replaceChildren(document.importNode(fresh, true));
    toMark();
  };
  const show = async (row) => {
    const path = row.dataset.path; if (wanted === path) return;
    wanted = path;
    if (!seen.has(path)) {
      const answer = await fetch(`${source.dataset.address}?path=${encodeURIComponent(path)}`).catch(() => null);
      if (!answer || !answer.ok) return;
      seen.set(path, await answer.text());
    }
    if (wanted === path) put(seen.get(path));
  };

  // where the cursor goes
  const go = (row) => { if (!row) return; const field = fieldOf(row); if (!field) return; field.focus({ preventScroll: true }); row.scrollIntoView({ block: "nearest" }); };
  const nextOpen = (row) => { const many = rows(), at = many.indexOf(row); return [...many.slice(at + 1), ...many.slice(0, Math.max(at, 0))].find((other) => is(other, "open")); };
  const onwards = (row) => { const next = nextOpen(row); if (next) go(next); else document.getElementById("confirm-project")?.focus(); };
  const step = (by) => { const many = rest.open ? all() : rows(), at = many.indexOf(rowOf(document.activeElement)); go(many[Math.min(Math.max(at + by, 0), many.length - 1)]); };

  // what is kept: one after the other, because each names the revision before
  const pending = [];  // paths of rows that are being kept: an answer about an earlier one says nothing of them
  let chain = Promise.resolve();
  const mark = (row, state) => {
    row.classList.remove("open", "accepted", "corrected"); if (state) row.classList.add(state);
    const chip = row.querySelector(".how"); chip.className = `how chip ${state}`; chip.textContent = state ? texts[`field_${state}`] : "";
  };
  const tell = (row, words) => {
    let told = row.querySelector(".not-kept");
    if (!words) { told?.remove(); return; }
    if (!told) { told = document.createElement("p"); told.className = "not-kept"; told.setAttribute("role", "alert"); row.querySelector("form").append(told); }
    told.textContent = words;
  };
  const take = (found) => {
    revision = String(found.revision);
    document.querySelectorAll("input[name=seen]").forEach((field) => { field.value = revision; });
    const progress = document.getElementById("progress"), now = progress.textContent.match(/\d+/g);
    progress.textContent = said(texts.progress, { settled: found.settled, doubtful: found.doubtful.length, decided: now[2], found: now[3] });
    document.getElementById("unseen").hidden = found.settled === found.doubtful.length;
    for (const row of all()) {
      const path = row.dataset.path, remarks = found.remarks.filter((remark) => remark.path === path);
      row.querySelector(".findings").replaceChildren(...remarks.map((remark) => {
        const line = document.createElement("li"), what = document.createElement("span");
        line.className = remark.severity; what.className = "remedy"; what.textContent = remark.remedy;
        line.append(remark.message, " ", what); return line;
      }));
      if (!pending.includes(path)) mark(row, found.states[path] || "");
      if (found.doubtful.includes(path) && !list.contains(row)) list.append(row);  // what was typed makes another field doubtful
    }
  };
  const keep = (row) => {
    const form = row.querySelector("form"), field = row.querySelector("textarea"), data = new FormData(form);
    mark(row, field && field.value !== field.dataset.read ? "corrected" : "accepted"); tell(row, "");
    if (field) field.dataset.kept = field.value;
    pending.push(row.dataset.path);
    chain = chain.then(async () => {
      data.set("seen", revision);
      const answer = await fetch(form.action, { method: "POST", body: data, headers: { Accept: "application/json" } }).catch(() => null);
      pending.shift();
      if (answer && answer.ok && answer.headers.get("Content-Type").includes("json")) { take(await answer.json()); return true; }
      mark(row, "open");
      if (answer && answer.status === 401) { location.reload(); return false; }
      const told = answer && answer.status < 500 ? (await answer.json().catch(() => ({}))).message : "";
      tell(row, told || texts.not_kept);
      if (answer && answer.status === 409) { const link = document.createElement("a"); link.href = source.dataset.desk; link.textContent = ` ${texts.reload}`; row.querySelector(".not-kept").append(link); }
      return false;
    });
    return chain;
  };

  document.addEventListener("focusin", (event) => { const row = rowOf(event.target); if (row) show(row); });
  document.addEventListener("click", (event) => {  // what is usual in a field is put there at once
    const choice = event.target.closest("[data-choice]"), row = choice && rowOf(choice);
    if (row) { event.preventDefault(); row.querySelector("textarea").value = choice.value; row.querySelector("form").requestSubmit(); }
  });
  document.addEventListener("submit", (event) => {
    const row = rowOf(event.target);
    if (row) { event.preventDefault(); keep(row); onwards(row); return; }
    if (event.target !== deciding || !pending.length) return;
    const pressed = event.submitter; event.preventDefault();  // what was just typed is kept first
    chain.then(() => deciding.requestSubmit(pressed));
  }, true);
  const press = (id) => { const found = document.getElementById(id); if (found && found.disabled) document.getElementById("agency")?.focus(); else if (found && !found.hidden) found.click(); };
  const zoom = (by) => { source.dataset.zoom = Math.min(Math.max(Number(source.dataset.zoom) + by, 1), 3); toMark(); };
  const does = {
    ArrowDown: () => step(1), ArrowUp: () => step(-1), s: () => press("skip"), n: () => press("next-file"),
    p: () => document.querySelector(".desk-bar .crumbs a").click(),
    r: () => { rest.open = !rest.open; if (rest.open) go(rest.querySelector("li.confirming")); else go(rows()[0]); },
    "=": () => zoom(1), "-": () => zoom(-1),
  };
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || document.querySelector("dialog[open]")) return;  // an input method chooses a character
    const row = rowOf(event.target);
    const choice = row && event.altKey && !event.ctrlKey && /^Digit[1-9]$/.test(event.code) && row.querySelectorAll("[data-choice]")[event.code.at(-1) - 1];
    if (choice) { event.preventDefault(); choice.click(); return; }
    if (event.key === "Enter" && event.ctrlKey) { event.preventDefault(); press("confirm-project"); }
    else if (event.altKey && !event.ctrlKey && does[event.key.length === 1 ? event.key.toLowerCase() : event.key]) { event.preventDefault(); does[event.key.length === 1 ? event.key.toLowerCase() : event.key](); }
    else if (event.key === "Enter" && !event.shiftKey && row && /^textarea$/i.test(event.target.tagName)) { event.preventDefault(); row.querySelector("form").requestSubmit(); }
    else if (event.key === "Escape" && row && /^textarea$/i.test(event.target.tagName)) { event.target.value = event.target.dataset.kept ?? event.target.defaultValue; }
  });
  const begun = location.hash && document.getElementById(location.hash.slice(1));
  if (begun && rowOf(begun)) go(rowOf(begun)); else if (document.activeElement === document.body) { const first = rows().find((row) => is(row, "open")); if (first) go(first); else (document.querySelector("#confirm-project:enabled") ?? document.getElementById("agency"))?.focus(); }
  toMark();
})();
