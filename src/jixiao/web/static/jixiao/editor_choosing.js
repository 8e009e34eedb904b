// What two typed into one cell or row: both sides, and the buttons that choose. Loaded when it happens.
"use strict";
(() => {
  globalThis.jixiao.makeChoosing = (keeper, find, { texts, filled, clock, make, held, button }) => {
    const side = (conflict, isMine, text) => make(
      "div", "", make("b", "", isMine ? texts.mine : texts.theirs), make("blockquote", "", held(text)),
      button(isMine ? texts.use_mine : texts.use_theirs, () => keeper.decide(conflict, isMine)),
    );
    return (last, isNew) => {
      document.getElementById("conflicts")?.remove();
      if (!keeper.conflicts.length) return;
      const items = keeper.conflicts.map((conflict) => {
        const { path, row, rowTexts, isMine } = conflict;
        if (path) return make("li", "", make("b", "", find(path)?.getAttribute("aria-label") ?? path), side(conflict, true, keeper.value(path)), side(conflict, false, conflict.theirs));
        const said = (rowTexts ?? keeper.textsOf(row)).filter(([each]) => /\.(name|target)$/.test(each)).map(([, text]) => text).join("　");
        return make("li", "", make("b", "", said), side(conflict, true, isMine ? texts.row_removed_by_me : said), side(conflict, false, isMine ? said : texts.row_gone));
      });
      const every = (isMine) => () => keeper.conflicts.slice().forEach((conflict) => keeper.decide(conflict, isMine));
      const ends = make("p", "actions", button(texts.all_mine, every(true)), button(texts.all_theirs, every(false)));
      const title = make("b", "", filled(keeper.conflicts[0].isLeft ? "conflict_left" : last.isOwn ? "conflict_own" : "conflict", { by: last.by, time: clock(last.at), count: items.length }));
      const box = make("section", "notice conflicts", title, make("ol", "", ...items), items.length > 1 ? ends : "");
      box.id = "conflicts"; box.tabIndex = -1; box.setAttribute("aria-label", texts.conflicts);
      document.getElementById("notices").prepend(box);
      if (isNew) box.focus();
    };
  };
})();
