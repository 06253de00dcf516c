/* Pasted lists: shown split at once, and mended by one key each. Without this script buttons do the same.

   In a row of a proposed split Enter parts it where the cursor stands, Backspace at its beginning puts it behind the
   one before. The names of units do the same, and are then looked up again. */
(function () {
  "use strict";

  document.querySelectorAll("[data-paste]").forEach((field) => {
    field.addEventListener("paste", () =>
      window.setTimeout(() => field.form.querySelector("button[name=find], .actions button").click())
    );
  });

  const atStart = (field) => field.selectionStart === 0 && field.selectionEnd === 0;

  function put(field, text, place) {
    field.value = text;
    field.focus();
    field.setSelectionRange(place, place);
  }

  function number(list) {
    [...list.children].forEach((row, index) => {
      const field = row.querySelector("textarea");
      field.setAttribute("aria-label", field.getAttribute("aria-label").replace(/\d+$/, index + 1));
    });
    const button = list.parentElement.querySelector("button[name=use]");
    if (button) button.textContent = button.textContent.replace(/\d+/, list.children.length);
  }

  function part(field) {
    const [before, after] = [field.value.slice(0, field.selectionStart), field.value.slice(field.selectionEnd)];
    if (!before.trim() || !after.trim()) return;
    const row = field.closest("li").cloneNode(true);
    field.closest("li").after(row);
    field.value = before.trimEnd();
    put(row.querySelector("textarea"), after.trimStart(), 0);
  }

  function merge(field) {
    const row = field.closest("li");
    const before = row.previousElementSibling && row.previousElementSibling.querySelector("textarea");
    if (!before) return;
    const place = before.value.length;
    row.remove();
    put(before, `${before.value} ${field.value}`, place);
  }

  document.querySelectorAll("[data-pieces]").forEach((list) => {
    list.addEventListener("keydown", (event) => {
      if (event.isComposing || event.target.tagName !== "TEXTAREA") return;
      if (event.key === "Enter") part(event.target);
      else if (event.key === "Backspace" && atStart(event.target)) merge(event.target);
      else return;
      event.preventDefault();
      number(list);
    });
  });

  document.querySelectorAll("[data-piece]").forEach((piece) => {
    const field = piece.querySelector("input[name=piece]");
    const press = (name) => {
      const button = piece.querySelector(`button[name=${name}]`);
      if (button) button.click();
    };
    field.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      const [before, after] = [field.value.slice(0, field.selectionStart), field.value.slice(field.selectionEnd)];
      if (event.key === "Enter") {
        if (before.trim() && after.trim()) field.value = `${before};${after}`;
        press("again");
      } else if (event.key === "Backspace" && atStart(field)) press("merge");
      else return;
      event.preventDefault();
    });
  });
})();
