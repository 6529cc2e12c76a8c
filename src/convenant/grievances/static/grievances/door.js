// The form at the door on a phone with scripts: everything is sealed here before it is sent; the server never holds
// the words. Without scripts the form works as it stands, and the server seals on arrival. docs/sealing.md says how.

const form = document.querySelector("form[data-api]");
const says = JSON.parse(document.getElementById("says").textContent);
const status = document.createElement("div");
status.className = "box";
status.setAttribute("role", "status");
status.hidden = true;
form.append(status);

const say = (text, fault = false) => {
  status.hidden = !text;
  status.textContent = text;
  status.className = fault ? "box fault" : "box";
  if (fault) status.scrollIntoView({ block: "center" });
};
const wait = (ms) => new Promise((on) => setTimeout(on, ms));

// Sealing is fetched once somebody begins; who only looks needs none of it.
let sealing = null;
const ready = () => {
  sealing ??= (async () => {
    const script = await import(form.dataset.sealing);
    await script.load([form.dataset.core, form.dataset.wrappers]);
    return script;
  })();
  sealing.catch(() => { sealing = null; });
  return sealing;
};
form.addEventListener("focusin", () => { ready().catch(() => {}); }, { once: true });
document.getElementById("by").textContent = says.sealed_in_browser;

// A line that drops is waited for. An answer that is no fault of the line is given back.
const ask = async (path, given = {}) => {
  for (let pause = 1000; ; pause = Math.min(pause * 2, 30000)) {
    try {
      const answer = await fetch(form.dataset.api + path, { ...given, credentials: "omit", cache: "no-store" });
      if (answer.status < 500) return answer;
    } catch { /* the line */ }
    say(says.resend);
    await Promise.race([wait(pause), new Promise((on) => window.addEventListener("online", on, { once: true }))]);
    say(says.sending);
  }
};

// What was typed --------------------------------------------------------------------------------------

const WORDS = ["site_words", "what", "since", "wanted", "tried", "afraid_what", "dont", "group_size", "mandate", "organisation"];
const value = (name) => {
  const field = form.elements[name];
  if (!field) return "";
  if (field instanceof RadioNodeList) return field.value;
  if (field.type === "radio" || field.type === "checkbox") return field.checked ? field.value : "";
  return field.value.trim();
};
const words = () => {
  const said = {};
  for (const name of [...WORDS, "afraid", "site"]) if (value(name)) said[name] = value(name);
  if (value("stop_notice")) said.stop_notice = "yes";
  return said;
};
const identity = () => {
  const said = {};
  if (value("openness") !== "anonymous") for (const name of ["name", "reach"]) if (value(name)) said[name] = value(name);
  return said;
};
const files = () => [...form.elements.voice.files, ...form.elements.files.files, ...recorded];

// A draft on this phone, only where somebody asks for it ------------------------------------------------

const DRAFT = `door-draft:${location.pathname}`;
const keep = document.getElementById("keep");
keep.closest("p").hidden = false;
const typed = () => [...new FormData(form)].filter(([name, one]) => typeof one === "string" && name !== "receipt" && name !== "site_search");
const forget = () => {
  try {
    localStorage.removeItem(DRAFT);
    localStorage.removeItem(`${DRAFT}:key`);
  } catch { /* this phone keeps nothing */ }
};
const draft = async () => {
  if (!keep.checked) return;
  const script = await ready();
  const key = localStorage.getItem(`${DRAFT}:key`) ?? script.newDraftKey();
  localStorage.setItem(`${DRAFT}:key`, key);
  localStorage.setItem(DRAFT, script.sealDraft({ fields: typed().map(([name, one]) => `${name}=${one}`) }, key));
};
const bringBack = async () => {
  const [sealed, key] = [localStorage.getItem(DRAFT), localStorage.getItem(`${DRAFT}:key`)];
  if (!sealed || !key) return;
  const found = (await ready()).openDraft(sealed, key);
  if (!found) return forget();
  for (const line of found.fields) {
    const at = line.indexOf("=");
    const [name, one] = [line.slice(0, at), line.slice(at + 1)];
    const field = form.elements[name];
    if (!field) continue;
    if (field instanceof RadioNodeList) field.value = one;
    else if (field.type === "checkbox") field.checked = true;
    else field.value = one;
  }
  keep.checked = true;
  say(says.draft_found);
};
let saving = 0;
form.addEventListener("input", () => { clearTimeout(saving); saving = setTimeout(() => { draft().catch(() => {}); }, 400); });
keep.addEventListener("change", () => { if (!keep.checked) forget(); });
document.getElementById("forget").addEventListener("click", () => { keep.checked = false; forget(); form.reset(); });
bringBack().catch(() => { keep.closest("p").hidden = true; }); // this phone keeps nothing

// A voice message ------------------------------------------------------------------------------------

let recorded = [];
const record = document.getElementById("record");
if (navigator.mediaDevices?.getUserMedia && window.MediaRecorder) {
  record.hidden = false;
  let recorder = null;
  record.addEventListener("click", async () => {
    if (recorder) return recorder.stop();
    let line;
    try {
      line = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      return say(says.speak_unavailable);
    }
    const parts = [];
    recorder = new MediaRecorder(line);
    recorder.addEventListener("dataavailable", (one) => parts.push(one.data));
    recorder.addEventListener("stop", () => {
      for (const track of line.getTracks()) track.stop();
      const type = recorder.mimeType.split(";")[0] || "audio/webm";
      recorded = [new File(parts, `voice.${type.split("/")[1]}`, { type })];
      const heard = document.getElementById("heard");
      heard.src = URL.createObjectURL(recorded[0]);
      heard.hidden = false;
      recorder = null;
      record.textContent = says.speak_again;
    });
    recorder.start();
    record.textContent = says.speak_stop;
  });
}

// Sending ----------------------------------------------------------------------------------------------

const hex = (bytes) => [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
const whole = async (script, file, key) => {
  const parts = [];
  for await (const part of script.sealedPieces(file, key)) parts.push(part);
  return new Blob(parts);
};
const send = async (name, sealed, piece) => {
  for (let at = 0; at < sealed.size;) {
    const body = sealed.slice(at, at + piece);
    const answer = await ask(`uploads/${name}/?offset=${at}`, { method: "PUT", body, headers: { "Content-Type": "application/octet-stream" } });
    if (answer.status !== 200 && answer.status !== 409) throw new Error((await answer.json()).fault);
    at = (await answer.json()).size;
  }
};

let busy = false;
let warned = false;
const submit = async () => {
  const told = words();
  const chosen = files();
  for (const name of ["kind", "openness", "behalf"]) if (!value(name)) return say(says.needed, true);
  if (!told.what && !chosen.length) return say(says.empty, true);
  say(says.sending);
  const script = await ready();
  const facts = await (await ask("")).json();
  if (!facts.open) return say(says.closed, true);
  if (chosen.length > facts.most) return say(says.file_count, true);
  for (const one of chosen) {
    if (!one.size) return say(says.file_empty.replace("@name@", one.name), true);
    if (one.size > facts.largest) return say(says.file_size.replace("@name@", one.name), true);
  }
  const text = Object.values(told).join("\n");
  if (!warned && facts.warns.some((one) => new RegExp(one, "iu").test(text))) {
    warned = true;
    return say(says.names_warning, true);
  }
  const receipt = script.readReceipt(value("receipt"));
  if (chosen.length) told.files = chosen.map((one) => one.name.slice(-200));
  const envelope = await script.sealIntake(receipt, { case: told, identity: identity() }, facts.readers, facts.cost);
  const listed = [];
  for (const one of chosen) {
    let file = one;
    try {
      if (one.type === "image/jpeg" || one.type === "image/png") file = await script.withoutMetadata(one);
    } catch { /* as it is: its clean copy is made when it is first opened */ }
    const key = script.newFileKey();
    const sealed = await whole(script, file, key);
    const bytes = new Uint8Array(await sealed.arrayBuffer());
    const name = hex(crypto.getRandomValues(new Uint8Array(24)));
    const about = `${script.place(envelope.complainant.public, "case", `file ${name}`)}/key`;
    listed.push({
      upload: name, sealed_size: sealed.size, size: file.size,
      sha256: hex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))),
      key: script.textOf(script.seal(key, script.bytesOf(envelope.rooms.case.public), about)),
    });
    await send(name, sealed, facts.piece);
  }
  // Where many send at once the server asks for some work first; mostly it asks for none.
  let answer, said, challenge = facts.challenge;
  do {
    const nonce = challenge ? await script.solveWork(challenge, envelope.locator) : "";
    const body = JSON.stringify({
      envelope, kind: value("kind"), openness: value("openness"), behalf: value("behalf"),
      urgent: value("afraid") === "now", stop_notices: Boolean(told.stop_notice), files: listed, challenge, nonce,
    });
    answer = await ask("complaints/", { method: "POST", body, headers: { "Content-Type": "application/json" } });
    said = await answer.json();
    challenge = said.challenge;
  } while (answer.status === 429 && challenge);
  if (answer.status !== 201 && answer.status !== 200) return say(said.fault, true);
  forget();
  const page = document.getElementById("received").content.cloneNode(true);
  page.querySelector(".number").textContent = script.shownReceipt(receipt);
  if (value("behalf") === "other") page.querySelector("[data-for-other]").hidden = false;
  document.querySelector("main").replaceChildren(page);
  window.scrollTo(0, 0);
  document.querySelector("h1").focus();
};
form.addEventListener("submit", async (event) => {
  if (event.submitter?.value === "search") return;
  event.preventDefault();
  if (busy) return;
  busy = true;
  try {
    await submit();
  } catch (fault) {
    say(fault?.message?.length > 12 ? fault.message : says.again, true);
  } finally {
    busy = false;
  }
});
