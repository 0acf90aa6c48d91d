"use strict";
// Everything works without this file. It keeps the newest answer in view, lets a screen reader
// begin there, and keeps a double tap from being sent twice. What is new comes by live.js.

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
