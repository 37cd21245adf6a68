// Light or dark: the system's choice, unless another one is made, which is remembered.

const KEY = "formwright theme";
const select = document.querySelector("[data-theme]");

function apply(theme) {
  document.documentElement.dataset.colorMode = theme;
  select.value = theme;
}

apply(["light", "dark"].find((theme) => theme === localStorage.getItem(KEY)) ?? "auto");
select.addEventListener("change", () => {
  localStorage.setItem(KEY, select.value);
  apply(select.value);
});
