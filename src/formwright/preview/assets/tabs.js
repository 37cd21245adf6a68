// Tabs as the ARIA Authoring Practices describe them: one stop for Tab, arrows, Home and End within.
// A panel that is shown gets the event "tabshown". The results' tab is remembered over a reload.

const MOVES = {
  ArrowLeft: (at, count) => (at + count - 1) % count,
  ArrowRight: (at, count) => (at + 1) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

function show(tabs, chosen) {
  for (const tab of tabs) {
    const panel = document.getElementById(tab.getAttribute("aria-controls"));
    tab.setAttribute("aria-selected", tab === chosen);
    tab.tabIndex = tab === chosen ? 0 : -1;
    panel.hidden = tab !== chosen;
  }
  const panel = document.getElementById(chosen.getAttribute("aria-controls"));
  panel.dispatchEvent(new CustomEvent("tabshown", { bubbles: true }));
}

function start(list) {
  const tabs = [...list.querySelectorAll("[role=tab]")];
  const key = list.closest("[data-results]") && `formwright tab ${list.getAttribute("aria-label")}`;
  const choose = (tab) => {
    show(tabs, tab);
    if (key) sessionStorage.setItem(key, tabs.indexOf(tab));
  };
  list.addEventListener("click", (event) => {
    const tab = event.target.closest("[role=tab]");
    if (tab) choose(tab);
  });
  list.addEventListener("keydown", (event) => {
    const move = MOVES[event.key];
    if (!move) return;
    event.preventDefault();
    const tab = tabs[move(tabs.indexOf(event.target.closest("[role=tab]")), tabs.length)];
    choose(tab);
    tab.focus();
  });
  const kept = key && tabs[sessionStorage.getItem(key) ?? -1];
  if (kept) show(tabs, kept);
}

document.querySelectorAll("[role=tablist]").forEach(start);
