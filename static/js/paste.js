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

  /* A table of a word processor has cells of several lines, which its plain text does not tell apart: each cell is one. */
  function tableText(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    page.querySelectorAll("td br, td p, td div, th br, th p, th div").forEach((part) => part.before(" "));
    const cellText = (cell) => cell.textContent.replace(/\s+/g, " ").trim();
    const rows = [...page.querySelectorAll("table tr")].map((row) => [...row.cells].map(cellText).join("\t"));
    page.querySelectorAll("table, style, script, title").forEach((part) => part.remove());
    return page.body.textContent.trim() ? "" : rows.join("\n"); // with other text beside it the plain text is pasted
  }

  document.querySelectorAll("textarea[data-paste][data-tables]").forEach((field) => {
    field.addEventListener("paste", (event) => {
      const html = event.clipboardData ? event.clipboardData.getData("text/html") : "";
      const text = /<table/i.test(html) ? tableText(html) : "";
      if (!text.includes("\t")) return;
      event.preventDefault();
      field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
    });
  });

  /* The button says how many units it adds. */
  document.querySelectorAll("button[data-counts]").forEach((button) => {
    const words = button.textContent.trim();
    const count = () => {
      const chosen = [...button.form.querySelectorAll(".proposal input[type=radio]:checked")].filter((one) => one.value);
      button.textContent = `${words} (${chosen.length})`;
    };
    button.form.addEventListener("change", count);
    count();
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
