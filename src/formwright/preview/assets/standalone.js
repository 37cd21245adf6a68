// A page without a server: writes the body itself (R64 to R71), and shows the part that the address names.

const EMPTY = "_No response_";
const line = (text) => text.split(/\s+/).filter(Boolean).join(" ");
const shown = (label) => (/[\r\n]/.test(label) ? line(label) : label);
const blank = (text) => !text.replace(/[ \t\n]/g, "") || text.replace(/[ \t\n]+$/, "").replace(/^([ \t]*\n)+/, "") === EMPTY;

const WRITERS = {
  textarea: (field, text) => {
    if (field.dataset.render) return `\`\`\`${field.dataset.render}\n${/[^ \t\n]/.test(text) ? text : ""}\n\`\`\``;
    return blank(text) ? EMPTY : text;
  },
  input: (_, text) => (blank(text) ? EMPTY : text.replace(/[ \t]+$/, "")),
  upload: (_, text) => (blank(text) ? EMPTY : text),
  dropdown: (_, option) => shown(option) || EMPTY,
  choices: (_, options) => options.map(shown).join(", ") || EMPTY,
  // From the boxes themselves: an object puts keys that look like numbers first.
  checkboxes: (field) => {
    const boxes = [...field.querySelectorAll("[data-control]")];
    return boxes.map((box) => `- [${box.checked ? "x" : " "}] ${shown(box.value)}`).join("\n") || EMPTY;
  },
};

const VALUES = {
  textarea: (text) => text || null,
  input: (text) => text || null,
  upload: (text) => text || null,
  dropdown: (option) => option || null,
  choices: (options) => options,
  checkboxes: (boxes) => boxes,
};

function start(article) {
  const fields = [...article.querySelectorAll("[data-field]")];
  const map = (make) => fields.map((field) => make(field, field.dataset.kind, field.dataset.field));

  article.addEventListener("answers", ({ detail: { answers } }) => {
    const sections = map((field, kind, id) => `### ${shown(field.dataset.label)}\n\n${WRITERS[kind](field, answers[id])}`);
    const values = Object.fromEntries(map((_, kind, id) => [id, VALUES[kind](answers[id])]));
    const results = { body: sections.join("\n\n"), answers: { answers: values } };
    article.dispatchEvent(new CustomEvent("results", { detail: results }));
  });
  article.addEventListener("tabshown", ({ target }) => {
    if (target.dataset.markdownOf) target.textContent = "Rendering Markdown needs the server. Run: formwright preview";
  });
}

function route() {
  const wanted = decodeURIComponent(location.hash.slice(1));
  const parts = [...document.querySelectorAll("[data-page]")];
  const part = parts.find((each) => each.dataset.page === wanted) ?? parts[0];
  for (const each of parts) each.hidden = each !== part;
  scrollTo(0, 0);
}

document.querySelectorAll("[data-preview]").forEach(start);
addEventListener("hashchange", route);
route();
