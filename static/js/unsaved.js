// Asks before a page is left with words in a form that nobody has sent.
(() => {
  const form = document.querySelector("form[data-unsaved]");
  if (!form) return;
  const words = () => new URLSearchParams(new FormData(form)).toString();
  const before = words();
  let sent = false;
  form.addEventListener("submit", () => { sent = true; });
  addEventListener("beforeunload", (event) => {
    if (!sent && words() !== before) event.preventDefault();
  });
})();
