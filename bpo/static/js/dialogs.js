// Opens native dialogs, asks before what cannot be undone, and puts the focus where an answer expects it.
//
// <button data-dialog-open="id">        opens <dialog id="id"> as a modal; Escape and its own buttons close it
// <form data-confirm="Really?">         asks in a dialog before it is sent
// [data-autofocus]                      takes the focus when the page (or a fragment) arrives: an error summary

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog-open]");
  if (!opener) return;
  const dialog = document.getElementById(opener.dataset.dialogOpen);
  if (dialog && !dialog.open) dialog.showModal();
});

let asked = null;

function question() {
  let dialog = document.getElementById("confirm-dialog");
  if (dialog) return dialog;
  dialog = document.createElement("dialog");
  dialog.id = "confirm-dialog";
  dialog.className = "dialog";
  dialog.setAttribute("aria-labelledby", "confirm-text");
  const text = document.createElement("p");
  text.id = "confirm-text";
  const form = document.createElement("form");
  form.method = "dialog";
  form.className = "btns";
  for (const [value, label, kind] of [["yes", "Yes", "btn btn-main"], ["no", "No", "btn"]]) {
    const button = document.createElement("button");
    button.value = value;
    button.textContent = label;
    button.className = kind;
    form.append(button);
  }
  dialog.append(text, form);
  dialog.addEventListener("close", () => {
    const waiting = asked;
    asked = null;
    if (dialog.returnValue !== "yes" || !waiting) return;
    waiting.form.dataset.confirmed = "1";
    waiting.form.requestSubmit(waiting.submitter || undefined);
  });
  document.body.append(dialog);
  return dialog;
}

document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (!form.dataset.confirm) return;
    if (form.dataset.confirmed) {
      delete form.dataset.confirmed;
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    asked = { form, submitter: event.submitter };
    const dialog = question();
    dialog.returnValue = "";
    dialog.querySelector("p").textContent = form.dataset.confirm;
    dialog.showModal();
  },
  true,
);

function focusWanted() {
  const wanted = document.querySelector("[data-autofocus]");
  if (wanted) wanted.focus();
}

focusWanted();
document.addEventListener("htmx:afterSettle", focusWanted);
