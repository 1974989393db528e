// Keeps what is typed into a statement: two seconds after a pause, and at least every eight while typing.
// It saves a draft and no answer. What cannot be kept now is tried again until it is.
(() => {
  const form = document.querySelector("form[data-autosave]");
  if (!form) return;
  const PAUSE = 2000, LONGEST = 8000, SLOWEST = 15000, PATIENCE = 20000;
  const TRYING = "Not saved. Your words are safe on this screen; we are trying again.";
  const line = form.querySelector("[data-saved]");
  const tab = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  let turn = 0, failures = 0, since = 0, timer, sending = false, stopped = false, leaving = false, held = null, pressed = 0, ready = false;

  const hidden = (name, value) => {
    const input = form.elements[name] ?? form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name }));
    input.value = value;
  };
  const typed = () => {
    const data = new URLSearchParams(new FormData(form));
    for (const name of ["csrfmiddlewaretoken", "tab", "turn", "seen_draft"]) data.delete(name);
    return data.toString();
  };
  let kept = typed();
  hidden("tab", tab);
  hidden("turn", 0);
  const isDirty = () => typed() !== kept;

  const say = (words, link) => {
    const said = link ? `${words} ${link.words}` : words;
    if (line.textContent === said) return;
    line.textContent = link ? `${words} ` : words;
    if (link) line.append(Object.assign(document.createElement("a"), { href: link.path, target: link.target ?? "", textContent: link.words }));
  };
  const plan = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(send, wait);
  };
  const stop = (words, link) => {
    stopped = true;
    clearTimeout(timer);
    say(words, link);
    letGo();
  };
  // A button was pressed while words were still to be kept: now it may do what it does.
  const letGo = () => {
    if (!held) return;
    const { button } = held;
    held = null;
    ready = true;
    form.requestSubmit(button);
  };
  const again = () => {
    failures += 1;
    say(TRYING);
    plan(Math.min(1000 * 2 ** (failures - 1), SLOWEST));
  };

  async function ask(address, options = {}) {
    const patience = new AbortController();
    const clock = setTimeout(() => patience.abort(), PATIENCE);
    try {
      return await fetch(address, { credentials: "same-origin", cache: "no-store", signal: patience.signal, ...options });
    } finally {
      clearTimeout(clock);
    }
  }

  async function send() {
    if (sending || stopped || leaving) return;
    const now = typed();
    if (now === kept) return letGo();
    sending = true;
    clearTimeout(timer);
    turn += 1;
    hidden("turn", turn);
    const body = new URLSearchParams(new FormData(form));
    body.set("autosave", "1");
    since = 0;
    try {
      const answer = await ask(form.action, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "manual" });
      const isOurs = answer.headers.get("Content-Type")?.startsWith("application/json");
      if (isOurs) received(answer.status, await answer.json(), now);
      else if (answer.status === 403 || answer.type === "opaqueredirect") await renew();
      else if (answer.status >= 500) again();
      else stop("Not saved. Copy your words, and open the page again.");
    } catch {
      again();
    } finally {
      sending = false;
    }
    if (!stopped && failures === 0 && isDirty()) plan(PAUSE);
  }

  function received(status, said, now) {
    failures = 0;
    if (said.number !== undefined) hidden("seen_draft", said.number);
    if (status === 200 || said.number !== undefined) kept = now;
    if (status === 409) return stop(said.words, { path: location.pathname, words: "See both" });
    if (status === 403) return stop(`Not saved. ${said.words}`);
    say(status === 200 ? said.words : `Not saved. ${said.words}`);
    if (status === 200 && isDirty()) return;
    letGo();
  }

  // The token of this page is old, or nobody is signed in any more: take the new token, or wait for it.
  async function renew() {
    const now = await (await ask("/account/session/")).json();
    if (now.person === null) {
      failures += 1;
      held = null;
      say("Not saved: you are signed out. Your words are safe on this screen.", { path: `/account/login/?next=${location.pathname}`, target: "_blank", words: "Sign in in a new tab, and we save them" });
      return plan(5000);
    }
    if (String(now.person) !== form.dataset.person) return stop("Not saved: you have signed in as somebody else. Copy your words, and open the page again.");
    for (const input of document.getElementsByName("csrfmiddlewaretoken")) input.value = now.token;
    failures += 1;
    if (failures > 6) return stop("Not saved. Copy your words, and open the page again.");
    plan(200);
  }

  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  function changed() {
    if (stopped || failures) return;
    since ||= Date.now();
    plan(Math.max(0, Math.min(PAUSE, since + LONGEST - Date.now())));
  }
  const soon = () => { if (failures && !document.hidden) plan(0); };
  addEventListener("online", soon);
  addEventListener("focus", soon);
  document.addEventListener("visibilitychange", soon);

  // First keep, then go: a page that goes wrong on the way then costs nothing. A double click is one
  // press; whoever presses once more after that goes at once.
  form.addEventListener("submit", (event) => {
    const isDouble = Date.now() - pressed < 1500;
    if (isDouble && !ready) return event.preventDefault();
    pressed = Date.now();
    if (ready || leaving || stopped || held || !isDirty()) {
      leaving = true;
      ready = false;
      return;
    }
    event.preventDefault();
    held = { button: event.submitter };
    if (!sending) send();
  });
  addEventListener("beforeunload", (event) => {
    if (leaving || !isDirty()) return;
    if (!stopped) send();
    event.preventDefault();
  });
  addEventListener("pageshow", (event) => {
    leaving = false;
    if (event.persisted && !isDirty()) location.reload();
  });
})();
