/* The desk's fields: what each is called in the document, what it holds, and what the register sent.

   A place is {section, key, field}: {section: "pact", field: "theme"}, {section: "units", key: "7", field: "role"}. */
window.Desk = window.Desk || {};

window.Desk.fieldsOf = function (form) {
  "use strict";

  const NOT_KEPT = /-(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS$|-key$|-DELETE$/;
  const isKept = (name) => Boolean(name) && name.includes("-") && !NOT_KEPT.test(name);

  function all(name) {
    const found = form.elements.namedItem(name);
    return found === null ? [] : found instanceof RadioNodeList ? [...found] : [found];
  }

  const isLone = (fields) => fields.length === 1 && fields[0].value === "on"; // one tick for yes or no
  const isTick = (fields) => fields[0].type === "checkbox";

  function read(name, ticked, text) {
    const fields = all(name);
    if (!isTick(fields)) return text(fields[0]);
    if (isLone(fields)) return ticked(fields[0]) ? "on" : "";
    return fields.filter(ticked).map((field) => field.value);
  }

  function sentText(field) {
    if (field.type !== "select-one") return field.defaultValue;
    const options = [...field.options];
    const chosen = options.find((option) => option.defaultSelected) || options[0];
    return chosen ? chosen.value : "";
  }

  function write(name, value) {
    const fields = all(name);
    if (!isTick(fields)) fields[0].value = value;
    else fields.forEach((field) => (field.checked = isLone(fields) ? Boolean(value) : value.includes(field.value)));
  }

  /* A value as a person reads it: a choice by its label, not by its code. */
  function words(name, value) {
    const fields = all(name);
    const label = (field) => field.closest("label").textContent.trim();
    if (isTick(fields)) return fields.filter((field) => value.includes(field.value)).map(label).join("; ");
    if (fields[0].type !== "select-one") return value;
    const option = [...fields[0].options].find((one) => one.value === value);
    return option ? option.textContent.trim() : value;
  }

  function placeOf(name) {
    const row = name.match(/^([a-z]+)-(\d+)-(.+)$/);
    if (!row) return { section: name.split("-")[0], field: name.slice(name.indexOf("-") + 1) };
    return { section: row[1], key: all(`${row[1]}-${row[2]}-key`)[0].value, field: row[3] };
  }

  const pathOf = ({ section, key, field }) => [section, key || "", field].join("/");

  function rowAt({ section, key }) {
    return form.querySelector(`[data-part="${CSS.escape(section)}"] .desk-row[data-row="${CSS.escape(key)}"]`);
  }

  /* The name of the field at a place of the document, or null where the page has none. */
  function nameAt(place) {
    let name = `${place.section}-${place.field}`;
    if (place.key) {
      const row = rowAt(place);
      if (!row) return null;
      name = row.querySelector('[name$="-key"]').name.replace(/key$/, place.field);
    }
    return all(name).length ? name : null;
  }

  function namesIn(row) {
    return new Set([...row.querySelectorAll("[name]")].map((field) => field.name).filter(isKept));
  }

  return {
    all,
    isKept,
    namesIn,
    nameAt,
    pathOf,
    placeOf,
    rowAt,
    words,
    write,
    now: (name) => read(name, (field) => field.checked, (field) => field.value),
    sent: (name) => read(name, (field) => field.defaultChecked, sentText),
  };
};
