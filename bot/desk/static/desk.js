// Only what a page can do without: one press copies a whole text.
for (const button of document.querySelectorAll("[data-copies]")) {
  const text = document.getElementById(button.dataset.copies);
  const told = document.querySelector("[data-copied]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    text.select();
    try {
      await navigator.clipboard.writeText(text.value);
      told.textContent = "Kopierat.";
    } catch {
      told.textContent = "Texten är markerad. Kopiera den med tangentbordet.";
    }
  });
}
