// A table from Excel or WPS that is pasted into the form: the server says where each cell belongs, and one step takes all of it back. Loaded with
// the first one.
"use strict";
(() => {
  globalThis.jixiao.makePasting = (keeper, grid, page) => {
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
    return async ({ html, text, target }) => {
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
    };
  };
})();
