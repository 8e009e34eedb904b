// A table from Excel or WPS that is pasted into the form: the server says where each cell belongs, and one step takes all of it back.
"use strict";
(() => {
  const CELLS = /<t[dh][\s>]/gi;
  /** The text of a single cell, as it stood there: a spreadsheet ends it with a line and puts marks around several lines. */
  const bare = (text) => { const line = text.replace(/\r?\n$/, ""); return /^"[^]*\n[^]*"$/.test(line) ? line.slice(1, -1).replaceAll('""', '"') : line; };

  globalThis.jixiao.makePasting = (form, keeper, grid, page) => {
    const { texts, make, held, button } = page;
    const back = (added, before, from) => {
      keeper.take(added.map(({ id }) => ({ do: "remove", id })), before);
      for (const path of keeper.mine.keys()) if (added.some(({ id }) => path.startsWith(`indicators.${id}.`))) keeper.mine.delete(path);
      keeper.store(); page.show(before.keys()); from.focus();
    };
    const tell = ({ said, left, left_said: more }, undo) => {
      document.querySelector(".pasted")?.remove();
      const close = (act) => () => { box.remove(); act?.(); };
      const list = left.map(({ where, text, why }) => make("li", "", make("b", "", where), " ", held(text), make("span", "faint", ` ${why}`)));
      const box = make("section", "notice pasted", make("p", "", said, " ", undo ? button(texts.undo, close(undo), "primary") : "", " ", button(texts.close, close())));
      if (list.length) box.append(make("b", "", more), make("ol", "", ...list));
      document.getElementById("notices").prepend(box); page.say(null, said);
      return close(undo);
    };
    form.addEventListener("paste", async (event) => {
      const { clipboardData: clip, target } = event, html = clip.getData("text/html"), text = clip.getData("text/plain"), cells = html.match(CELLS)?.length ?? 0;
      if (!target.dataset.path || (cells < 2 && !text.includes("\t"))) {
        if (cells === 1 && target.tagName === "TEXTAREA") { event.preventDefault(); document.execCommand("insertText", false, bare(text)); }
        return;
      }
      event.preventDefault();
      const at = target.dataset.path;
      let answer = { said: texts.not_pasted, left: [], texts: {}, rows: [] };
      try {
        const response = await keeper.ask(keeper.addresses.paste, { html, text, at, rows: grid.shown() }), said = await response.json();
        if (response.ok) answer = said; else answer.said = said.message ?? answer.said;
      } catch { /* no connection: the clipboard still has it */ }
      const pasted = Object.entries(answer.texts);
      if (!pasted.length) { tell(answer); return; }
      const isNew = ([path]) => answer.rows.some(({ id }) => path.startsWith(`indicators.${id}.`));
      const before = new Map(pasted.filter((each) => !isNew(each)).map(([path]) => [path, keeper.value(path)]));
      keeper.take(answer.rows, pasted);
      page.show(Object.keys(answer.texts));
      page.undoing(tell(answer, () => back(answer.rows, before, target)));
    });
  };
})();
