/* Names for the choices select2 draws: it gives its boxes no name a screen reader could say. */
(function () {
  "use strict";

  function nameOf(select) {
    const label = document.querySelector(`label[for="${select.id}"]`);
    return select.getAttribute("aria-label") || (label ? label.textContent.replace(/:\s*$/, "") : "");
  }

  function nameBoxes() {
    document.querySelectorAll("select.admin-autocomplete").forEach((select) => {
      const drawn = select.nextElementSibling;
      if (!drawn || !drawn.classList.contains("select2")) return;
      drawn.querySelectorAll("[role=combobox], [role=textbox], .select2-search__field").forEach((box) => {
        box.removeAttribute("aria-labelledby");
        box.setAttribute("aria-label", nameOf(select));
      });
    });
  }

  nameBoxes();
  window.addEventListener("load", () => window.setTimeout(nameBoxes));
  document.addEventListener("formset:added", () => window.setTimeout(nameBoxes));
  document.addEventListener("focusin", nameBoxes);
})();
