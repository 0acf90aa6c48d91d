"use strict";
// The house tells that there is something new, and never what: the page fetches itself, and only
// what has changed is put in. What is typed stays, and the focus; a screen reader hears what comes
// into the log, so nothing that stood there is moved or made anew.
const talk = document.getElementById("talk");
const AGAIN = 15000;
let stream, later, looking, news;
let answered = 0; // how often a press was answered on this page

function watch() {
  rest();
  if (document.hidden || sent) return;
  if (!window.EventSource) {
    keepLooking();
    return;
  }
  stream = new EventSource("/events");
  stream.addEventListener("news", (event) => {
    news = event.data;
    look();
  });
  stream.addEventListener("error", () => {
    // A browser tries again by itself, but not where the house had no room.
    if (stream.readyState === EventSource.CLOSED) keepLooking();
  });
}

function keepLooking() {
  later = setTimeout(() => look(true).finally(watch), AGAIN);
}

function rest() {
  clearTimeout(later);
  stream?.close();
}

async function look(always) {
  if (looking || sent || (!always && news === talk.dataset.news)) return;
  const before = talk.dataset.news;
  const asked = answered;
  looking = true;
  try {
    const answer = await fetch(location.search || "/");
    if (!answer.ok) throw new Error(answer.statusText);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!sent && asked === answered) putIn(fresh); // not the page of before a press
  } catch {
    setTimeout(look, AGAIN); // away for a moment
  } finally {
    looking = false;
  }
  if (talk.dataset.news !== before) look(); // what was told of meanwhile
}

function putIn(page) {
  const log = page.getElementById("talk");
  if (!log) {
    location.replace("/"); // forgotten, from another page
    return;
  }
  const asked = document.getElementById("question")?.dataset.key;
  const focus = named(document.activeElement);
  document.title = page.title;
  for (const name of ["lang", "dir"]) document.documentElement[name] = page.documentElement[name];
  swap(document.querySelector(".head"), page.querySelector(".head"));
  const added = fill(log);
  around(talk, log);
  const field = document.getElementById("text");
  const empty = page.getElementById("text");
  around(field.form, empty.form);
  around(field, empty);
  for (const name of ["inputmode", "aria-describedby"]) {
    if (empty.hasAttribute(name)) field.setAttribute(name, empty.getAttribute(name));
    else field.removeAttribute(name);
  }
  Object.assign(talk.dataset, log.dataset);
  if (focus && !document.activeElement.matches(focus)) {
    (document.querySelector(focus) ?? document.getElementById("latest")).focus({ preventScroll: true });
  }
  if (asked !== document.getElementById("question")?.dataset.key) {
    shown = performance.now();
    document.getElementById("latest").scrollIntoView();
  } else added.at(-1)?.scrollIntoView({ block: "nearest" });
}

// The bubbles: those that stand stay where they are, and what is new is put in between.
function fill(log) {
  document.getElementById("latest")?.remove();
  const shown = new Map([...talk.children].map((one) => [one.dataset.key, one]));
  const wanted = [...log.children].map((one) => {
    const old = one.dataset.key && shown.get(one.dataset.key);
    if (!old) return one;
    if (one.id) old.id = one.id;
    else old.removeAttribute("id");
    return old.isEqualNode(one) ? old : one;
  });
  const stays = new Set(wanted);
  for (const one of [...talk.children]) if (!stays.has(one)) one.remove();
  let at = talk.firstElementChild;
  for (const one of wanted) {
    if (one === at) at = at.nextElementSibling;
    else talk.insertBefore(one, at);
  }
  return wanted.filter((one) => one.dataset.key && shown.get(one.dataset.key) !== one);
}

// What stands before and after something that stays where it is.
function around(stays, fresh) {
  const [olds, news] = [stays, fresh].map((one) => [...one.parentNode.children]);
  const [here, there] = [olds.indexOf(stays), news.indexOf(fresh)];
  const same = olds.length === news.length && here === there;
  if (same) {
    olds.forEach((one, n) => n === here || one.contains(stays) || swap(one, news[n]));
    return;
  }
  olds.forEach((one) => one === stays || one.remove());
  stays.before(...news.slice(0, there));
  stays.after(...news.slice(there + 1));
}

// Nothing that only has another one-use token is touched: somebody may be about to press it.
function swap(old, fresh) {
  const plain = (one) => one.outerHTML.replace(/name="token" value="[^"]*"/g, "");
  if (plain(old) !== plain(fresh)) old.replaceWith(fresh);
}

// How to find again what has the focus.
function named(one) {
  if (!one || one === document.body) return "";
  if (one.id) return `#${CSS.escape(one.id)}`;
  if (one.name) return `[name="${CSS.escape(one.name)}"][value="${CSS.escape(one.value)}"]`;
  return one.className ? `.${CSS.escape(one.className)}` : "";
}

if (talk) {
  watch();
  document.addEventListener("submit", rest);
  document.addEventListener("visibilitychange", () => (document.hidden ? rest() : watch()));
  window.addEventListener("pagehide", rest);
}
