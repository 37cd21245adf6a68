// Asks the server, which is this page's own, what becomes of the answers; loads the page again when a file was saved.

async function ask(path, question, signal) {
  const headers = { "Content-Type": "application/json" };
  // Half a character can be typed or pasted, but not sent.
  const body = JSON.stringify(question, (_, value) => (typeof value === "string" ? value.toWellFormed() : value));
  const reply = await fetch(path, { method: "POST", headers, body, signal });
  if (!reply.ok) throw new Error(`${path}: ${reply.status}`);
  return reply.json();
}

const connection = document.querySelector("[data-connection]");
const fails = (error) => {
  if (error.name !== "AbortError") connection.textContent = `The server does not answer (${error.message}).`;
};

function start(article) {
  let last = new AbortController();
  article.addEventListener("answers", async ({ detail }) => {
    last.abort();
    last = new AbortController();
    const reply = await ask("/answers", detail, last.signal).catch(fails);
    if (reply) article.dispatchEvent(new CustomEvent("results", { detail: reply }));
  });
  article.addEventListener("tabshown", async ({ target }) => {
    const text = document.getElementById(target.dataset.markdownOf ?? "");
    if (!text) return;
    const reply = await ask("/markdown", { text: text.value }).catch(fails);
    // Safe: the server made it with a sanitiser.
    if (reply) target.innerHTML = reply.html || "Nothing to preview";
  });
}

document.querySelectorAll("[data-preview]").forEach(start);

const events = new EventSource(`/events?revision=${encodeURIComponent(document.body.dataset.revision)}`);
events.addEventListener("changed", () => location.reload());
events.addEventListener("open", () => (connection.textContent = ""));
events.addEventListener("error", () => (connection.textContent = "The server has ended: what is shown may be old."));
addEventListener("pagehide", () => events.close());
