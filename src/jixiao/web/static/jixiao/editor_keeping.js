// What was typed and is not kept yet: held here and in the store of the browser until the server says that it is saved.
"use strict";
(() => {
  const PAUSE = 1200, LONGEST = 6000, AGAIN = [2000, 4000, 8000, 15000], PATIENCE = 20000;

  /** All texts of a draft by path; reasons why a finding is none stand under "?" and their key. */
  const flat = (draft) => {
    const found = new Map(Object.entries(draft.fields));
    for (const { id, ...texts } of draft.indicators) for (const key in texts) found.set(`indicators.${id}.${key}`, texts[key]);
    for (const key in draft.explanations) found.set(`?${key}`, draft.explanations[key]);
    return found;
  };
  const idsOf = (draft) => draft.indicators.map((row) => row.id);
  const rowOf = (path) => /^(?:\?[^@]*@)?indicators\.([^.]+)/.exec(path)?.[1] ?? "";
  const cookie = (name) => document.cookie.split("; ").find((each) => each.startsWith(`${name}=`))?.slice(name.length + 1) ?? "";
  const stepped = (order, { do: what, id, after }) => {
    const others = order.filter((each) => each !== id);
    if (what === "remove") return others;
    if ((what === "add") === order.includes(id)) return order;
    const at = after ? others.indexOf(after) + 1 || others.length : 0;
    return [...others.slice(0, at), id, ...others.slice(at)];
  };

  class Keeper extends EventTarget {
    constructor(data) {
      super();
      const { id, person, revision, addresses, at, draft } = data;
      Object.assign(this, { id, person, revision, addresses, at, base: flat(draft), kept: idsOf(draft), mine: new Map(), steps: [], conflicts: [], refused: new Map() });
      Object.assign(this, { sending: null, composing: "", trouble: "", reason: "", failures: 0, timer: 0, since: 0 });
      this.prefix = `jixiao.unsent.${id}.${person}.`; this.window = Math.random().toString(36).slice(2); this.place = this.prefix + this.window;
      this.meet();
      for (const event of ["online", "focus"]) addEventListener(event, () => { if (this.trouble) this.plan(0); });
      document.addEventListener("visibilitychange", () => { if (document.hidden) this.plan(0); });
    }

    // what is there
    value(path) { return this.mine.get(path) ?? this.base.get(path) ?? ""; }
    get order() { return this.steps.reduce(stepped, this.kept); }
    get isUnsaved() { return this.mine.size > 0 || this.steps.length > 0 || this.sending !== null; }
    textsOf(row) { return [...new Set([...this.base.keys(), ...this.mine.keys()])].filter((path) => rowOf(path) === row).map((path) => [path, this.value(path)]); }
    /** Rows of which both sides are still to be looked at stay as they are. */
    get going() { const rows = this.conflicts.map((each) => each.row); return this.steps.filter((step) => !rows.includes(step.id)); }
    get isOver() { return this.trouble === "closed" || this.trouble === "gone"; }
    isOpen(path) { return this.conflicts.some((each) => (each.row ? each.row === rowOf(path) : each.path === path)); }
    sendable() { return [...this.mine].filter(([path, text]) => path !== this.composing && !this.isOpen(path) && this.refused.get(path)?.text !== text); }

    say(name, detail) { this.dispatchEvent(new CustomEvent(name, { detail })); }

    // what is done
    set(path, text, pause = PAUSE) {
      const going = this.sending?.texts.get(path) ?? this.base.get(path) ?? "", row = rowOf(path);
      const isNew = row && this.steps.some((step) => step.id === row && step.do === "add");
      if (text === going && !isNew && !this.isOpen(path)) this.mine.delete(path); else this.mine.set(path, text);
      if (this.refused.get(path)?.text !== text) this.refused.delete(path);
      this.store(); this.plan(pause);
    }
    step(step, texts = []) {
      this.steps.push(step);
      if (step.do === "remove") for (const [path] of this.textsOf(step.id)) this.mine.delete(path);
      for (const [path, text] of texts) if (text) this.mine.set(path, text);
      this.store(); this.plan(300);
    }
    /** Much at once, as if it were typed: rows that come, and texts by path. */
    take(steps, texts) {
      this.steps.push(...steps);
      for (const [path, text] of texts) { this.mine.set(path, text); this.refused.delete(path); }
      this.store(); this.plan(300);
    }
    plan(pause) {
      const now = Date.now();
      clearTimeout(this.timer);
      this.since = this.isUnsaved ? this.since || now : 0;
      if (this.isUnsaved && !this.isOver) this.timer = setTimeout(() => this.send(), Math.max(0, Math.min(pause, this.since + LONGEST - now)));
      this.tell();
    }
    /** Send everything; true when nothing is left. */
    async flush() {
      for (let tries = 0; tries < 5; tries += 1) {
        if (this.sending) await this.sending.done;
        else if (this.sendable().length || this.going.length) await this.send();
        else break;
        if (this.trouble) break;
      }
      return !this.isUnsaved;
    }
    async send() {
      clearTimeout(this.timer); this.since = 0;
      const texts = new Map(this.sendable()), steps = this.going;
      if (this.sending || (!texts.size && !steps.length)) { this.tell(); return; }
      const going = { texts, steps }; going.done = new Promise((done) => { going.free = done; });
      this.sending = going; this.tell();
      let status = 0, answer = {};
      try {
        const response = await this.post(texts, steps);
        status = response.status;
        answer = response.headers.get("Content-Type")?.startsWith("application/json") ? await response.json() : {};
      } catch { status = 0; }
      this.sending = null; going.free();
      if (status === 200) this.accept(answer, going); else this.fail(status, answer);
      this.store(); this.tell();
    }
    post(texts, steps) {
      const changes = {}, explanations = {};
      for (const [path, text] of texts) if (path[0] === "?") explanations[path.slice(1)] = text; else changes[path] = text;
      return this.ask(this.addresses.save, { revision: this.revision, person: this.person, changes, explanations, rows: steps });
    }
    ask(address, told) {
      return fetch(address, {
        method: "POST", redirect: "error", signal: AbortSignal.timeout?.(PATIENCE),
        headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": cookie("csrftoken") }, body: JSON.stringify(told),
      });
    }
    accept(answer, { texts, steps }) {
      Object.assign(this, { revision: answer.revision, at: answer.saved_at, trouble: "", reason: "", failures: 0 });
      this.kept = steps.reduce(stepped, this.kept); this.steps = this.steps.filter((step) => !steps.includes(step));
      for (const { do: what, id } of steps) if (what === "remove") for (const path of [...this.base.keys()]) if (rowOf(path) === id) this.base.delete(path);
      for (const [path, text] of texts) {
        if (path in answer.refused) { this.refused.set(path, { text, why: answer.refused[path] }); continue; }
        if (text) this.base.set(path, text); else this.base.delete(path);
        if (this.mine.get(path) === text) this.mine.delete(path);
      }
      this.say("saved", answer);
      if (this.sendable().length || this.going.length) this.plan(PAUSE);
    }
    fail(status, answer) {
      if (status === 409 && answer.draft) {
        this.trouble = ""; this.revision = answer.revision;
        this.merge(flat(answer.draft), idsOf(answer.draft), { by: answer.by, at: answer.at, isOwn: answer.is_own });
        return;
      }
      this.reason = answer.message ?? "";
      this.trouble = { 0: "offline", 401: answer.other ? "other_person" : "expired", 403: "expired", 404: "gone" }[status] ?? (status < 500 ? "closed" : "trouble");
      if (this.isOver) return;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.send(), AGAIN[this.failures] ?? 30000); this.failures += 1;
    }

    // two who typed
    /** Take in what is kept now; where both typed into the same cell, nothing is decided here. */
    merge(theirs, order, who) {
      const was = this.base, ids = new Set(order), found = [];
      this.steps = this.steps.filter(({ do: what, id }) => {
        if (what === "add") return !ids.has(id) && Boolean(ids.add(id));
        if (!ids.has(id)) return false;
        if (what === "remove") { ids.delete(id); if ([...theirs].some(([path, text]) => rowOf(path) === id && text !== (was.get(path) ?? ""))) found.push({ row: id, isMine: true }); }
        return true;
      });
      for (const [path, text] of [...this.mine]) {
        const row = rowOf(path), kept = theirs.get(path) ?? "";
        if (row && !ids.has(row)) { if (!found.some((each) => each.row === row)) found.push({ row, rowTexts: this.textsOf(row) }); }
        else if (kept === text) this.mine.delete(path);
        else if (kept !== (was.get(path) ?? "")) found.push({ path, theirs: kept, isLeft: who.isLeft });
      }
      const changed = [...new Set([...theirs.keys(), ...was.keys()])].filter((path) => !this.mine.has(path) && theirs.get(path) !== was.get(path));
      this.base = theirs; this.kept = order;
      this.conflicts = this.conflicts.filter((each) => !found.some((other) => other.path === each.path && other.row === each.row) && (each.row || this.mine.has(each.path))).concat(found);
      this.store();
      this.say("merged", { ...who, changed, isNew: found.length > 0 });
      this.plan(0);
    }
    /** Mine or theirs, for one cell or row of which both were typed. */
    decide(conflict, isMine) {
      this.conflicts = this.conflicts.filter((each) => each !== conflict);
      const { path, row, rowTexts } = conflict, changed = [];
      if (path && !isMine) { this.mine.delete(path); changed.push(path); }
      if (rowTexts && isMine) this.step({ do: "add", id: row, after: this.order.at(-1) ?? "" }, rowTexts);
      else if (rowTexts) for (const [each] of rowTexts) this.mine.delete(each);
      else if (row && !isMine) { this.steps = this.steps.filter((step) => step.id !== row); changed.push(...this.textsOf(row).map(([each]) => each)); }
      this.store();
      this.say("merged", { changed });
      this.plan(0);
    }

    // the store of the browser
    store() {
      try {
        if (!this.mine.size && !this.steps.length) { localStorage.removeItem(this.place); return; }
        const texts = [...this.mine].map(([path, text]) => [path, text, this.base.get(path) ?? ""]);
        localStorage.setItem(this.place, JSON.stringify({ at: new Date().toISOString(), revision: this.revision, texts, steps: this.steps }));
      } catch { /* the store is full or closed: what is typed stays in the page, and the warning on leaving it too */ }
    }
    /** Other windows on the same form say that they live; what belongs to none of them was left behind by a crash. */
    meet() {
      this.living = new Set();
      this.channel = new BroadcastChannel(`jixiao.${this.id}`);
      this.channel.onmessage = ({ data: from }) => { if (from) this.living.add(this.prefix + from); else this.channel.postMessage(this.window); };
      this.channel.postMessage("");
      setTimeout(() => this.lookBack(), 400);
    }
    lookBack() {
      for (const key of Object.keys(localStorage)) {
        if (!key.startsWith(this.prefix) || key === this.place || this.living.has(key)) continue;
        const left = JSON.parse(localStorage.getItem(key)), drop = () => localStorage.removeItem(key);
        const count = left.texts.filter(([path, text]) => this.value(path) !== text).length + left.steps.length;
        if (count) this.say("offer", { at: left.at, count, take: () => { drop(); this.takeBack(left); }, drop }); else drop();
      }
    }
    /** What was left behind is typed again over what was kept when it was typed. */
    takeBack({ texts, steps }) {
      const theirs = this.base, back = texts.filter(([path]) => !this.mine.has(path));
      this.base = new Map([...theirs, ...back.map(([path, , was]) => [path, was])]);
      for (const [path, text] of back) this.mine.set(path, text);
      this.steps.push(...steps);
      this.merge(theirs, this.kept, { isLeft: true, back: back.map(([path]) => path) });
    }

    tell() {
      const state = this.trouble || (this.conflicts.length ? "undecided" : this.sending ? "saving" : this.refused.size && !this.sendable().length ? "some_refused" : this.isUnsaved ? "typing" : "saved");
      this.say("state", { state, reason: this.reason, at: this.at, count: this.conflicts.length || this.refused.size });
    }
  }
  globalThis.jixiao = { ...globalThis.jixiao, Keeper, rowOf };
})();
