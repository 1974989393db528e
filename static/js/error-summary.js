// Moves the focus to the list of problems where the browser has not done so by itself.
(() => {
  const summary = document.getElementById("error-summary");
  if (summary && document.activeElement !== summary) summary.focus();
})();
