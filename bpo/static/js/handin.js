// Handing in: of the batch headers only that of the chosen service is shown, and sent.
//
// select[name=work_type] and fieldset[data-service=key] in one form

const select = document.querySelector('select[name="work_type"]');
const headers = [...document.querySelectorAll("fieldset[data-service]")];

function follow() {
  for (const header of headers) {
    const chosen = header.dataset.service === select.value;
    header.hidden = !chosen;
    header.disabled = !chosen;
  }
}

if (select && headers.length) {
  select.addEventListener("change", follow);
  follow();
}
