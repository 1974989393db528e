// Turns "60 words at most" into the words that are left. Counts as the server does: a dash alone is no word.
(() => {
  const count = (text) => text.split(/\s+/).filter((piece) => /[\p{L}\p{N}]/u.test(piece)).length;
  const say = (left) => {
    const words = Math.abs(left) === 1 ? "word" : "words";
    return left < 0 ? `${-left} ${words} too many` : `${left} ${words} left`;
  };
  for (const line of document.querySelectorAll("[data-words-for]")) {
    const box = document.getElementById(line.dataset.wordsFor);
    const spoken = document.createElement("span");
    spoken.className = "hidden-words";
    spoken.setAttribute("role", "status");
    line.after(spoken);
    let wait;
    const update = () => {
      const text = say(Number(line.dataset.most) - count(box.value));
      line.textContent = text;
      clearTimeout(wait);
      // Read out only when the person pauses.
      wait = setTimeout(() => { spoken.textContent = text; }, 1000);
    };
    box?.addEventListener("input", update);
  }
})();
