// The dialogs of the page of terms. Each gives what was entered, or nothing where it was left.

import { composes } from "./shared.js";

/** Open a dialog with these values; resolves to what is in its fields, null where it is left. */
export function asked(id, values) {
  const dialog = document.getElementById(id);
  const form = dialog.querySelector("form");
  const fields = [...form.elements].filter((field) => field.name);
  form.reset();
  for (const field of fields) {
    if (!(field.name in values)) continue;
    if (field.type === "checkbox") field.checked = values[field.name];
    else field.value = values[field.name];
  }
  const before = document.activeElement;
  return new Promise((resolve) => {
    let given = null;
    const submit = (event) => {
      event.preventDefault();
      given = Object.fromEntries(fields.map((field) =>
        [field.name, field.type === "checkbox" ? field.checked : field.value.trim()]));
      dialog.close();
    };
    const typed = (event) => {
      if (composes(event)) {
        if (event.key === "Enter") event.preventDefault(); // it ends what the input method composes
      } else if (event.key === "Enter" && event.ctrlKey) form.requestSubmit();
    };
    const leave = () => dialog.close();
    form.addEventListener("submit", submit);
    form.addEventListener("keydown", typed);
    form.querySelector(".leave").addEventListener("click", leave);
    dialog.addEventListener("close", () => {
      form.removeEventListener("submit", submit);
      form.removeEventListener("keydown", typed);
      form.querySelector(".leave").removeEventListener("click", leave);
      before?.focus?.({ preventScroll: true });
      resolve(given);
    }, { once: true });
    dialog.showModal();
    fields[0].focus();
    fields[0].select?.();
  });
}
