/* Rows of the desk: added, moved and removed without a new page. Without this script buttons and ticks do the same.

   Alt+Enter adds a row behind the one in hand, Alt+ArrowUp and Alt+ArrowDown move it. A removed row can be taken back
   until the page is left. The page's other script hears of each step by the event "desk:step". */
(function () {
  "use strict";

  const form = document.querySelector("form[data-desk]");
  if (!form || form.querySelector("fieldset.whole").disabled) return;
  const words = JSON.parse(form.dataset.words);

  const partOf = (row) => row.closest("[data-part]").dataset.part;
  const rowsOf = (list) => [...list.children].filter((row) => !row.hidden);
  const keyOf = (row) => row.dataset.row;

  function tell(step) {
    form.dispatchEvent(new CustomEvent("desk:step", { detail: step }));
  }

  function behind(row) {
    let before = row.previousElementSibling;
    while (before && before.hidden) before = before.previousElementSibling;
    return before ? keyOf(before) : null;
  }

  function number(list) {
    rowsOf(list).forEach((row, index) => {
      const place = row.querySelector(".place");
      if (place) place.textContent = index + 1;
    });
  }

  function add(part, after) {
    const list = part.querySelector(".desk-rows");
    const total = form.elements[`${part.dataset.part}-TOTAL_FORMS`];
    const html = part.querySelector("template").innerHTML.replaceAll("__prefix__", total.value);
    const holder = document.createElement("ol");
    holder.innerHTML = html.trim();
    const row = holder.firstElementChild;
    const key = `new-${Date.now().toString(36)}${Math.random().toString(36).slice(2, 6)}`;
    row.dataset.row = key;
    row.querySelector('[name$="-key"]').value = key;
    total.value = Number(total.value) + 1;
    if (after) after.after(row);
    else list.append(row);
    equip(row);
    number(list);
    tell({ do: "add", section: part.dataset.part, key, after: behind(row) });
    row.querySelector("textarea, input:not([type=hidden]), select").focus();
  }

  function move(row, up) {
    const list = row.parentElement;
    const shown = rowsOf(list);
    const other = shown[shown.indexOf(row) + (up ? -1 : 1)];
    if (!other) return;
    const held = document.activeElement;
    if (up) other.before(row);
    else other.after(row);
    if (row.contains(held)) held.focus();
    number(list);
    tell({ do: "move", section: partOf(row), key: keyOf(row), after: behind(row) });
  }

  function remove(row) {
    const tick = row.querySelector('[name$="-DELETE"]');
    const note = document.createElement("li");
    note.className = "removed";
    const undo = button(words.undo, () => {
      tick.checked = false;
      row.hidden = false;
      note.remove();
      number(row.parentElement);
      tell({ do: "restore", section: partOf(row), key: keyOf(row), after: behind(row), row });
      row.querySelector("textarea, input:not([type=hidden]), select").focus();
    });
    note.append(`${words.removed} `, undo);
    tick.checked = true;
    row.hidden = true;
    row.after(note);
    number(row.parentElement);
    tell({ do: "remove", section: partOf(row), key: keyOf(row), row });
    undo.focus();
  }

  function button(text, act, sign) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = sign || text;
    if (sign) {
      made.title = text;
      made.setAttribute("aria-label", text);
    }
    made.addEventListener("click", act);
    return made;
  }

  function equip(row) {
    const tick = row.querySelector(".remove");
    if (!tick) return;
    const tools = document.createElement("p");
    tools.className = "row-tools";
    tools.append(
      button(words.up, () => move(row, true), "↑"),
      button(words.down, () => move(row, false), "↓"),
      button(words.remove, () => remove(row), "×")
    );
    tick.hidden = true;
    tick.after(tools);
  }

  form.querySelectorAll(".desk-row").forEach(equip);
  form.querySelectorAll('button[value^="add:"]').forEach((plain) => {
    plain.addEventListener("click", (event) => {
      event.preventDefault();
      add(plain.closest("[data-part]"));
    });
  });
  form.addEventListener("keydown", (event) => {
    const row = event.target.closest(".desk-row");
    if (!row || !event.altKey) return;
    const part = row.closest("[data-part]");
    if (event.key === "ArrowUp" || event.key === "ArrowDown") move(row, event.key === "ArrowUp");
    else if (event.key === "Enter" && part.querySelector("template")) add(part, row);
    else return;
    event.preventDefault();
  });
})();
