/* The admin's search boxes have no name of their own for a screen reader: give each its label's. */
"use strict";
(() => {
  const label = (box) => {
    const select = box.closest(".select2-container").previousElementSibling;
    const words = select && document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
    const chosen = box.querySelector(".select2-selection__rendered");
    if (!words || !chosen) return;
    words.id = words.id || `${select.id}_label`;
    box.setAttribute("aria-labelledby", `${words.id} ${chosen.id}`);
    chosen.setAttribute("aria-labelledby", words.id);
  };
  const labelAll = () => document.querySelectorAll(".select2-selection[role=combobox]").forEach(label);
  new MutationObserver(labelAll).observe(document.documentElement, { childList: true, subtree: true });
})();
