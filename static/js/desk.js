/* The desk: what is typed is kept by itself. Without this script the page has a button that keeps it.

   Each change is sent with what stood there before; the register makes it only where that still stands, else both texts
   are shown (conflict.js). What the register has not answered for stays in this browser (store.js) and is sent again.
   No field is rewritten by an answer. Rows tell of their steps by the event "desk:step" (rows.js). */
(function () {
  "use strict";

  const PAUSE = 800; // milliseconds without a key before what was typed is sent
  const MOST = 1500; // and the longest it waits while keys go on
  const AGAIN = [2, 4, 8, 16, 30]; // seconds between tries
  const PATIENCE = 20; // seconds for an answer

  const form = document.querySelector("form[data-desk]");
  if (!form || "refused" in form.dataset) return; // a refused form is mended and sent as a whole
  const words = JSON.parse(form.dataset.words);
  const fields = window.Desk.fieldsOf(form);
  const state = form.querySelector("[data-state]");
  const store = window.Desk.openStore(form.dataset.user, location.pathname);

  const known = new Map(); // field name -> what the register has there, where that is not what the page came with
  const dirty = new Set(); // names of fields that may hold something else
  const disputed = new Set(); // of those, the ones for which a person has to choose first
  const refused = new Map(); // path of a field or row the register has no room for -> the sentence shown there
  const steps = []; // rows added, moved and removed that the register has not answered for
  let older = []; // changes of a page that was lost: sent before anything else
  let homeless = []; // of those, words for rows that are gone: a person has to choose
  let typist = Number(form.dataset.user);
  let token = form.elements.csrfmiddlewaretoken.value;
  let lastKept = "";
  let revision = Number(form.elements.revision.value);
  let timer = null;
  let since = null; // when the first of the words not sent was typed
  let sending = null;
  let failures = 0;
  let elsewhere = false; // others have written other places of this document
  let stale = false; // the register has rows that this page does not show

  /* --- What there is to send --- */

  const rowPath = ({ section, key }) => [section, key].join("/");
  const isRefused = (name) => {
    const place = fields.placeOf(name);
    return refused.has(fields.pathOf(place)) || Boolean(place.key && refused.has(rowPath(place)));
  };

  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  const had = (name) => (known.has(name) ? known.get(name) : fields.sent(name));
  const holds = (name) => (dirty.has(name) ? fields.now(name) : had(name));

  function sets(names) {
    return names
      .filter((name) => fields.all(name).length && !same(fields.now(name), had(name)))
      .map((name) => ({ do: "set", ...fields.placeOf(name), before: had(name), value: fields.now(name) }));
  }

  function valuesOf(row) {
    return Object.fromEntries([...fields.namesIn(row)].map((name) => [fields.placeOf(name).field, holds(name)]));
  }

  /* A removal goes behind what was typed into the row, and says all that stood there: so it may be sent twice. */
  function removal(step) {
    const row = fields.rowAt(step);
    const typed = [...fields.namesIn(row)].filter((name) => dirty.has(name));
    return [...sets(typed), { ...step, before: valuesOf(row) }];
  }

  function changes(withDisputed) {
    const removed = steps.filter((step) => step.do === "remove").map(fields.rowAt);
    const typed = [...dirty].filter((name) => {
      const [field] = fields.all(name);
      const waits = disputed.has(name) || isRefused(name);
      return field && !removed.includes(field.closest(".desk-row")) && (withDisputed || !waits);
    });
    const sendable = steps.filter((step) => withDisputed || !refused.has(rowPath(step)));
    const moved = sendable.flatMap((step) => (step.do === "remove" ? removal(step) : [step]));
    return [...moved, ...sets(typed)].map(({ sent, ...change }) => change);
  }

  const unsent = () => older.length > 0 || changes().length > 0;
  const remember = () => store.hold([...older, ...homeless, ...changes(true)]);

  /* --- Saying --- */

  function say(text, failed, more) {
    state.classList.toggle("failed", Boolean(failed));
    if (state.dataset.said === text) return; // once is enough, and a link in hand stays
    state.dataset.said = text;
    state.textContent = text;
    if (more) state.append(" ", more);
  }

  function sayWhy(told) {
    const make = (tag, about) => Object.assign(document.createElement(tag), about);
    if (told.sign_in) {
      say(told.error, true, make("a", { href: told.sign_in, target: "_blank", textContent: words.sign_in }));
    } else if (told.other) {
      const textContent = words.as_other.replace("%", told.other.name);
      const button = make("button", { type: "button", className: "button quiet", textContent });
      button.addEventListener("click", () => {
        typist = told.other.id;
        keep();
      });
      say(told.error, true, button);
    } else say(told.error || words.failed, true);
  }

  /* --- Keeping --- */

  function later(delay) {
    const now = Date.now();
    if (since === null) since = now;
    window.clearTimeout(timer);
    timer = window.setTimeout(keep, Math.max(0, Math.min(now + delay, since + MOST) - now));
  }

  function keep() {
    window.clearTimeout(timer);
    since = null;
    if (sending || !unsent()) return sending;
    const lost = older.length > 0;
    const batch = lost ? older : changes();
    const taken = lost ? [] : steps.filter((step) => !refused.has(rowPath(step)));
    taken.forEach((step) => (step.sent = true));
    sending = send(batch)
      .then((told) => (lost ? settleLost(batch, told) : settle(batch, taken, told)), putOff)
      .finally(() => {
        sending = null;
        remember();
        if (!failures && unsent()) later(PAUSE);
        else renew();
      });
    return sending;
  }

  async function send(batch, options, again) {
    const patience = new AbortController();
    const bell = window.setTimeout(() => patience.abort(), PATIENCE * 1000);
    try {
      const answer = await fetch(form.dataset.desk, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": token },
        body: JSON.stringify({ by: typist, changes: batch }),
        redirect: "error",
        signal: patience.signal,
        ...options,
      });
      const told = await answer.json();
      if (told.token) token = told.token;
      if (told.token && !again) return await send(batch, options, true);
      if (!answer.ok) throw Object.assign(new Error(told.error), { told });
      return told;
    } finally {
      window.clearTimeout(bell);
    }
  }

  function putOff(error) {
    if (error.told) steps.forEach((step) => (step.sent = false)); // refused, not lost on the way
    sayWhy(error.told || {});
    const wait = error.told && error.told.sign_in ? 4 : AGAIN[Math.min(failures, AGAIN.length - 1)];
    failures += 1;
    timer = window.setTimeout(keep, wait * 1000);
  }

  const described = (field) => (field.getAttribute("aria-describedby") || "").split(" ").filter(Boolean);

  /* What there is no room for is told beside its field or row, and waits there until it is changed. */
  function refuse(batch, { sentence, ...place }) {
    const row = place.key && fields.rowAt(place);
    const name = place.field && fields.nameAt(place);
    const path = place.field ? fields.pathOf(place) : rowPath(place);
    const mine = batch.find((change) => change.do === "set" && fields.pathOf(change) === path);
    const isPast = name && mine && !same(fields.now(name), mine.value); // something else was typed meanwhile
    if (refused.has(path) || (row && refused.has(rowPath(place))) || isPast || !(name || row)) return;
    const note = Object.assign(document.createElement("p"), { className: "error", textContent: sentence });
    note.setAttribute("role", "alert");
    if (name) {
      const [field] = fields.all(name);
      note.id = `${field.id}_refused`;
      field.setAttribute("aria-invalid", "true");
      field.setAttribute("aria-describedby", [...described(field), note.id].join(" "));
      (field.closest(".field") || field.closest("label").parentElement).append(note);
      dirty.add(name);
    } else row.prepend(note);
    refused.set(path, note);
  }

  function allow(path) {
    const note = refused.get(path);
    if (!note) return;
    refused.delete(path);
    const field = note.id && document.getElementById(note.id.replace(/_refused$/, ""));
    if (field) {
      const others = described(field).filter((id) => id !== note.id).join(" ");
      field.removeAttribute("aria-invalid");
      if (others) field.setAttribute("aria-describedby", others);
      else field.removeAttribute("aria-describedby");
    }
    note.remove();
  }

  function settle(batch, taken, told) {
    const kept = taken.filter((step) => !told.refused.some((place) => !place.field && rowPath(place) === rowPath(step)));
    kept.forEach((step) => steps.splice(steps.indexOf(step), 1));
    taken.forEach((step) => (step.sent = false));
    told.refused.forEach((place) => refuse(batch, place));
    const unmade = new Set([...told.conflicts, ...told.refused].map(fields.pathOf));
    if (kept.some((step) => step.do === "remove")) [...refused.keys()].forEach(allow); // there may be room now
    batch.filter((change) => change.do === "set" && !unmade.has(fields.pathOf(change))).forEach((change) => {
      const name = fields.nameAt(change);
      if (name) known.set(name, change.value);
      if (name && same(fields.now(name), change.value)) dirty.delete(name);
    });
    told.conflicts.forEach((conflict) => {
      const mine = batch.find((change) => change.do === "set" && fields.pathOf(change) === fields.pathOf(conflict));
      window.Desk.tellConflict(page, conflict, mine);
    });
    settled(told);
  }

  /* What a lost page had to say is in the register; its rows come with a new page, unless somebody writes here now. */
  function settleLost(batch, told) {
    const unmade = new Set([...told.conflicts, ...told.refused].map(fields.pathOf));
    older = [];
    stale = stale || batch.some((change) => change.do !== "set");
    homeless = batch.filter((change) => change.do === "set" && unmade.has(fields.pathOf(change)));
    if (!stale) homeless.forEach((mine) => window.Desk.tellConflict(page, { ...mine, gone: true }, mine));
    settled(told);
  }

  function settled(told) {
    failures = 0;
    elsewhere = elsewhere || told.revision > revision + 1;
    // A whole form sent without this script is honest only while it shows all that the register has.
    if (!elsewhere) form.elements.revision.value = told.revision;
    revision = told.revision;
    document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((field) => (field.value = token));
    form.elements.typed_by.value = typist;
    const remarks = document.querySelector("[data-remarks]");
    document.querySelector("[data-sheet]").outerHTML = told.sheet;
    if (!remarks.contains(document.activeElement)) remarks.outerHTML = told.remarks;
    lastKept = words.kept.replace("%", told.kept_at) + (elsewhere ? ` ${words.elsewhere}` : "");
    sayKept();
  }

  function sayKept() {
    if (disputed.size) say(words.conflict, true);
    else if (refused.size) say(words.refused, true);
    else say(lastKept);
  }

  function renew() {
    const writing = form.querySelector("fieldset.whole").contains(document.activeElement);
    if (stale && !writing && !unsent() && !disputed.size && !refused.size) location.replace(location.pathname);
  }

  /* What the page's other scripts are given: conflict.js and leaving.js. */
  const page = { form, fields, words, store, known, dirty, disputed, refused, unsent, say, send: keep };
  page.failed = () => failures > 0;
  page.signs = () => ({ csrfmiddlewaretoken: token, typed_by: typist });
  page.keep = () => {
    remember();
    if (!unsent()) sayKept();
    later(0);
  };
  page.choose = (mine) => (homeless = homeless.filter((change) => change !== mine));
  page.add = (step) => {
    steps.push({ do: "add", ...step });
    stale = stale || !fields.rowAt(step);
    later(0);
  };

  /* --- Hands --- */

  function touched(event) {
    const name = event.target.name;
    if (!fields.isKept(name)) return;
    begin(event.target.closest(".desk-row"));
    allow(fields.pathOf(fields.placeOf(name)));
    dirty.add(name);
    remember();
    if (!failures) later(event.type === "change" ? 100 : PAUSE);
  }

  /* A row that stood empty and nameless on the page has begun. */
  function begin(row) {
    if (!row || row.dataset.row) return;
    const key = `new-${Date.now().toString(36)}${Math.random().toString(36).slice(2, 6)}`;
    const before = row.previousElementSibling;
    row.dataset.row = row.querySelector('[name$="-key"]').value = key;
    page.add({ section: row.closest("[data-part]").dataset.part, key, after: before ? before.dataset.row : null });
  }

  function stepped({ row, ...step }) {
    const of = (kind) => (one) => one.do === kind && one.key === step.key && one.section === step.section && !one.sent;
    const withdrawn = { remove: "add", restore: "remove" }[step.do];
    const before = withdrawn ? steps.findIndex(of(withdrawn)) : -1;
    if (step.do === "remove") {
      allow(rowPath(step));
      fields.namesIn(row).forEach((name) => allow(fields.pathOf(fields.placeOf(name))));
    }
    if (before >= 0 && step.do === "restore") steps.splice(before, 1);
    else if (before >= 0) {
      for (let at = steps.length - 1; at >= before; at -= 1) if (steps[at].key === step.key) steps.splice(at, 1);
      fields.namesIn(row).forEach((name) => dirty.delete(name));
    } else if (step.do === "restore") {
      page.add({ ...step, do: "add", row: valuesOf(row) });
      fields.namesIn(row).forEach((name) => known.set(name, fields.now(name)));
    } else steps.push(step);
    remember();
    later(0);
  }

  /* --- Coming and going --- */

  async function restore() {
    for (const { changes: found, forget } of await store.left()) {
      const whole = found.some((change) => change.do !== "set");
      found.forEach((change) => {
        const name = whole ? null : fields.nameAt(change);
        if (!name) older.push(change);
        else if (!dirty.has(name) && !same(change.value, fields.sent(name))) {
          known.set(name, change.before);
          fields.write(name, change.value);
          dirty.add(name);
        }
      });
      remember();
      forget();
    }
    keep();
  }

  if (form.querySelector("fieldset.whole").disabled) {
    window.Desk.tellHeld(form, fields, words, store);
    return;
  }
  const [visit] = performance.getEntriesByType("navigation");
  if (visit && visit.type === "back_forward") return location.replace(location.pathname); // what "back" shows may be old
  if (store.works) form.reset(); // what the browser itself put back says not what it was based on; the store does
  restore();
  form.addEventListener("input", touched);
  form.addEventListener("change", touched);
  form.addEventListener("focusout", () => window.setTimeout(renew));
  form.addEventListener("desk:step", (event) => stepped(event.detail));
  form.addEventListener("desk:now", keep);
  window.Desk.watchLeaving(page);
  ["online", "focus"].forEach((name) => window.addEventListener(name, keep));
  document.addEventListener("visibilitychange", keep);
  window.addEventListener("pageshow", (event) => event.persisted && location.replace(location.pathname));
  window.addEventListener("pagehide", () => {
    remember();
    if (!sending && unsent()) send(older.length ? older : changes(), { keepalive: true }).catch(() => {});
  });
})();
