// Answers are stored as one goes; the form's own buttons do the same without scripts.
const form = document.querySelector("form[data-autosave]");
if (form) {
  const waiting = new Map();
  const fieldsOf = (question) => question.querySelectorAll("input[name], textarea[name], select[name]");
  const say = (question, text, fault) => {
    const place = question.querySelector("[data-state]");
    place.textContent = text;
    place.toggleAttribute("data-fault", Boolean(fault));
  };
  const store = async (question) => {
    waiting.delete(question);
    const key = question.dataset.question;
    // One at a time per question: the next one carries the version this one brings back.
    if (question.storing) { question.again = true; return; }
    question.storing = true;
    const sent = new FormData();
    sent.set("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    for (const field of fieldsOf(question)) {
      if (field.name.startsWith(`${key}-`) && (field.type !== "radio" || field.checked)) sent.set(field.name, field.value);
    }
    try {
      const answer = await fetch(form.action || window.location.href, { method: "POST", body: sent, headers: { "X-Autosave": "1" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const told = (await answer.json())[key];
      if (told) {
        // After a conflict the version stays: only the form's own button stores over a colleague.
        if (told.saved) question.querySelector(`[name="${key}-seen"]`).value = told.seen;
        say(question, told.message, told.fault);
      }
      question.unsent = false;
    } catch {
      say(question, form.dataset.lost, true);
      question.unsent = true;
    } finally {
      question.storing = false;
      if (question.again) { question.again = false; store(question); }
    }
  };
  const soon = (event, delay) => {
    const question = event.target.closest("[data-question]");
    if (!question || !event.target.name || !event.target.name.startsWith(`${question.dataset.question}-`)) return;
    question.unsent = true;
    clearTimeout(waiting.get(question));
    waiting.set(question, setTimeout(() => store(question), delay));
    for (const other of form.querySelectorAll("[data-question]")) if (other !== question && other.unsent && !waiting.has(other)) store(other);
  };
  form.addEventListener("input", (event) => soon(event, event.target.type === "radio" ? 0 : 1200));
  form.addEventListener("change", (event) => soon(event, 0));
  form.addEventListener("submit", () => { for (const timer of waiting.values()) clearTimeout(timer); waiting.clear(); for (const question of form.querySelectorAll("[data-question]")) question.unsent = false; });
  window.addEventListener("online", () => { for (const question of form.querySelectorAll("[data-question]")) if (question.unsent) store(question); });
  window.addEventListener("beforeunload", (event) => {
    if ([...form.querySelectorAll("[data-question]")].some((question) => question.unsent)) event.preventDefault();
  });
}
