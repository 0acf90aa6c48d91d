"use strict";
// Reads a turn aloud by a voice that lives in the phone. A voice of the browser maker's is never
// asked, for it would be sent what the page says.
const speech = window.speechSynthesis;
const ALSO = { bs: ["bs", "hr", "sr"], ku: ["ku", "kmr"] };
const PATIENCE = 1000;
let reading;

function voice(language) {
  const wanted = ALSO[language] ?? [language];
  const spoken = (one) => one.lang.toLowerCase().split(/[-_]/)[0];
  return speech.getVoices().find((one) => one.localService && wanted.includes(spoken(one)));
}

// Some browsers know their voices only a moment after they are first asked.
function voices() {
  if (speech.getVoices().length) return Promise.resolve();
  return new Promise((known) => {
    speech.addEventListener("voiceschanged", known, { once: true });
    setTimeout(known, PATIENCE);
  });
}

// What is said in an element, in pieces of one language each: a pause comes between them.
function pieces(element, language, said) {
  for (const node of element.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) {
      const last = said.at(-1);
      if (last && last.language === language && !last.ended) last.text += node.data;
      else said.push({ language, text: node.data });
    } else if (node.nodeType === Node.ELEMENT_NODE && !node.matches("[aria-hidden=true]:not(.theirs), thead, #latest")) {
      const own = !node.matches("bdi, b, span");
      if (own && said.length) said.at(-1).ended = true;
      pieces(node, node.lang || language, said);
      if (own && said.length) said.at(-1).ended = true;
    }
  }
  return said;
}

function aloud(beside) {
  const parts = [];
  for (let one = beside.previousElementSibling; one; one = one.previousElementSibling) {
    if (one.matches(".beside, .mine")) break;
    parts.unshift(one);
  }
  const newest = !beside.nextElementSibling;
  if (newest) parts.push(...document.querySelectorAll(".answers .said"));
  const said = parts.flatMap((one) => pieces(one, one.closest("[lang]").lang, []));
  return said.filter((piece) => /[\p{L}\p{N}]/u.test(piece.text));
}

function quiet() {
  const button = reading;
  reading = undefined;
  speech.cancel();
  if (button) button.textContent = talkWords().listen;
}

// Not from where the button stood: what is new may have taken its place.
function talkWords() {
  return document.getElementById("talk").dataset;
}

async function read(button) {
  quiet();
  reading = button;
  const beside = button.closest(".beside");
  const said = aloud(beside);
  await voices();
  if (reading !== button) return; // pressed again meanwhile
  const main = said.length ? voice(said[0].language) : undefined;
  if (!main) {
    reading = undefined;
    tell(beside, talkWords().mute);
    return;
  }
  button.textContent = talkWords().quiet;
  said.forEach((piece, n) => {
    const words = new SpeechSynthesisUtterance(piece.text.replace(/[\u200f\u2066-\u2069]/g, "").replace(/\s+/g, " ").trim());
    words.voice = voice(piece.language) ?? main;
    words.lang = words.voice.lang;
    words.rate = 0.9;
    const over = () => reading === button && quiet();
    if (n === said.length - 1) words.addEventListener("end", over);
    words.addEventListener("error", over);
    speech.speak(words);
  });
}

function tell(beside, words) {
  const line = beside.querySelector("[role=status]") ?? document.createElement("p");
  line.setAttribute("role", "status");
  beside.append(line);
  line.textContent = words;
}

if (speech) {
  speech.getVoices();
  document.documentElement.classList.add("speaks");
  document.addEventListener("click", (event) => {
    const button = event.target.closest(".listen");
    if (button) button === reading ? quiet() : read(button);
  });
  document.addEventListener("submit", quiet);
  window.addEventListener("pagehide", quiet);
}
