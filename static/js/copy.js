// A button that copies what a field holds. Without this script it stays hidden: the field can be marked and copied.
for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  const before = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      document.execCommand("copy"); // an office network without https has no clipboard of the newer kind
    }
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = before; }, 4000);
  });
}
