"use strict";
// Everything works without this file. It keeps the newest answer in view, lets a screen reader
// begin there, keeps a double tap from being sent twice, and fetches what a human has written.

function begin() {
  const latest = document.getElementById("latest");
  if (!latest) return;
  if (!document.querySelector("[autofocus]")) latest.focus({ preventScroll: true });
  latest.scrollIntoView();
}
begin();

let sent = false;
document.addEventListener("submit", (event) => {
  if (sent) {
    event.preventDefault();
    return;
  }
  sent = true;
  setTimeout(() => {
    // Not before: a button that is off when the form is read is not sent.
    for (const button of document.querySelectorAll("button")) button.disabled = true;
  });
});

window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

// While a human answers, or may soon: only the new lines are put in, so that what is being typed
// stays. Where the question has become another the page is made anew around what is typed.
const wait = () => Number(document.getElementById("talk")?.dataset.seconds || 0);

async function look() {
  if (document.hidden || sent) return;
  const answer = await fetch("/");
  if (!answer.ok || sent) return;
  const news = new DOMParser().parseFromString(await answer.text(), "text/html");
  const [talk, fresh] = [document, news].map((page) => page.getElementById("talk"));
  if (!fresh) return;
  if (talk.dataset.open !== fresh.dataset.open || talk.dataset.seconds !== fresh.dataset.seconds) {
    const [field, empty] = [document, news].map((page) => page.getElementById("text"));
    const typing = document.activeElement === field;
    empty.value = field.value;
    document.title = news.title;
    document.body.replaceWith(news.body);
    begin();
    if (typing) empty.focus();
    return;
  }
  const keys = (log) => new Map([...log.querySelectorAll("[data-key]")].map((one) => [one.dataset.key, one]));
  const [shown, all] = [keys(talk), keys(fresh)];
  for (const [key, one] of shown) if (!all.has(key)) one.remove();
  const added = [...all].filter(([key]) => !shown.has(key)).map(([, one]) => one);
  talk.append(...added);
  added.at(-1)?.scrollIntoView({ block: "nearest" });
}

async function keepLooking() {
  for (let seconds; (seconds = wait()); ) {
    await new Promise((done) => setTimeout(done, seconds * 1000));
    await look().catch(() => {}); // away for a moment: the next time will do
  }
}
keepLooking();
