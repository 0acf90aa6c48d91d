"use strict";
// Everything works without this file. It keeps the newest answer in view, lets a screen reader
// begin there, and keeps a double tap from being sent twice. What is new comes by live.js, and what
// is pressed goes by send.js.

function begin() {
  const latest = document.getElementById("latest");
  if (!latest) return;
  if (!document.querySelector("[autofocus]")) latest.focus({ preventScroll: true });
  latest.scrollIntoView();
}
begin();

// A shaky hand taps twice: the second tap is of the page before, whatever lies there now.
const QUIET = 1000;
let shown = performance.now();
let touched = false;
window.addEventListener("touchstart", () => { touched = true; }, { passive: true });
document.addEventListener("click", (event) => {
  if (touched && performance.now() - shown < QUIET && event.target.closest("button")) event.preventDefault();
}, { capture: true });

// What is typed and not sent outlives another size, contrast or language of the same page.
const typed = document.getElementById("text");
const memory = (() => {
  try {
    return sessionStorage;
  } catch {
    return null; // in a frame on another site, where the browser keeps nothing
  }
})();
if (typed && !typed.value) typed.value = memory?.getItem("typed") ?? "";
memory?.removeItem("typed");
function keepTyped() {
  if (typed?.value) memory?.setItem("typed", typed.value);
}
document.addEventListener("click", (event) => event.target.closest(".beside a") && keepTyped());

let sent = false;
document.addEventListener("submit", (event) => {
  if (sent) {
    event.preventDefault();
    return;
  }
  if (event.target.matches('[action="/look"]')) keepTyped();
  sent = true;
  setTimeout(() => {
    // Not before: a button that is off when the form is read is not sent.
    for (const button of document.querySelectorAll("button")) button.disabled = true;
  });
});

window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
