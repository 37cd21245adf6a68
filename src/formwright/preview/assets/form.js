// The fields of a form: reads and writes them, keeps what is typed over a reload, enforces what GitHub enforces.
// Tells the other modules by events: "answers" when something is typed, "fieldfocus" when a field has the focus.

const WAIT = 120; // milliseconds without typing, before the results are asked for
const LONGEST = 8000; // characters: an address that is longer gets the answer 414 (R61)

const controls = (field) => [...field.querySelectorAll("[data-control]")];
const control = (field) => field.querySelector("[data-control]");
const parts = (field) => [...field.querySelectorAll("[data-focus], [data-control], .upload-input")];
const text = {
  read: (field) => control(field).value,
  write: (field, value) => (control(field).value = value ?? ""),
};
const KINDS = {
  input: text,
  textarea: text,
  dropdown: text,
  choices: {
    read: (field) => controls(field).filter((box) => box.checked).map((box) => box.value),
    write: (field, value) => controls(field).forEach((box) => (box.checked = (value ?? []).includes(box.value))),
  },
  checkboxes: {
    read: (field) => Object.fromEntries(controls(field).map((box) => [box.value, box.checked])),
    write: (field, value) => controls(field).forEach((box) => (box.checked = Boolean(value?.[box.value]))),
  },
  upload: {
    read: (field) => field.dataset.files ?? "",
    write: (field, value) => {
      field.dataset.files = value ?? "";
      showFiles(field);
    },
  },
};

const read = (field) => KINDS[field.dataset.kind].read(field);
const write = (field, value) => KINDS[field.dataset.kind].write(field, value);
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

// Attachments as GitHub writes them into a body (R74), with an address that nobody has.
function attachment(file, number) {
  const name = file.name.replace(/[[\]\\]/g, "\\$&");
  const kind = file.type.startsWith("image/") ? "assets" : "files";
  const address = `https://github.com/user-attachments/${kind}/${number}/${encodeURIComponent(file.name)}`;
  return `${kind === "assets" ? "!" : ""}[${name}](${address})`;
}

// Goes to a part of a field, also where its tab is not the one that is shown.
function reveal(part) {
  const panel = part.closest("[role=tabpanel]");
  if (panel?.hidden) document.getElementById(panel.getAttribute("aria-labelledby")).click();
  part.focus();
}

function showFiles(field) {
  const lines = field.dataset.files.split("\n").filter(Boolean);
  const items = lines.map((line, index) => {
    const item = document.createElement("li");
    const button = document.createElement("button");
    item.append(line.match(/^!?\[(.*)\]\(/)?.[1] ?? line, " ", button);
    button.type = "button";
    button.className = "btn-link";
    button.textContent = "Remove";
    button.addEventListener("click", () => {
      write(field, lines.filter((_, at) => at !== index).join("\n"));
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.querySelector("input").focus();
    });
    return item;
  });
  field.querySelector("[data-uploads]").replaceChildren(...items);
}

function showChosen(field) {
  const chosen = field.querySelector("[data-chosen]");
  if (chosen) chosen.textContent = read(field).join(", ") || "None";
}

// What keeps GitHub from opening the issue; "" where nothing does.
function fault(field) {
  const { kind, minLength } = field.dataset;
  if (kind === "checkboxes") {
    const missing = controls(field).find((box) => box.required && !box.checked);
    return missing ? `Tick “${missing.closest("label").querySelector(".option").textContent}”.` : "";
  }
  const value = read(field);
  const length = typeof value === "string" ? value.trim().length : value.length;
  if (!length) return "required" in field.dataset ? "This field is required." : "";
  return length < Number(minLength ?? 0) ? `Write at least ${minLength} characters.` : "";
}

function mark(field, message) {
  const error = field.querySelector("[data-error]");
  error.hidden = !message;
  error.textContent = message;
  for (const each of [...controls(field), ...field.querySelectorAll(".upload-input")]) {
    if (message) each.setAttribute("aria-invalid", "true");
    else each.removeAttribute("aria-invalid");
  }
}

function start(article) {
  const data = JSON.parse(article.querySelector("[data-form-data]").textContent);
  const form = article.querySelector("[data-form]");
  const fields = [...form.querySelectorAll("[data-field]")];
  const titleField = form.querySelector("[data-title]");
  const title = control(titleField);
  const verdict = form.querySelector("[data-verdict]");
  const defaults = new Map(fields.map((field) => [field, read(field)]));
  const key = `formwright ${data.template}`;
  const kept = JSON.parse(sessionStorage.getItem(key) ?? "null");
  let timer;
  let tried = false; // whether "Create" was pressed: from then on, errors follow what is typed

  const answers = () => Object.fromEntries(fields.map((field) => [field.dataset.field, read(field)]));

  function tell() {
    showPrefill();
    article.dispatchEvent(
      new CustomEvent("answers", { detail: { template: data.template, title: title.value, answers: answers() } }),
    );
  }

  // Only what was changed is kept, so that a new default in the template is seen. What was typed into a field that is
  // not there now stays kept: it may come back.
  function keep() {
    const gone = Object.entries(kept?.answers ?? {}).filter(([id]) => !fields.some((each) => each.dataset.field === id));
    const typed = fields.filter((field) => !same(read(field), defaults.get(field)));
    const changed = typed.map((field) => [field.dataset.field, read(field)]);
    const state = { answers: Object.fromEntries([...gone, ...changed]), focus: focused() };
    if (title.value !== title.defaultValue) state.title = title.value;
    sessionStorage.setItem(key, JSON.stringify(state));
  }

  // The field with the focus, which of its parts has it, and where the caret is.
  function focused() {
    const part = document.activeElement;
    const field = part?.closest("[data-field]");
    if (!field) return null;
    return { field: field.dataset.field, part: parts(field).indexOf(part), caret: part.selectionStart ?? null };
  }

  function refocus({ field: id, part: index, caret }) {
    const field = fields.find((each) => each.dataset.field === id);
    const part = field && (parts(field)[index] ?? parts(field)[0]);
    part?.focus({ preventScroll: true });
    if (caret !== null && typeof part?.selectionStart === "number") part.setSelectionRange(caret, caret);
  }

  function fill(values) {
    for (const field of fields) if (field.dataset.field in values.answers) write(field, values.answers[field.dataset.field]);
    if (values.title !== undefined) title.value = values.title;
    changed();
  }

  function changed() {
    fields.forEach(showChosen);
    if (tried) check();
    clearTimeout(timer);
    timer = setTimeout(tell, WAIT);
  }

  function check() {
    const wrong = [];
    for (const field of [titleField, ...fields]) {
      const message = field === titleField ? (title.value.trim() ? "" : "A title is required.") : fault(field);
      mark(field, message);
      if (message) wrong.push(field);
    }
    const count = wrong.length === 1 ? "one field is" : `${wrong.length} fields are`;
    verdict.hidden = !tried;
    verdict.classList.toggle("flash-error", wrong.length > 0);
    verdict.classList.toggle("flash-success", wrong.length === 0);
    const words = wrong.length ? `GitHub would not open this issue: ${count} not filled in as it must be.` : "GitHub would open this issue.";
    if (verdict.textContent !== words) verdict.textContent = words;
    return wrong;
  }

  // GitHub fills text fields from the address, by id (R61 to R63).
  const isText = (field) => ["input", "textarea"].includes(field.dataset.kind) && field.dataset.id;

  function showPrefill() {
    const query = new URLSearchParams({ template: data.template });
    if (title.value !== title.defaultValue) query.set("title", title.value);
    const left = [];
    for (const field of fields) {
      if (same(read(field), defaults.get(field))) continue;
      if (isText(field)) query.set(field.dataset.id, read(field));
      else left.push(field.dataset.label);
    }
    const address = `https://github.com/${data.repository}/issues/new?${query}`;
    const notes = [];
    if (left.length) notes.push(`GitHub fills text fields only, so these are left out: ${left.join(", ")}.`);
    if (address.length > LONGEST) notes.push(`The address has ${address.length} characters, which is more than GitHub takes.`);
    article.querySelector("[data-prefill]").value = address;
    article.querySelector("[data-prefill-note]").textContent = notes.join(" ");
  }

  function prefilled() {
    const query = new URLSearchParams(location.search);
    if (query.get("template")?.toLowerCase() !== data.template.toLowerCase()) return;
    if (query.has("title")) title.value = query.get("title");
    for (const field of fields) {
      if (isText(field) && query.has(field.dataset.id)) write(field, query.get(field.dataset.id));
    }
  }

  form.addEventListener("input", () => {
    changed();
    keep();
  });
  form.addEventListener("change", (event) => {
    const files = event.target.files;
    if (!files) return;
    const field = event.target.closest("[data-field]");
    const before = read(field).split("\n").filter(Boolean);
    const added = [...files].map((file, index) => attachment(file, before.length + index + 1));
    write(field, [...before, ...added].join("\n"));
    event.target.value = "";
    changed();
    keep();
  });
  form.addEventListener("focusin", (event) => {
    const field = event.target.closest("[data-field]");
    const lines = field && [Number(field.dataset.first), Number(field.dataset.last)];
    article.dispatchEvent(new CustomEvent("fieldfocus", { detail: lines ?? [0, 0] }));
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    tried = true;
    const wrong = check();
    if (wrong.length) reveal(parts(wrong[0])[0]);
    else verdict.focus();
  });
  article.querySelectorAll("[data-sample]").forEach((button) =>
    button.addEventListener("click", () => {
      fill(data.samples[button.dataset.sample]);
      keep();
    }),
  );
  article.querySelector("[data-clear]").addEventListener("click", () => {
    form.reset();
    fields.forEach((field) => write(field, defaults.get(field)));
    tried = false;
    check();
    changed();
    keep();
  });
  addEventListener("pagehide", keep);

  if (kept) fill(kept);
  else prefilled();
  if (kept?.focus) refocus(kept.focus);
  fields.forEach(showChosen);
  // All modules have run by then, so that those which listen do.
  document.addEventListener("DOMContentLoaded", tell);
}

document.querySelectorAll("[data-preview]").forEach(start);
