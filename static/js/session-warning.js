// Five minutes before somebody is signed out, shows the notice that waits in the page, with a button to stay.
// Asks the server first: another tab may have begun the time anew.
(() => {
  const notice = document.querySelector("[data-session-left]");
  if (!notice) return;
  const EARLY = 5 * 60, ADDRESS = "/account/session/";
  const words = notice.querySelector("[data-words]"), button = notice.querySelector("button");
  let ends = Date.now() + Number(notice.dataset.sessionLeft) * 1000, timer;

  const left = () => Math.round((ends - Date.now()) / 1000);
  const at = () => new Date(ends).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  const plan = () => {
    clearTimeout(timer);
    // A timer cannot run for more than 24 days, and sleeps with the computer: look again each minute.
    timer = setTimeout(look, Math.min(Math.max(1000, (left() - EARLY) * 1000), 60000));
  };
  const show = (text, over = false) => {
    notice.hidden = false;
    if (words.textContent !== text) words.textContent = text;
    button.hidden = over;
  };
  async function ask(options = {}) {
    const said = await (await fetch(ADDRESS, { credentials: "same-origin", cache: "no-store", ...options })).json();
    ends = Date.now() + said.seconds * 1000;
    return said;
  }
  async function look() {
    if (left() > EARLY) return plan();
    try {
      const said = await ask();
      if (said.person === null) return show("You have been signed out. What is on this page is still here: sign in in another tab before you send it.", true);
    } catch { /* No connection: the time that was known holds. */ }
    if (left() > EARLY) notice.hidden = true;
    else show(`You will be signed out at ${at()}. Stay signed in?`);
    plan();
  }
  button.addEventListener("click", async () => {
    try {
      const { token } = await ask();
      const said = await ask({ method: "POST", headers: { "X-CSRFToken": token ?? "" } });
      if (said.person === null) return look();
      show(`You stay signed in until ${at()}.`, true);
      document.getElementById("main").focus();
      setTimeout(() => { notice.hidden = true; }, 8000);
    } catch {
      show("That did not work. Check your connection and try again.");
    }
    plan();
  });
  plan();
})();
