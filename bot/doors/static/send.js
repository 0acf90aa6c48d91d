"use strict";
// A press or a line is sent and its answer put in without a new page. Where there is no way through
// that is said, what was typed stays, and it is sent again: the form's token makes twice once.
const SLOW = 1500;
const LONGEST = 30000;
const TRIES = [4000, 8000, 15000, 30000, 60000];

async function send(body, before, tried = 0) {
  const slow = tried ? 0 : setTimeout(say, SLOW, talk.dataset.wait);
  const stop = new AbortController();
  const late = setTimeout(() => stop.abort(), LONGEST);
  let answer, fresh;
  try {
    answer = await fetch("/", { method: "POST", body, signal: stop.signal });
    fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    answer = null;
  } finally {
    clearTimeout(slow);
    clearTimeout(late);
  }
  if (!answer) again([body, before, tried], [talk.dataset.lost, talk.dataset.ring]);
  else if (answer.status === 503) again([body, before, tried], told(fresh));
  else if (answer.status >= 500) give(told(fresh));
  else show(fresh, before);
}

// What a page that only says something says: also whom to ring.
function told(page) {
  return [...page.querySelectorAll("[role=alert] p")].filter((one) => !one.querySelector("a")).map((one) => one.textContent);
}

function again([body, before, tried], lines) {
  keepTyped();
  if (tried >= TRIES.length) {
    give(lines);
    return;
  }
  say(...lines);
  setTimeout(send, TRIES[tried], body, before, tried + 1);
}

// It cannot be answered: that is said, and one may press again.
function give(lines) {
  say(...lines);
  free();
  watch();
}

function free() {
  sent = false;
  for (const button of document.querySelectorAll("button")) button.disabled = false;
}

function show(fresh, before) {
  free();
  answered += 1;
  if (!fresh.getElementById("talk")) {
    location.replace("/");
    return;
  }
  const token = fresh.querySelector("[name=token]").value; // the one before is used
  const { value } = fresh.getElementById("text");
  document.getElementById("notice")?.remove();
  memory?.removeItem("typed");
  putIn(fresh); // takes what it wants out of the fresh page
  for (const one of document.getElementsByName("token")) one.value = token;
  const writing = typed.value !== before; // more was typed meanwhile: it stays, and the focus
  if (!writing) typed.value = value;
  shown = performance.now();
  if (document.getElementById("notice")) typed.focus();
  else if (!writing) begin();
  history.replaceState(null, "", "/#latest");
  watch();
}

// Said once: a screen reader is not told the same with every try.
function say(...lines) {
  const text = lines.filter(Boolean);
  const before = document.getElementById("notice");
  if (before?.dataset.said === text.join()) return;
  before?.remove();
  const notice = document.createElement("div");
  notice.className = notice.id = "notice";
  notice.dataset.said = text.join();
  notice.setAttribute("role", "alert");
  for (const textContent of text) notice.append(Object.assign(document.createElement("p"), { textContent }));
  typed.form.prepend(notice);
}

document.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  const ours = talk && form.method === "post" && form.getAttribute("action") === "/";
  if (event.defaultPrevented || !ours || !submitter) return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(form));
  if (submitter.name) body.append(submitter.name, submitter.value);
  send(body, typed.value);
});
