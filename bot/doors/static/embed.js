// A button on a municipality's own site, and the chat in a frame over the page. Put it there with
// <script src="https://…/embed.js" defer></script>; the button speaks the language of the page, or
// that of data-lang. Nothing is asked of us, and nothing is kept, before the button is pressed.
(() => {
  "use strict";
  const WORDS = /* words */ {};
  const script = document.currentScript;
  const house = new URL(script.src).origin;
  const asked = (script.dataset.lang || document.documentElement.lang || "").split("-")[0].toLowerCase();
  const lang = Object.keys(WORDS).includes(asked) ? asked : "sv";
  const [open, close, dir] = WORDS[lang];

  const host = document.createElement("kundvalsguiden-chat");
  const root = host.attachShadow({ mode: "open" });
  const dressing = `
    button { font: 600 18px/1.3 system-ui, sans-serif; min-height: 48px; padding: 8px 18px;
      border: 2px solid #1d3f5e; border-radius: 14px; background: #1d3f5e; color: #fff; cursor: pointer; }
    button:focus-visible { outline: 3px solid #b4540a; outline-offset: 2px; }
    .open { position: fixed; inset-block-end: 16px; inset-inline-end: 16px; z-index: 2147483646;
      max-width: calc(100vw - 32px); }
    dialog { box-sizing: border-box; inset: 0; margin: auto; width: min(30rem, 100%);
      height: min(48rem, 100%); max-width: none; max-height: none; padding: 0; border: 2px solid #1d3f5e; border-radius: 14px; background: #fbfaf7; }
    dialog[open] { display: flex; flex-direction: column; }
    .close { align-self: flex-end; margin: 8px; background: #fff; color: #1d3f5e; }
    iframe { flex: 1; border: 0; width: 100%; }
    @media (max-width: 32rem) { dialog { border: 0; border-radius: 0; height: 100%; } }
    @media print { .open { display: none; } }`;
  try {
    const sheet = new CSSStyleSheet(); // a site whose policy forbids styles in a page allows these
    sheet.replaceSync(dressing);
    root.adoptedStyleSheets = [sheet];
  } catch {
    root.append(Object.assign(document.createElement("style"), { textContent: dressing }));
  }

  const made = (name, more) => Object.assign(document.createElement(name), { lang, dir, ...more });
  const dialog = made("dialog", {});
  const opener = made("button", { type: "button", className: "open", textContent: open });
  const closer = made("button", { type: "button", className: "close", textContent: close });
  const frame = made("iframe", { title: open, referrerPolicy: "no-referrer" });
  opener.setAttribute("aria-haspopup", "dialog");
  dialog.setAttribute("aria-label", open);
  opener.addEventListener("click", () => {
    if (!dialog.showModal) {
      location.assign(house); // an old browser has no dialogs
      return;
    }
    if (!frame.src) frame.src = `${house}/`;
    dialog.showModal();
  });
  closer.addEventListener("click", () => dialog.close());
  dialog.append(closer, frame);
  root.append(opener, dialog);
  document.body.append(host);
})();
