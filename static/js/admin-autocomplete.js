/* The admin's search boxes have no name of their own for a screen reader: give each its label's. */
"use strict";
(() => {
  const wordsOf = (box) => {
    const select = box.closest(".select2-container").previousElementSibling;
    const words = select && document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
    if (words) words.id = words.id || `${select.id}_label`;
    return words;
  };
  const label = (box) => {
    const words = wordsOf(box);
    const chosen = box.querySelector(".select2-selection__rendered");
    if (!words || !chosen) return;
    box.setAttribute("aria-labelledby", chosen.id ? `${words.id} ${chosen.id}` : words.id);
    chosen.setAttribute("aria-labelledby", words.id);
    // Where several can be chosen, what is typed goes into a box of its own.
    box.querySelectorAll(".select2-search__field").forEach((field) => field.setAttribute("aria-labelledby", words.id));
    // Each can be taken away by itself; the cross for all stands in the list without being an item of it.
    if (box.matches(".select2-selection--multiple")) chosen.querySelector(".select2-selection__clear")?.remove();
  };
  const labelAll = () => document.querySelectorAll(".select2-selection[role=combobox]").forEach(label);
  new MutationObserver(labelAll).observe(document.documentElement, { childList: true, subtree: true });
})();
