/* The desk: what is typed is kept by itself. Without this script the page has a button that keeps it.

   Each change is sent with what stood there before; the server makes it only where that still stands, else it tells
   both texts. What the server has not answered for stays in this browser until it has. */
(function () {
  "use strict";

  const form = document.querySelector("form[data-desk]");
  if (!form || form.querySelector("fieldset.whole").disabled) return;
  const words = JSON.parse(form.dataset.words);
  const state = form.querySelector("[data-state]");
  const store = `desk:${location.pathname}`;
  const known = new Map(); // field name -> the value the server has
  const steps = []; // rows added, moved and removed that the server has not answered for
  let waiting = null;
  let sending = false;

  /* --- Fields and what they are called in the document --- */

  function valueOf(name) {
    const fields = form.querySelectorAll(`[name="${CSS.escape(name)}"]`);
    if (fields[0].type === "checkbox") return [...fields].filter((field) => field.checked).map((field) => field.value);
    return fields[0].value;
  }

  function placeOf(name) {
    const row = name.match(/^([a-z]+)-(\d+)-(.+)$/);
    if (!row) return { section: name.split("-")[0], field: name.slice(name.indexOf("-") + 1) };
    const key = form.elements[`${row[1]}-${row[2]}-key`];
    return { section: row[1], key: key.value, field: row[3] };
  }

  function isKept(field) {
    return field.name && field.name.includes("-") && !/-(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS$|-key$|-DELETE$/.test(field.name);
  }

  function names() {
    return new Set([...form.elements].filter(isKept).map((field) => field.name));
  }

  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  /* --- Keeping --- */

  function changes() {
    const found = [...steps];
    names().forEach((name) => {
      const value = valueOf(name);
      const before = known.get(name);
      const place = placeOf(name);
      if (!same(value, before) && place.key !== "") found.push({ do: "set", ...place, before, value, name });
    });
    return found;
  }

  function say(text, failed) {
    state.textContent = text;
    state.classList.toggle("failed", Boolean(failed));
  }

  function remember() {
    const typed = Object.fromEntries(changes().filter((change) => change.name).map((change) => [change.name, change.value]));
    if (Object.keys(typed).length) localStorage.setItem(store, JSON.stringify(typed));
    else localStorage.removeItem(store);
  }

  function later(delay) {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(keep, delay);
  }

  async function keep() {
    const found = changes();
    if (sending || !found.length) return;
    sending = true;
    try {
      const answer = await fetch(form.dataset.desk, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
        body: JSON.stringify({ changes: found.map(({ name, row, ...change }) => change) }),
        redirect: "error",
      });
      const told = await answer.json();
      if (!answer.ok) throw new Error(told.error || words.failed);
      settle(found, told);
    } catch (error) {
      say(error instanceof TypeError || error instanceof SyntaxError ? words.failed : error.message, true);
      later(5000);
    } finally {
      sending = false;
      remember();
    }
    if (changes().length) later(1000);
  }

  function settle(found, told) {
    const refused = told.conflicts.map((conflict) => `${conflict.section}|${conflict.key || ""}|${conflict.field}`);
    steps.splice(0, found.filter((change) => !change.name).length);
    found.filter((change) => change.name).forEach((change) => {
      if (!refused.includes(`${change.section}|${change.key || ""}|${change.field}`)) known.set(change.name, change.value);
    });
    told.conflicts.forEach((conflict) => showConflict(conflict, found));
    form.elements.revision.value = told.revision;
    document.querySelector("[data-sheet]").outerHTML = told.sheet;
    document.querySelector("[data-remarks]").outerHTML = told.remarks;
    if (!told.conflicts.length) say(words.kept.replace("%", told.kept_at));
    else say(words.conflict, true);
  }

  /* Both texts beside the field: one click takes theirs, the other keeps one's own. */
  function showConflict(conflict, found) {
    const change = found.find(
      (one) => one.section === conflict.section && (one.key || null) === conflict.key && one.field === conflict.field
    );
    if (!change) return;
    known.set(change.name, conflict.theirs === null ? "" : conflict.theirs);
    const field = form.querySelector(`[name="${CSS.escape(change.name)}"]`);
    const box = document.createElement("div");
    box.className = "conflict";
    box.setAttribute("role", "alert");
    const text = document.createElement("p");
    text.textContent = `${words.theirs} ${conflict.theirs === null ? "" : conflict.theirs}`;
    const take = document.createElement("button");
    take.type = "button";
    take.textContent = words.take;
    take.addEventListener("click", () => {
      field.value = conflict.theirs === null ? "" : conflict.theirs;
      box.remove();
      later(0);
    });
    const hold = document.createElement("button");
    hold.type = "button";
    hold.textContent = words.hold;
    hold.addEventListener("click", () => {
      box.remove();
      later(0);
    });
    box.append(text, take, hold);
    field.closest(".field").append(box);
    field.focus();
  }

  /* --- What this browser still holds from a page that was lost --- */

  function restore() {
    const typed = JSON.parse(localStorage.getItem(store) || "{}");
    Object.entries(typed).forEach(([name, value]) => {
      const field = form.querySelector(`[name="${CSS.escape(name)}"]`);
      if (field && field.type !== "checkbox") field.value = value;
    });
    if (Object.keys(typed).length) later(0);
  }

  /* --- Rows --- */

  function fieldsOf(row) {
    return new Set([...row.querySelectorAll("[name]")].filter(isKept).map((field) => field.name));
  }

  form.addEventListener("desk:step", (event) => {
    const { row, ...step } = event.detail;
    if (step.do === "remove") {
      // As the server has it: what was typed and not kept yet goes with the row.
      const before = {};
      fieldsOf(row).forEach((name) => (before[placeOf(name).field] = known.get(name)));
      steps.push({ ...step, before });
      fieldsOf(row).forEach((name) => known.set(name, valueOf(name)));
    } else if (step.do === "restore") {
      steps.push({ ...step, do: "add" });
      fieldsOf(row).forEach((name) => known.set(name, ""));
    } else {
      steps.push(step);
      if (step.do === "add") {
        const added = form.querySelector(`.desk-row[data-row="${CSS.escape(step.key)}"]`);
        fieldsOf(added).forEach((name) => known.set(name, valueOf(name)));
      }
    }
    later(0);
  });

  names().forEach((name) => known.set(name, valueOf(name)));
  restore();
  form.addEventListener("input", () => {
    remember();
    later(1000);
  });
  form.addEventListener("change", () => later(300));
  form.addEventListener("submit", () => window.clearTimeout(waiting));
  window.addEventListener("online", () => later(0));
  window.addEventListener("beforeunload", remember);
})();
