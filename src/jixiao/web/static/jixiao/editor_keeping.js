// What was typed and is not kept yet: held here and in the store of the browser until the server says that it is saved.
"use strict";
(() => {
  const PAUSE = 1200, LONGEST = 6000, AGAIN = [2000, 4000, 8000, 15000, 30000], PATIENCE = 20000;

  /** All texts of a draft by path; reasons why a finding is none stand under "?" and their key. */
  const flat = (draft) => {
    const found = new Map(Object.entries(draft.fields));
    for (const { id, ...texts } of draft.indicators) for (const key in texts) found.set(`indicators.${id}.${key}`, texts[key]);
    for (const key in draft.explanations) found.set(`?${key}`, draft.explanations[key]);
    return found;
  };
  const rowOf = (path) => /^(?:\?[^@]*@)?indicators\.([^.]+)/.exec(path)?.[1] ?? "";
  const cookie = (name) => document.cookie.split("; ").find((each) => each.startsWith(`${name}=`))?.slice(name.length + 1) ?? "";
  const stepped = (order, { do: what, id, after }) => {
    const others = order.filter((each) => each !== id);
    if (what === "remove" || (what === "move" && !order.includes(id)) || (what === "add" && order.includes(id))) return what === "remove" ? others : order;
    const at = after ? others.indexOf(after) + 1 || others.length : 0;
    return [...others.slice(0, at), id, ...others.slice(at)];
  };

  class Keeper extends EventTarget {
    constructor(data) {
      super();
      Object.assign(this, { id: data.id, person: data.person, revision: data.revision, addresses: data.addresses, at: data.at });
      this.base = flat(data.draft); this.kept = data.draft.indicators.map((row) => row.id);
      this.mine = new Map(); this.steps = []; this.conflicts = []; this.refused = new Map();
      this.sending = null; this.composing = ""; this.trouble = ""; this.reason = ""; this.failures = 0; this.timer = 0; this.since = 0;
      this.tab = sessionStorage.getItem("jixiao.tab") || this.newTab();
      this.meet();
      for (const event of ["online", "focus"]) addEventListener(event, () => { if (this.trouble && this.trouble !== "closed") this.plan(0); });
      document.addEventListener("visibilitychange", () => { if (document.hidden && this.isUnsaved) this.plan(0); });
    }

    // what is there
    value(path) { return this.mine.get(path) ?? this.base.get(path) ?? ""; }
    get order() { return this.steps.reduce(stepped, this.kept); }
    get isUnsaved() { return this.mine.size > 0 || this.steps.length > 0 || this.sending !== null; }
    get undecided() { return new Set(this.conflicts.flatMap((each) => (each.row ? [...this.mine.keys()].filter((path) => rowOf(path) === each.row) : [each.path]))); }
    textsOf(row) { return [...new Set([...this.base.keys(), ...this.mine.keys()])].filter((path) => rowOf(path) === row).map((path) => [path, this.value(path)]); }
    sendable() {
      const undecided = this.undecided;
      return [...this.mine].filter(([path, text]) => path !== this.composing && !undecided.has(path) && this.refused.get(path)?.text !== text);
    }

    // what is done
    set(path, text, pause = PAUSE) {
      const going = this.sending?.texts.get(path) ?? this.base.get(path) ?? "", row = rowOf(path);
      const isOpen = this.conflicts.some((each) => each.path === path) || (row && this.steps.some((step) => step.id === row && step.do !== "move"));
      if (text === going && !isOpen) this.mine.delete(path); else this.mine.set(path, text);
      if (this.refused.get(path)?.text !== text) this.refused.delete(path);
      this.store(); this.plan(pause);
    }
    step(step, texts = []) {
      this.steps.push(step);
      if (step.do === "remove") for (const [path] of this.textsOf(step.id)) this.mine.delete(path);
      for (const [path, text] of texts) if (text) this.mine.set(path, text);
      this.store(); this.plan(300);
    }
    plan(pause) {
      const now = Date.now();
      if (!this.isUnsaved) { clearTimeout(this.timer); this.since = 0; return this.tell(); }
      this.since ||= now;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.send(), Math.max(0, Math.min(pause, this.since + LONGEST - now)));
      return this.tell();
    }
    /** Send everything; true when nothing is left. */
    async flush() {
      for (let tries = 0; tries < 5; tries += 1) {
        if (this.sending) await this.sending.done;
        else if (this.sendable().length || this.steps.length) await this.send();
        else break;
        if (this.trouble) break;
      }
      return !this.isUnsaved;
    }
    async send() {
      clearTimeout(this.timer); this.since = 0;
      const texts = new Map(this.sendable()), steps = [...this.steps];
      if (this.sending || (!texts.size && !steps.length)) return this.tell();
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
      this.store();
      return this.tell();
    }
    post(texts, steps) {
      const changes = {}, explanations = {};
      for (const [path, text] of texts) if (path[0] === "?") explanations[path.slice(1)] = text; else changes[path] = text;
      return fetch(this.addresses.save, {
        method: "POST", credentials: "same-origin", redirect: "error", signal: AbortSignal.timeout?.(PATIENCE),
        headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": cookie("csrftoken") },
        body: JSON.stringify({ revision: this.revision, person: this.person, changes, explanations, rows: steps }),
      });
    }
    accept(answer, { texts, steps }) {
      Object.assign(this, { revision: answer.revision, at: answer.saved_at, trouble: "", reason: "", failures: 0 });
      this.kept = steps.reduce(stepped, this.kept); this.steps.splice(0, steps.length);
      for (const { do: what, id } of steps) if (what === "remove") for (const path of [...this.base.keys()]) if (rowOf(path) === id) this.base.delete(path);
      for (const [path, text] of texts) {
        if (path in answer.refused) { this.refused.set(path, { text, why: answer.refused[path] }); continue; }
        if (text) this.base.set(path, text); else this.base.delete(path);
        if (this.mine.get(path) === text) this.mine.delete(path);
      }
      this.dispatchEvent(new CustomEvent("saved", { detail: answer }));
      if (this.sendable().length || this.steps.length) this.plan(PAUSE);
    }
    fail(status, answer) {
      if (status === 409 && answer.draft) { this.trouble = ""; this.merge(answer); this.plan(0); return; }
      this.reason = answer.message ?? "";
      this.trouble = status === 401 ? (answer.other ? "other_person" : "expired") : status === 403 ? "expired" : status === 404 ? "gone" : status === 0 ? "offline" : status < 500 ? "closed" : "trouble";
      if (this.trouble === "closed" || this.trouble === "gone") return;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.send(), AGAIN[Math.min(this.failures, AGAIN.length - 1)]); this.failures += 1;
    }

    // two who typed
    /** Take in what is kept now; where both typed into the same cell, nothing is decided here. */
    merge(now) {
      const theirs = flat(now.draft), order = now.draft.indicators.map((row) => row.id), was = this.base, ids = new Set(order), found = [];
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
        else if (kept !== (was.get(path) ?? "")) found.push({ path, theirs: kept });
      }
      const changed = [...new Set([...theirs.keys(), ...was.keys()])].filter((path) => !this.mine.has(path) && theirs.get(path) !== was.get(path));
      this.base = theirs; this.kept = order; this.revision = now.revision;
      this.conflicts = this.conflicts.filter((each) => !found.some((other) => other.path === each.path && other.row === each.row) && (each.row || this.mine.has(each.path))).concat(found);
      this.store();
      this.dispatchEvent(new CustomEvent("merged", { detail: { by: now.by, at: now.at, isOwn: now.is_own, changed, isNew: found.length > 0 } }));
    }
    /** Mine or theirs, for one cell or row of which both were typed. */
    decide(conflict, isMine) {
      this.conflicts = this.conflicts.filter((each) => each !== conflict);
      const { path, row, rowTexts } = conflict, changed = [];
      if (path && !isMine) { this.mine.delete(path); changed.push(path); }
      if (row && rowTexts && isMine) this.step({ do: "add", id: row, after: this.order.at(-1) ?? "" }, rowTexts);
      if (row && rowTexts && !isMine) for (const [each] of rowTexts) this.mine.delete(each);
      if (row && !rowTexts && !isMine) { this.steps = this.steps.filter((step) => step.id !== row); changed.push(...this.textsOf(row).map(([each]) => each)); }
      this.store();
      this.dispatchEvent(new CustomEvent("decided", { detail: { changed } }));
      this.plan(0);
    }

    // the store of the browser
    newTab() { const tab = Math.random().toString(36).slice(2); sessionStorage.setItem("jixiao.tab", tab); return tab; }
    get prefix() { return `jixiao.unsent.${this.id}.${this.person}.`; }
    store() {
      try {
        if (!this.mine.size && !this.steps.length) { localStorage.removeItem(this.prefix + this.tab); return; }
        const texts = [...this.mine].map(([path, text]) => [path, text, this.base.get(path) ?? ""]);
        localStorage.setItem(this.prefix + this.tab, JSON.stringify({ at: new Date().toISOString(), revision: this.revision, texts, steps: this.steps }));
      } catch { /* the store is full or closed: what is typed stays in the page, and the warning on leaving it too */ }
    }
    /** Other windows on the same form say that they live; what belongs to none of them was left behind by a crash. */
    meet() {
      this.living = new Set();
      this.channel = new BroadcastChannel(`jixiao.${this.id}`);
      this.channel.onmessage = ({ data }) => {
        if (data.ask) this.channel.postMessage({ here: this.tab });
        else if (data.here) { this.living.add(data.here); if (data.here === this.tab) this.newTabOf(); }
      };
      this.channel.postMessage({ ask: true });
      setTimeout(() => this.lookBack(), 400);
    }
    newTabOf() { this.tab = this.newTab(); this.store(); }  // a window that was doubled has the mark of the other one
    lookBack() {
      for (const key of Object.keys(localStorage)) {
        if (!key.startsWith(this.prefix) || this.living.has(key.slice(this.prefix.length)) || (key === this.prefix + this.tab && this.isUnsaved)) continue;
        let left = null;
        try { left = JSON.parse(localStorage.getItem(key)); } catch { localStorage.removeItem(key); }
        const texts = (left?.texts ?? []).filter(([path, text]) => this.value(path) !== text);
        if (!texts.length && !left?.steps?.some(({ id, do: what }) => (what === "add") !== this.order.includes(id))) { localStorage.removeItem(key); continue; }
        this.dispatchEvent(new CustomEvent("offer", { detail: { key, at: left.at, count: texts.length + left.steps.length, take: () => this.takeBack(key, left), drop: () => localStorage.removeItem(key) } }));
      }
    }
    takeBack(key, { texts, steps }) {
      const changed = [];
      for (const step of steps) {
        const isThere = this.order.includes(step.id);
        if (step.do === "add" ? !isThere : isThere) { if (step.do === "remove") for (const [path] of this.textsOf(step.id)) this.mine.delete(path); this.steps.push(step); }
      }
      for (const [path, text, was] of texts) {
        const row = rowOf(path), now = this.value(path);
        if (row && path[0] !== "?" && !this.order.includes(row)) this.steps.push({ do: "add", id: row, after: this.order.at(-1) ?? "" });
        if (now === text) continue;
        if (now !== was) this.conflicts.push({ path, theirs: now, isLeft: true });
        this.mine.set(path, text); changed.push(path);
      }
      localStorage.removeItem(key); this.store();
      this.dispatchEvent(new CustomEvent("merged", { detail: { changed, isNew: this.conflicts.length > 0, isLeft: true } }));
      this.plan(0);
    }

    tell() {
      const state = this.trouble || (this.conflicts.length ? "undecided" : this.sending ? "saving" : this.refused.size && !this.sendable().length ? "some_refused" : this.isUnsaved ? "typing" : "saved");
      this.dispatchEvent(new CustomEvent("state", { detail: { state, reason: this.reason, at: this.at, count: state === "undecided" ? this.conflicts.length : this.refused.size } }));
    }
  }
  globalThis.jixiao = { ...globalThis.jixiao, Keeper, rowOf, cookie };
})();
