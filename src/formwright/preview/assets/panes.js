// Shows what comes of the answers ("results"), and lights the source's lines of the field with the focus ("fieldfocus").

function showProblems(article, problems) {
  const items = problems.map(({ where, code, message }) => {
    const item = document.createElement("li");
    const name = document.createElement("strong");
    name.textContent = code;
    item.className = "finding finding-warning";
    item.append(name, ` ${message} `, `(${where})`);
    return item;
  });
  article.querySelector("[data-problems]").replaceChildren(...items);
  article.querySelector("[data-problem-count]").textContent = problems.length;
  article.querySelector("[data-no-problems]").hidden = problems.length > 0;
}

function showDocument(article, made, reason) {
  const note = article.querySelector("[data-document-note]");
  article.querySelector("[data-document]").hidden = !made;
  note.hidden = Boolean(made);
  note.textContent = made ? "" : `There is no document: ${reason}.`;
  const head = article.querySelector("[data-document-head]");
  head.textContent = made ? `${made.path} on ${made.branch}, status ${made.status}, pull request “${made.title}”` : "";
  if (!made) return;
  article.querySelector("[data-document-source]").textContent = made.source;
  // Safe: the server made it with a sanitiser, from Markdown.
  article.querySelector("[data-document-html]").innerHTML = made.html;
}

function start(article) {
  const source = article.querySelector("[data-source]");

  article.addEventListener("results", ({ detail }) => {
    article.querySelector("[data-body]").textContent = detail.body.replaceAll("\r\n", "\n");
    article.querySelector("[data-answers]").textContent = JSON.stringify(detail.answers, null, 2);
    if (detail.problems) showProblems(article, detail.problems);
    if (detail.document !== undefined) showDocument(article, detail.document, detail.reason);
    article.dataset.shown = Number(article.dataset.shown ?? 0) + 1;
  });

  article.addEventListener("fieldfocus", ({ detail: [first, last] }) => {
    for (const line of source.querySelectorAll("[data-line]")) {
      const number = Number(line.dataset.line);
      line.classList.toggle("lit", first <= number && number <= last);
    }
    const top = source.querySelector(".lit")?.offsetTop;
    if (top !== undefined) source.scrollTop = top - source.clientHeight / 4;
  });
}

document.querySelectorAll("[data-preview]").forEach(start);
