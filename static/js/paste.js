/* What is pasted is shown split at once; without this script the button does it. */
(function () {
  "use strict";

  document.querySelectorAll("[data-paste]").forEach((field) => {
    field.addEventListener("paste", () => window.setTimeout(() => field.form.requestSubmit()));
  });
})();
