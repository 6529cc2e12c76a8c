// Keys for the review: each presses the button or link that shows it. They can be switched off
// (WCAG 2.1.4), and the browser remembers that.
const keysSwitch = document.getElementById("keys");
if (keysSwitch) {
  let stored = null;
  try { stored = window.localStorage.getItem("review-keys"); } catch { /* storage may be closed off */ }
  keysSwitch.checked = stored !== "off";
  keysSwitch.closest("[hidden]").hidden = false;
  keysSwitch.addEventListener("change", () => {
    try { window.localStorage.setItem("review-keys", keysSwitch.checked ? "on" : "off"); } catch { /* as above */ }
  });
  document.addEventListener("keydown", (event) => {
    if (!keysSwitch.checked || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target.closest("input:not([type=checkbox]), textarea, select")) return;
    const target = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (target && !target.disabled) {
      event.preventDefault();
      target.click();
    }
  });
}
