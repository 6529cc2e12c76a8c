// What every page gains from scripts; each works without.
document.addEventListener("submit", (event) => {
  // A second press sends nothing twice.
  const button = event.submitter;
  if (button && event.target.method === "post") setTimeout(() => { button.disabled = true; });
});
window.addEventListener("pageshow", () => {
  // Back in the browser brings the page back with its buttons usable.
  document.querySelectorAll("button[disabled]:not([data-off])").forEach((button) => { button.disabled = false; });
});
for (const field of document.querySelectorAll("[data-submit-on-change]")) {
  field.addEventListener("change", () => field.form.requestSubmit());
}
const reload = document.querySelector("[data-reload-seconds]");
if (reload) setTimeout(() => window.location.reload(), 1000 * Number(reload.dataset.reloadSeconds));
