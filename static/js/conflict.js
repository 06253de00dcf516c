/* Two texts at one place: both are shown, and the person chooses. Nothing is focused: hands may be typing elsewhere. */
window.Desk = window.Desk || {};

window.Desk.choiceBox = function (home, lines, choices) {
  "use strict";

  const box = document.createElement("div");
  box.className = "conflict";
  box.setAttribute("role", "alert");
  lines.forEach((line) => {
    const text = document.createElement("p");
    text.textContent = line;
    box.append(text);
  });
  choices.forEach(([word, act]) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = word;
    button.addEventListener("click", () => {
      box.remove();
      act();
    });
    box.append(button);
  });
  home.append(box);
  return box;
};

/* `page` is what desk.js shares: {form, fields, words, known, dirty, disputed, keep(), add(step), choose(change)};
   `mine` is the change that was refused, if it set a field. */
window.Desk.tellConflict = function (page, conflict, mine) {
  "use strict";

  const { form, fields, words } = page;
  const row = conflict.key && fields.rowAt(conflict);
  const name = conflict.field && fields.nameAt(conflict);
  const names = row ? [...fields.namesIn(row)] : [];
  const said = (text) => (Array.isArray(text) ? text.join("; ") : text) || words.nothing;

  function ofOneField() {
    const choose = (value) => {
      page.disputed.delete(name);
      page.known.set(name, conflict.theirs);
      page.dirty.add(name);
      if (value !== undefined) fields.write(name, value);
      page.keep();
    };
    page.disputed.add(name);
    const [field] = fields.all(name);
    window.Desk.choiceBox(
      field.closest(".field") || field.closest("label").parentElement,
      [
        `${words.theirs} ${said(fields.words(name, conflict.theirs))}`,
        `${words.mine} ${said(fields.words(name, mine.value))}`,
      ],
      [[words.take, () => choose(conflict.theirs)], [words.hold, () => choose()]]
    );
  }

  /* Somebody else removed the row: it goes, or comes back with all that stands in it here. */
  function ofALostRow() {
    const putBack = () => {
      const here = names.map((one) => [fields.placeOf(one).field, fields.now(one)]);
      names.forEach((one) => {
        page.disputed.delete(one);
        page.known.set(one, fields.now(one));
      });
      page.choose(mine);
      const back = row ? Object.fromEntries(here) : { [mine.field]: mine.value };
      page.add({ section: conflict.section, key: conflict.key, after: "", row: back });
    };
    const letGo = () => {
      names.forEach((one) => page.dirty.delete(one) && page.disputed.delete(one));
      page.choose(mine);
      if (row) row.remove();
      page.keep();
    };
    names.forEach((one) => page.disputed.add(one));
    if (row && row.querySelector(":scope > .conflict")) return; // one choice for all of a row's fields
    const part = form.querySelector(`[data-part="${CSS.escape(conflict.section)}"]`);
    const lines = [words.gone, `${words.mine} ${said(mine.value)}`];
    window.Desk.choiceBox(row || part, lines, [[words.put_back, putBack], [words.let_go, letGo]]);
  }

  /* Somebody else changed a row that was removed here: it stays, with their words. */
  function ofARemovedRow() {
    const note = row.nextElementSibling;
    if (note && note.matches(".removed")) note.remove();
    row.hidden = false;
    row.querySelector('[name$="-DELETE"]').checked = false;
    names.forEach((one) => {
      const theirs = conflict.theirs[fields.placeOf(one).field];
      page.known.set(one, theirs);
      page.dirty.delete(one);
      fields.write(one, theirs);
    });
    window.Desk.choiceBox(row, [words.changed_row], [[words.good, () => {}]]);
  }

  if (conflict.field === null) {
    if (row) ofARemovedRow();
  } else if (conflict.gone) ofALostRow();
  else if (name) ofOneField();
};

/* A pact that is not written now: words typed here before are shown, to be copied or thrown away. */
window.Desk.tellHeld = async function (form, fields, words, store) {
  "use strict";

  const left = await store.left();
  const typed = left.flatMap(({ changes }) => changes).filter((change) => change.do === "set" && change.value.length);
  if (!typed.length) return;
  const home = document.createElement("div");
  form.before(home);
  const lines = typed.map((change) => (Array.isArray(change.value) ? change.value.join("; ") : change.value));
  window.Desk.choiceBox(home, [words.closed, ...lines], [
    [words.throw_away, () => left.forEach(({ forget }) => forget())],
  ]);
};
