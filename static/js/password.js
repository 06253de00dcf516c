// A button beside a password that shows it, and hides it again. Without this script the button stays hidden.
for (const button of document.querySelectorAll("[data-shows]")) {
  const field = document.getElementById(button.dataset.shows);
  const [show, hide] = button.querySelectorAll("[data-word]");
  const turn = (shown) => {
    field.type = shown ? "text" : "password";
    show.hidden = shown;
    hide.hidden = !shown;
  };
  button.hidden = false;
  button.addEventListener("click", () => turn(field.type === "password"));
  // What is sent is a password: browsers keep what stood in other fields.
  field.form.addEventListener("submit", () => turn(false));
}
